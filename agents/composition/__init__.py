"""Composition: how is the program put together?

`program` opens every edge that the configuration names, `automata` the watchlists as they were compiled. `chain` lists
the agents in the order of the flow, `beside` what works beside them: polling, hubs, sending, `retention`, `indexing`,
`serving` of the API. `running` starts it all and waits for its end; `sole_worker` keeps a second program of one
worker_id out. `reloading` takes changed files over while it runs, `renaming` what is remembered of watches that have
another id in them. `state`, `document` and `asyncapi` draw the flow, the topics and what is remembered for docs/.
"""
