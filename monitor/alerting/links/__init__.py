"""Signed links in messages: how does a reader mute or acknowledge without a command?

`settings` is what the user says of them.
"""
