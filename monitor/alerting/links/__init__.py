"""Signed links in messages: how does a reader mute or acknowledge without a command?

`settings` is what the user says of them, `actions` what a link can do, `token` what it carries and how it is signed.
`offer` puts links into messages, `deed` says what follows from a click, `page` shows it. Whoever opens a link sees a
page; only its button does something, since programs that look at mail follow every link.
"""
