"""Replay: the log through the configuration of today, into a second state.

`stretch` finds the articles that are replayed, in the log of the program that runs; `event_time` is the clock by which
they are decided on; `catching_up` does what falls due between two messages: releases and sending; `nobody` are the
receivers that take all and tell nobody; `replaying` runs the chain over it.
"""
