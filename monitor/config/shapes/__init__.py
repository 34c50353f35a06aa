"""The shapes of the configuration files: which keys there are, what each takes, and what it is when left out.

`monitor` (with `kafka`), `feeds`, `receivers` (with `timing`) and `watchlist` (with `words`, `conditions`, `parties`,
`attention` and `severity`) are the files; `shape` is what all shapes do alike, `values` and `numbers` are the kinds of
values (`codes`: languages and countries), `secret` one that stands elsewhere.

The JSON Schemas and `docs/configuration.md` are made from these models.
"""
