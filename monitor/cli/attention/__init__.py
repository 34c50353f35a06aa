"""Attention: what people say about alerts while the program runs.

`mute` holds alerts until it ends, `ack` says that the team knows of a story, `feedback` that an alert was of use or
not; `token` is who may say so over HTTP. `shown` prints mutes; `shared` is what the commands need. They write to the
store, which a running program reads.
"""
