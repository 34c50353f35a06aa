"""Where, when, how and how many?

`circumstances` gives PLOVER's mode and contexts of an event, its place and its day; `size` the dead, injured, arrested,
troops, countries and money.
"""
