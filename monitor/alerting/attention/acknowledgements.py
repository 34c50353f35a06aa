"""Which acknowledgement silences a match: the team knows of the story, until something material changes."""

from collections.abc import Iterable
from datetime import datetime

from monitor.records import Acknowledgement, Match


def acknowledged(
    acknowledgements: Iterable[Acknowledgement],
    match: Match,
    told: datetime | None = None,
    *,
    changed: bool = False,
) -> Acknowledgement | None:
    """The acknowledgement that silences `match`, the newest one that is in force; None where there is none.

    `told`: when this watch told this story last; `changed`: something material is new in the match.
    """
    stories = (match.story, *match.merged)
    about = [each for each in acknowledgements if each.watch == match.watch and each.story in stories]
    silencing = [each for each in about if not changed and is_in_force(each, told)]
    return max(silencing, key=lambda each: each.at, default=None)


def is_in_force(acknowledgement: Acknowledgement, told: datetime | None) -> bool:
    """Whether it holds still; `told`: when its watch told its story last.

    What was acknowledged is what had been told by then. While it holds, only a change is told, so an alert after it
    ends it.
    """
    return acknowledgement.ended is None and (told is None or told <= acknowledgement.at)
