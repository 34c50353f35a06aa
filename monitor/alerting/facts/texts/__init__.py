"""What an article says of itself, before events are looked at.

- `opening`: its title and first sentences, where it says what is new, and whether it only goes over what is known.
- `tolls`: the figures it opens with; `counts`: those that the sizes of events do not hold.
- `milestones`: the steps it says to be taken that no type of event tells.
- `negations`: what it says not to be so.
- `sequence`: what it says to have come some time after something else.
- `marks`: the words by which its publisher corrects or withdraws it.
- `words`: words as they are compared between texts; `names`: which of them are names, `rarity`: how rare they are.
- `patterns`: headlines that are one but for their names.
"""
