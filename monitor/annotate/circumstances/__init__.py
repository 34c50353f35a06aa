"""Where, when, how and how many?

`circumstances` gives PLOVER's mode and contexts of an event and its day, `places` where it happened, both from its
`clause`; `size` the dead, injured, arrested, troops, countries and money.
"""
