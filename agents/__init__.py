"""Agents: what turns into what?

One thin file for each arrow of the flow, in its order; the topics between them are data (`topics`):

- `ingest`: feeds → articles, on a timer.
- `story`, `annotate`, `match`, `alert`: article → story → annotations → matches → alerts. Each hands a record to a
  decision in `monitor/` and emits what comes back.
- `deliver`: alerts → the ledger of deliveries. `archive`: what was annotated and told → the archive.

Below the arrows: `polling` (how and when ingest reads feeds), `attention` (what was held is told, what does not come
is noticed), `sending` (from the ledger to the receivers), `links` (readers who follow a link of a message),
`measuring` (what the program shows of itself), `canary` (whether articles come through) and `runtime` (what every
agent runs in; what happens to a bad message). Above them: `composition` (what is open, the chain, what works beside
it), and `replay`, which runs the chain over the past.
"""
