"""Parsing: which entries does a feed document hold?

`encoding` makes UTF-8 of a document, `document` tells the formats apart and reads RSS and Atom by feedparser
(`feedparser_patch`); where an XML parser refuses them, after a `repair`, and with faulty entries in `isolation`.
`from_feedparser` takes the entries over. `jsonfeed` and `sitemap` read the other two, with `dates`. A `raw_entry`
becomes an entry with `fields` cleaned and bounded, as `plain_text`; `stubs` only lead to an article. `verbatim` is for
comparison with other parsers.
"""
