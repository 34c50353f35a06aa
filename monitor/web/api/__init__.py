"""`/api/v1`. Keys are added, never removed.

One file a kind of resource, each with its handlers: `alerts`, `alert_stream` and `subscriptions` tell what people
were told, `decisions` what became of each match, `why` how it came to that, `stories` what was written, `watches` and
`feeds` how they fare, `hits` how many matches came a day, `trials` what another line would find, `actors` who was in
the news and who did what to whom, `deliveries` what is on its way, `search` asks the archive, and `status` counts all
of it. `attention` is what people say: mutes, acknowledgements, feedback.
"""
