"""Which feeds a site has."""
