"""Lucene Monitor beside the matcher: the same queries on the same texts, hits compared."""
