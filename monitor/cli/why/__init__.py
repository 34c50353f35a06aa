"""`wirewatch why`: what became of an article, a story or an alert, and why?

`shown` prints what `monitor.ledger.ways` found, `command` reads the arguments.
"""
