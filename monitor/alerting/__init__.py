"""Decisions about alerts: which match is told, and why or why not."""
