"""Codes that people write: `iso` reads those of languages and countries."""
