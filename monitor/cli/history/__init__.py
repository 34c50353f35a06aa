"""History: what has happened so far?

`alerts`, `matches` and `deadletters` read the log, `deliveries`, `held` and `stories` the store, all beside the program
that may be running; `delivery` puts one into words. `status` shows how the whole fares now.
"""
