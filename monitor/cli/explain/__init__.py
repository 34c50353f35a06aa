"""`wirewatch explain`."""
