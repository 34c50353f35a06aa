"""Watches tried on the past: what they would have told, by the decisions that the program takes.

`trying` does it: `reading` finds what of the archive is decided on, `deciding` decides on it in the order in which
it was fetched, `sides` are what goes in and what comes out.

The index of the archive tells which articles the watches may match, and these alone are read and matched. What else is
decided on are articles that go on with a story in which something matched, and may take up what was told of it. What
the archive does not hold is not known: articles older than its retention, what was told before the time that is looked
at, earlier versions of an edited article, mutes and acknowledgements of people.
"""
