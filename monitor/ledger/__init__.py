"""The ledger of decisions: what becomes of matches by what the store remembers, recorded before it acts.

`unmet` finds articles that do not meet a watch and take up what it told. `matches` takes a match through the chain of
`monitor.alerting.chain`, `releases` tells what was held once its hold is over, `due` when that is where time jumps;
`rules` is what both take from the configuration. `renames` lets a watch go on under another id, known again by its
`fingerprints`. Whoever calls them holds one lock around both, since each reads states
to write what follows from them. `ways` follows an article through all of it, for people who ask why. `agents` and
`monitor.pipeline` are built on it.
"""
