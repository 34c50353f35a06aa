"""The one-line form of the watch language."""
