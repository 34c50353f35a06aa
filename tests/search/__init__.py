"""Searching the archive."""
