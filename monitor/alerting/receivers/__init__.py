"""Receivers of alerts: who is told, when, in which company, and what follows from each attempt.

`routing` gives each alert a delivery to each receiver that it concerns: at once, held or dropped, as the receiver's
timing says (`waits`, from `quiet` hours and the slots of a `digest`). `gathering` looks at what is held: what waits on,
and what goes out, in `bundles`. `attempts` says what follows from each attempt to send. `outcomes` puts each of these
into a decision.
"""
