"""Attention: what people say about alerts while the program runs.

`mute` holds alerts until it ends, `ack` says that the team knows of a story. `shared` is what both need, `shown` how
mutes are printed. They write to the store, which a running program reads every second.
"""
