"""The web: how do feeds and pages become entries and texts, without harm to anybody?

`base` is the family: a fetcher gives bytes (`transport`), a parser entries (`parsers`, over `parsing` and
`incremental`). `poll` is one poll of one feed, `sitemap_index` one of a feed of sitemaps, `websub` the two ends of a
hub, `pages` the full texts of articles, `discovery` the feeds of a site. `open` makes what `settings` ask for. Pages
and feeds are read in worker processes (`monitor/workers`).
"""
