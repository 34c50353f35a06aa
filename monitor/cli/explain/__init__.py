"""`wirewatch explain`: why does a text match, or not?

`command` reads the arguments, `address` fetches the page or the newest entries of a feed, `shown` and `events` print
what was found, by which rule, and what was not, `asked` reads what is configured.
"""
