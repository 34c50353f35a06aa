"""What an article must hold for a watch to match it, as an index of tokens can tell.

- `tokens`: the tokens of an article: its words as the matcher folds them, and marks of who is mentioned, what happens
  to whom, in which language and from which sources.
- `terms`: a requirement on tokens, of all and any.
- `narrow`: a watch → the requirement that every article which it matches meets. Many meet it that the watch does not
  match: the matcher judges.
- `together`: a watch → the requirement that one sentence of such an article meets; `sentences` lists them, as `codes`
  of their words, `meeting` tells whether one of them meets it, and `close` how near words stand in one.
- `wording`: what a watch asks of words alone, which is judged before the rest of an archived article is read.
"""
