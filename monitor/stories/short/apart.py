"""Whether two short items of one pattern tell of different things, and so belong to different stories.

Less strict than what tells copies from news (`likeness`): three dead or five, said or denied, may be how one story goes
on. Another place or person in a sentence of the same pattern is another story, and so are another day, time, score or
price.
"""

import re
from typing import Final

from monitor.stories.short.brief import Brief
from monitor.stories.short.telling import Words, are_of_one_pattern, differ_in_subject, headline, read

_ISSUE: Final = re.compile(r"\d+ ?[-–:] ?\d+|\b(?:day|part|week|no\.|#) ?\d+", re.IGNORECASE)  # scores, days counted
_THIN: Final = 8  # words of a text that says too little beside a place behind the headline


def are_apart(one: Brief, other: Brief) -> bool:
    """Whether `one` and `other` cannot be of one story."""
    text, other_text = read(one.text), read(other.text)
    title, other_title = headline(one.title, text.names), headline(other.title, other_text.names)
    if min(len(text.all), len(other_text.all)) < _THIN and "" != one.suffix != other.suffix != "":
        return True
    if _tells_another(title, other_title) or _tells_another(text, other_text):
        return True
    if are_of_one_pattern(title, other_title):
        return _are_other_issues(one.title, other.title)
    return _is_notice(title, other_title) and are_of_one_pattern(text, other_text)


def _tells_another(one: Words, other: Words) -> bool:
    return are_of_one_pattern(one, other) and differ_in_subject(one, other)


def _are_other_issues(one: str, other: str) -> bool:
    """Whether headlines count days or give scores, and other ones."""
    issues, others = set(_ISSUE.findall(one)), set(_ISSUE.findall(other))
    return bool(issues and others) and issues != others


def _is_notice(title: Words, other: Words) -> bool:
    """Whether the headlines have no word in common: then one text under both is a notice of the publisher."""
    return bool(title.all and other.all) and not set(title.all) & set(other.all)
