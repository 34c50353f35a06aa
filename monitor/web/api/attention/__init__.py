"""What people say about alerts: `mutes` (and snooze, for `durations`), `acknowledgements`, `feedback`.

The commands do the same.
"""
