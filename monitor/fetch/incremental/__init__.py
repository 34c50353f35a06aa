"""Incremental: how does a feed that is read again cost only what is new in it?

`slices` cuts a document into its entries without parsing it, `reparse` knows entries by the digest of their bytes and
parses the others, plain ones on a `fast_path` without feedparser.
"""
