"""Who does a phrase speak of that may be no name: "Ukrainian farmers", "the French president"?

In order: phrase (a noun phrase cut into words, with its head), country (by demonym, name or place), offices and
office_holder (an office, and who held it on a day), sector_nouns and sector (the PLOVER sector), identity (what is
known of an actor), identify (all of it). Sectors after PLOVER 0.8.
"""
