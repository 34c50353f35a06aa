"""Decisions about feeds: which is polled when, what in it is new, how it fares.

The nouns stand here, the decisions in rooms:

- A `feed` is what the user configured, with its `login`, a `ParsedFeed` (`entry`) what a poll read, `ResponseFacts`
  (`response`) what the server said. Between polls the entries that were `seen` are remembered, and the `state` of the
  feed: its `address`, `failures`, `wishes` and `condition` among others.
- `rhythm`: when a feed posts, learnt from its polls, and how a budget of requests follows from all rhythms.
- `schedule`: when server, feed and user allow the next poll, and which feeds are due.
- `entries`: which entry is which, what is new or edited, and which text an article gets.
- `dates`: at which moment an entry was published, and how sure that is.
- `polling`: how a poll ends, and all that follows from it.
- `health`: the condition of a feed with its reason, and whether people are told.
- `websub`: the subscription of a feed at its hub.
- `sitemap` and `site`: which sitemaps of an index are read, and which feeds of a site are offered; `written_address`
  is what people and programs mean by an address.
"""
