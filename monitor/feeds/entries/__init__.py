"""Entries: what does a poll bring that was not known?

Each entry is recognised (`recognise`) beside those seen before, by guid, link or content (`candidates`, `memory`) and
by how much it looks like one of them (`likeness`), and `dated` by all that its feed tells of dates. What is new or
edited and no old news (`judge`) becomes an article (`changes`), every other entry says why it did not. Where a feed
wants it, the text of an article's page takes the place of the feed's (`full_text`), if it is the better one.
"""
