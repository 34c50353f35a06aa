"""Polling: what does one poll lead to?

A poll begins from the feed's state and fails, finds nothing changed, or is read; each end gives the next state, the
articles to publish and the reason (`outcome`). From that follows what the poll teaches of the feed's rhythm, when the
next one is, whether entries were missed between two polls (`gaps`), and whether people must be told (`conclude`).
"""
