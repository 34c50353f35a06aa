"""What ingest does besides being an arrow: which feeds are due, and what hubs push."""
