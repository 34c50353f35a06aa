"""Search syntax in the words of a watchlist, where it is taken literally.

A word is looked for as it is written: `truce OR ceasefire` is found where a text says "truce or ceasefire", and
`sanction*` hardly anywhere. Each recogniser says what looks like syntax and how the same is said here: `operators`,
`expressions`, `lists`; `advice` is what they say, and `recognise` asks them in turn. What may well be meant as it
stands ("Lock, Stock and Barrel", "Yahoo, Inc.", "C++", "9/11", "M*A*S*H") is no syntax.
"""
