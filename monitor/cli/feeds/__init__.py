"""`wirewatch feeds`: which feeds are there, how do they fare, and what would an address give?

`command` is the group: `listing` (list, show), `try_feed` (test), `edit` (add, import, export), `parse`.
"""
