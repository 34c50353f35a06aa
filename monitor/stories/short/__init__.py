"""Short items: is a headline with a summary of twenty to a hundred words a copy of another one?

Runs of words say little of so short a text. `own_words` takes off what publishers put around its `words` (datelines,
agency marks, "Read more", their names behind headlines); `brief` is what is kept of the rest; `telling` says which
words tell one piece of news from another of the same pattern; `likeness` compares two briefs, and `apart` says which
cannot be of one story.
"""
