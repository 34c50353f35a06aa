"""Alerts as they come, for clients that go on where they left off.

`alerts` follows the topic for all of them, `position` is where each is.
"""
