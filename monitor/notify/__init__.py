"""Receivers: how does an alert reach people?

`base` is the family. `console`, `file`, `webhook` (Standard Webhooks), `apprise` (mail, chat and phones, Slack among
them) and `memory` are its members, `bounded` gives each attempt its time, `open` makes one from what the user
configured (`spec`). `forms` says how a message looks on each channel, so that nothing of a feed's text acts there;
`templates` are the user's own.
`cloudevent` is the form in which an alert leaves (CloudEvents 1.0).
"""
