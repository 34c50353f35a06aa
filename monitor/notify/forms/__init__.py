"""Forms of a message: how does it look on a channel, without its feed's text acting there?

`cleaning` takes out what no reader should meet (control characters, direction marks), `breaking` keeps mentions, links
and codes from being any, `dialects` escapes for what a channel draws. `channels` says which channel draws what and how
much it takes; `cutting` shortens to that. `rendering` puts the message about one alert together, `listing` that about
several, and `mail` both in HTML; `writing` chooses between these and a template of the user's.
"""
