"""Decisions about feeds: when one is due, what in it is new."""
