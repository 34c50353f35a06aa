"""The archive in a database.

`rows` are annotated articles and alerts, `writing` says which are written, `told` are the stories that alerts told;
`searching` says how the index is asked, and `finding` asks it. `participants` are rows beside an article of who did
what to whom; `events` asks them, and `actors` counts who was in the news.
"""
