"""Forms of a message: how does an alert look on a channel, without its feed's text acting there?

`cleaning` takes out what no reader should meet (control characters, direction marks), `breaking` keeps mentions, links
and codes from being any, `dialects` escapes for what a channel draws. `channels` says which channel draws what and how
much it takes; `cutting` shortens to that, and `rendering` puts the message together.
"""
