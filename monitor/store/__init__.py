"""The store: what is remembered between two messages?

`base` is the family: one protocol for each agent that remembers, and how each piece is forgotten. `memory`, with
`memory_alerts`, `memory_attention`, `memory_deliveries`, `memory_stories`, `memory_access`, `memory_events` and
`memory_archive`, over `memory_rows`, forgets all at the end, `sql` is SQLite or PostgreSQL; `open` chooses by URL,
`address` says what is wrong with that of a PostgreSQL. `participants` says who did what to whom in an article, as all
of them count it, and `actors` which actors belong together. Who writes and reads what stands in docs/architecture.md.
"""
