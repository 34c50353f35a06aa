"""The web: guarded, polite polls, and parsing out of the event loop."""
