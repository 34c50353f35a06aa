"""`wirewatch feeds`."""
