"""Decisions about stories: which articles are copies of which, tell the same at more length, or go on with a story?

A text is reduced to a `fingerprint` (digest and hashed word shingles), kept with its article's `sketch`. The `index`
places an article by the shingles it shares with those before (`resemblance`, over `postings`), and one that is `short`
by its headline and words (`shelf`); `answer` is what is said of it, a function of its sketch. `membership` says in
which story it stands: a text of its own goes on with one by `joining`, `redirects` tell which stories turned out to be
one, and `carriers` who has carried each; an `entry` is what is told of an article. What was found in an article is its
copies' by `inheritance`. An article of another producer must be `sane`.
"""
