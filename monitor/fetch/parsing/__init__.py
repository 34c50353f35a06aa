"""Parsing: which entries does a feed document hold?

`document` tells the formats apart and reads RSS and Atom by feedparser (`feedparser_patch`); `jsonfeed` and `sitemap`
read the other two, with `dates`. A `raw_entry` becomes an entry with `fields` cleaned and bounded, as `plain_text`.
`verbatim` is for comparison with other parsers.
"""
