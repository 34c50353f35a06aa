"""Names: their repair, and the gazetteer."""
