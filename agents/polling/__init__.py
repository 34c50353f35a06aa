"""Polling: how are feeds read, and when?

`base` is what polling needs. `rounds` says when: all once, or each when it is due, a host at a time under a lease.
`reading` takes one feed, by a poll or by what its hub pushed; `remembered` holds what is known of the feeds between
polls; `subscriptions` keeps hubs pushing, `listening` is where they call; `turns` says who publishes next;
`reports` logs. What is due and what a poll means is decided in `monitor/feeds`.
"""
