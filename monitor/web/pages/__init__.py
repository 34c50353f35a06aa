"""The page: what the API answers, for people in a browser.

`rendering` makes documents of templates, `assets` gives the browser scripts and styles, `text` shows moments, matched
words and links, `sparkline` draws numbers, `periods` are what filters offer, `sending` takes forms, `unset` passes
over filters that a form leaves open, and `problems` says what went wrong. Every other module is one screen: `live` is
what comes in, `search` asks the archive, `actors` are who is in the news, `watches` is what is looked for,
`operations` has those of whoever keeps it running. `standing` is what people said of what was told, which screens of
`told` and Live show, `judgements` what they made of the alerts of a watch.

A screen asks the handlers of `monitor/web/api` and decides nothing. Its address has the parameters of the API's.
"""
