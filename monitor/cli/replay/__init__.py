"""`wirewatch replay`: the log once more, through the configuration of today.

`command` is the command; `directory` says whether a directory may hold a replay, and what it holds; `told` what the
replay would have told.
"""
