"""Decisions about stories: which articles are copies of which."""
