"""What should somebody look at? `command` prints what was found, `everything` looks at all points one after the other.

`here` looks at this machine, `kept` at store and log, `asked` at who is asked once. `guarded`
makes what cannot be looked at a finding; `remembered` opens the store as it is.
"""
