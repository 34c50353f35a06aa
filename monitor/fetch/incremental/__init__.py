"""A feed read again costs only what is new in it."""
