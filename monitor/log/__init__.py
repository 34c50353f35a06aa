"""Topics of durable messages."""
