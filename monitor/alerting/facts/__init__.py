"""Material change: what is otherwise than a watch has told of a story.

`of` reads the facts of a match, `merged` adds them to those that were told, `changes` says what is new in them, and
`severity` how loud the match is by the steps of its watch. `takes_up` tells whether an article that does not meet the
watch denies or corrects what it told. A change that is none repeats a story, which people mind
most: whoever is in doubt here stays silent.

- `facts`: what is remembered of what was told.
- `reading`: the facts of a match; `opening` and `tolls`: the first sentences of an article and their figures.
- `material`: the changes, in the order in which people want to know: what its publisher takes back (`corrections`, by
  `marks`), what was planned and happens or is denied (`modes`; `stages` where no event tells it), an event of a new
  type or role (`novelty`, by `kinship` of types that are given for one happening), a figure that jumped (`figures`),
  what a watch itself counts (`steps`).
- `sides`, `words`: whether two tellings have the same parties, and words in common.
"""

from monitor.alerting.facts.facts import Facts, Figure, Happening, Side, merged
from monitor.alerting.facts.material import changes, takes_up
from monitor.alerting.facts.reading import of
from monitor.alerting.facts.steps import severity

__all__ = ["Facts", "Figure", "Happening", "Side", "changes", "merged", "of", "severity", "takes_up"]
