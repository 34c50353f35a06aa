"""What a watch was told in other stories, where it tells the same as a match.

Short items of one happening, in other words by other publishers, often stand in stories of their own. Two matches of
one watch within a day are of one happening far more often than two articles at large, so less evidence is enough than
for putting them into one story, and less still where the stories stand in one storyline.
"""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta
from typing import Final

from monitor.alerting.chain.known import Known
from monitor.alerting.facts import Facts, Happening, Side
from monitor.alerting.facts.resemblance import resemblance
from monitor.alerting.facts.sides import fit, share
from monitor.alerting.facts.texts.patterns import of_other_names
from monitor.alerting.facts.texts.words import stems
from monitor.alerting.state import AlertState
from monitor.records import EventType, Match

LATELY: Final = timedelta(hours=72)
"""For so long what was told in one story of a storyline is known in the others."""
SAME_DAY: Final = timedelta(hours=24)
"""For so long what was told in any story is known in the others."""
ENOUGH: Final = 1.25
"""The resemblance from which two matches of a watch tell one thing; a name must be in it."""
ENOUGH_IN_STORYLINE: Final = 1.1
"""That from which they do where their stories stand in one storyline,"""
ENOUGH_UNDER_ONE_NAME: Final = 0.8
"""and that where a name is in both headlines besides."""

_FIRST_LINES: Final = 600  # characters
_CAPITALISED: Final = r"(?:\b[A-Z][\w'’.-]* )+"
_WORDS: Final = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN}
)
"""What is only said: others say it of the same happening."""


def told_elsewhere(match: Match, new: Facts, known: Known, now: datetime) -> tuple[AlertState, ...]:
    """The states of other stories, and of the storyline, that told what `match` tells, the one that told last last."""
    asked_for = _asked_for(match)
    told = [state for state in _others(match, known) if _tells(state, new, asked_for, match.storyline, now)]
    return tuple(sorted(told, key=lambda state: (state.told_at or state.last, state.story)))


def _others(match: Match, known: Known) -> Iterator[AlertState]:
    """What is known of the storyline and of other stories."""
    states = [known.states[match.storyline]] if match.storyline in known.states else []
    found = {state.story: state for state in (*known.lately, *states)}
    return (state for name, state in found.items() if name not in (match.story, *match.merged))


def _tells(state: AlertState, new: Facts, asked_for: Set[str], storyline: str, now: datetime) -> bool:
    if state.told is None or state.told_at is None or state.told.overview:
        return False
    ago, found = abs(now - state.told_at), resemblance(state.told, new, asked_for)
    same_day = ago <= SAME_DAY and found.names and found.words >= ENOUGH
    enough = ENOUGH_UNDER_ONE_NAME if found.headlines else ENOUGH_IN_STORYLINE
    in_storyline = state.story == storyline and ago <= LATELY and found.words >= enough
    return (same_day or in_storyline) and not _is_other_news(new, state.told)


def _is_other_news(new: Facts, told: Facts) -> bool:
    """Whether, for all that they share, the headlines name others, or what stands in front is between others."""
    return of_other_names(told.title, new.title) or _is_between_others(new, told)


def _asked_for(match: Match) -> frozenset[str]:
    """The stems of the words by which the watch was met: every match has them, so these tell nothing.

    With a name go the names and titles that stand before it in the text: "President Emmanuel Macron".
    """
    words = {piece.matched.text for piece in match.evidence}
    in_full = (found for name in words if name[:1].isupper() for found in _in_full(name, match.article.text))
    return frozenset(each for text in (*words, *in_full) for each in stems(text))


def _in_full(name: str, text: str) -> Iterator[str]:
    """The capitalised words before each `name` in the first lines of `text`."""
    return (found[0] for found in re.finditer(_CAPITALISED + re.escape(name), text[:_FIRST_LINES]))


def _is_between_others(new: Facts, told: Facts) -> bool:
    """Whether what stands in front is a deed of a type that was told, and only between others."""
    for happening in new.happenings:
        same_type = [each for each in told.happenings if each.type is happening.type and each.prominent]
        is_deed = happening.prominent and happening.type not in _WORDS
        if is_deed and same_type and all(_have_others(happening, each) for each in same_type):
            return True
    return False


def _have_others(one: Happening, other: Happening) -> bool:
    """Whether two tellings have other doers, of whom one is known, or one doer and known others to whom it is done."""
    if not share(one.actors, other.actors):
        return bool(one.actors and other.actors) and _is_known((*one.actors, *other.actors))
    return not fit(one.recipients, other.recipients) and _is_known(one.recipients) and _is_known(other.recipients)


def _is_known(sides: Sequence[Side]) -> bool:
    return any(side.actor or side.country for side in sides)
