"""Material change: what is otherwise than a watch has told of a story.

`of` reads the facts of a match, `merged` adds them to those that were told, `changes` says what is new in them, and
`severity` how loud the match is by the steps of its watch. `may_take_up` and `takes_up` tell whether an article that
does not meet the watch denies or corrects what it told (`taking_up`). A change that is none repeats a story, which
people mind most: whoever is in doubt here stays silent.

- `facts`: what is remembered of what was told.
- `reading`: the facts of a match; `texts`: what its article says of itself.
- `material`: the changes, in the order in which people want to know: what its publisher takes back (`corrections`),
  what was planned and happens or is denied (`modes`; `stages` where no event tells it), an event of a new type or role
  (`novelty`, by `kinship` of types that are given for one happening), where there is none, a step that the title tells
  in words of its own (`developments`), a figure that jumped (`figures`), what a watch
  itself counts (`steps`).
- `resemblance`: whether two tellings are of one happening, by their words.
- `sides`: whether two tellings have the same parties.
"""

from monitor.alerting.facts.facts import Facts, Happening, Side, merged
from monitor.alerting.facts.material import changes
from monitor.alerting.facts.reading import of
from monitor.alerting.facts.steps import severity
from monitor.alerting.facts.taking_up import GOES_ON, may_take_up, takes_up
from monitor.alerting.facts.texts.tolls import Figure

__all__ = [
    "GOES_ON",
    "Facts",
    "Figure",
    "Happening",
    "Side",
    "changes",
    "may_take_up",
    "merged",
    "of",
    "resemblance",
    "severity",
    "takes_up",
]
