"""Whom of the gazetteer an actor of a watchlist is.

- `identity`: which entity it is, or why none.
- `longer_names`: what of the gazetteer holds one of its names and is somebody else; `long_names` are all that could be,
  in the form that ships.
- `offices`: who holds the office that it is, and when.
"""
