"""What the running program shows over HTTP, made of what the store and the log hold. It decides nothing.

`app` puts the handlers together: those of `api`, of `pages`, which people look at, and of `supervision`: health and
metrics. `desk` is what they are given, `stream` how alerts are followed, `syndication` how feed readers get them.
`reading` names a route, `options` the methods of one; `least`, `moments` and `paging` read parameters, `questions` asks
the archive; `answers` and `problems` are how is answered, `heads` what of it to HEAD. `access` says who is let
in, `server` listens on each `connection`, and `document` is the OpenAPI document.
"""
