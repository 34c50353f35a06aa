"""Templates: how does a user say what a message looks like?

They are written in a small part of Jinja (`language`) over the `variables` of a message; `checking` tries one on
`samples` of every kind of message before it is used, and `writing` falls back to the built-in form where one fails.
"""
