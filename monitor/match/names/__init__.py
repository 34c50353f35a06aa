"""Whose name is it that was found: the actor's, or that of somebody or something else?

- `bearer`: what is known of an actor's own names, and of the longer names that theirs is a part of.
- `surroundings`: the words around a name, as far as they may belong to it.
- `likeness`: whether a first name that stands in a text can be one of the actor's: like-sounding, short, misspelt.
- `others`: other people whose surname or given name it is.
- `things`: ships, streets, prizes that are named after people.
- `longer`: longer names of places and bodies, and towns of the same name elsewhere.
- `shortened`: a person whom the article calls by a longer name elsewhere.
- `spelled_out`: letters that the article itself spells out as another body.
- `support`: what the watchlist itself asks of the words around it (`context_any`, `not_near`).
- `full_names`: full names as papers misspell them.
- `verdict`: all of it, asked in order.

The words are in words.tsv beside them. In doubt a name counts.
"""
