"""Health: how does a feed fare, since when and why?

Its condition is read from its state and rhythm (`health`). People are told once when an incident begins and once when
it is over (`notice`).
"""
