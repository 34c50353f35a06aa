"""Wirewatch: pure decisions about feeds, articles, stories and alerts, and the edges that carry them out."""
