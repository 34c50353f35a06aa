"""Decisions about watches: watchlist and article in, matches with evidence out."""
