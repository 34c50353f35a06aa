"""Actors: who a mention is."""
