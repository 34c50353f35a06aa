"""The page of an article: its full text and its metadata."""
