"""Wirewatch below its agents: what is decided, and what touches the world?

From the ground up; each floor imports only what is below it (`tests/test_floors.py`):

- Nouns: `records` (what travels), `identity` (ids as functions of content), `clock`, `secret`, `errors`.
- `text`: what a text is before it is read for meaning.
- Decisions, over records and free of the world: `feeds`, `stories`, `annotate`, `match`, `alerting`.
- `net`, `workers` and `metrics`: which addresses are public, bounded worker processes, which figures are shown.
- Edges, each a family with a base, one file an implementation and one of them in memory: `fetch`, `nlp`, `store`,
  `log`, `notify`.
- `ledger`: decisions on matches, recorded before they act. `coverage`: how the feeds fare that a watch looks at.
  `canary`: the article that shows that articles come through.
- `config`: the files. `actions`: what people do while it runs. `backup`: what is saved and put back. `pipeline` and
  `samples`: all decisions without a broker. `search`: the archive asked as a watch would be. `trial`: what watches
  would have told of it. `status`: how the whole fares.
- `web`: what the running program shows over HTTP. `mcp`: the same as tools for assistants, asked over HTTP. `doctor`:
  what of an installation somebody should look at.
- `cli`: the commands, above `agents`.
"""
