"""How many and how much does a text say?

`numbers` reads figures and words, `counts` lists of people, `money` amounts in any currency, `size` all that a
sentence says of how large an event is. Currencies stand in `monitor/text/words/currencies.tsv`.
"""
