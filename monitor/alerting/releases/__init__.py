"""Releases: nothing that was held is forgotten.

`batches` says what goes out together, `message` makes one alert of it, `release` all that is recorded with it.
"""
