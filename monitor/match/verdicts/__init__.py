"""Whether a watch matches an article: a match with its evidence, or the reason why not.

- `verdict`: one watch, one article, one outcome.
- `bounds`: which articles a watch looks at; `score`: how much what was found weighs by where it stands.
- `evidence`: the words and sentences that show a match best.
- `told`: the actors that were found, and the events that have to do with them.
- `rejection`: the reasons why a watch does not match, from the outside in.
"""
