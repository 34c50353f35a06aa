"""Attention: what people say about alerts while the program runs.

`mute` holds alerts until it ends, `ack` says that the team knows of a story. `asked` makes the mute that is asked for,
`unknown` finds what it names that nothing is known of, `shown` prints it; `shared` is what both commands need. They
write to the store, which a running program reads.
"""
