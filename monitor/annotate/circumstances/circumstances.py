"""PLOVER's mode and contexts of an event, and the day on which it is said to have happened."""

import re
from datetime import date, timedelta

from monitor.annotate.circumstances.clause import clause_of, telling_how
from monitor.annotate.lexicon.words import rows
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.syntax.base_forms import base_form
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType
from monitor.text.inflection import singular
from monitor.text.quantities.numbers import number

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT_MONTHS = {name[:3]: name for name in _MONTHS} | {"sept": "september"}
_SPANS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_IS = frozenset("is are was were 's ’s due set".split())
_COMING = frozenset("will shall 'll ’ll scheduled due".split())
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


_MODES = {(kind, mode): frozenset(words.split()) for kind, mode, words in rows("modes.tsv")}
"""The words of each mode of a type, the most special mode first."""

_CONTEXTS = {name: frozenset(words.split()) for name, words in rows("contexts.tsv")}


def mode_of(kind: EventType, draft: Draft, sentence: ParsedSentence) -> str:
    """The mode of an event of this type, "" where none of its words stands there; the most special one wins."""
    words = {base_form(sentence, draft.trigger), *draft.reading.words}
    words |= {_noun(sentence, index) for index in clause_of(sentence, draft.trigger)}
    fitting = (mode for (of, mode), members in _MODES.items() if of == kind and not members.isdisjoint(words))
    return next(fitting, "")


def contexts_of(sentence: ParsedSentence) -> tuple[str, ...]:
    """What else the sentence is about, by its words."""
    return tuple(name for name, members in _CONTEXTS.items() if not members.isdisjoint(sentence.singulars))


def _noun(sentence: ParsedSentence, index: int) -> str:
    return singular(sentence[index].lower)


def day_of(sentence: ParsedSentence, trigger: int, written: date | None) -> date | None:
    """The day that the clause names, seen from the day on which the article was written; None where it names none.

    The clause of the trigger comes first, then the one that tells how, last that of who says so, though not for what is
    still to come. Where the day of
    writing is not known, only a whole date names a day.
    """
    own = sorted(clause_of(sentence, trigger))
    is_ahead = sentence[trigger].dep in ("ccomp", "parataxis") and not _COMING.isdisjoint(
        sentence[at].lower for at in own
    )
    above = () if is_ahead else clause_of(sentence, sentence.head(trigger))
    order = dict.fromkeys((*own, *_behind(sentence, trigger), *telling_how(sentence, trigger), *above))
    parts = sorted(order)
    words = [_month(sentence[index].lower) for index in parts]
    days = (_named(written, words, parts.index(index)) for index in order)
    return next((day for day in days if day is not None), None)


def _behind(sentence: ParsedSentence, trigger: int) -> range:
    """A day right behind a participle, which parsers hang on who says so: "a bank closed by Mali on Monday said"."""
    behind = max(sentence.subtree(trigger)) + 1
    is_day = sentence[trigger].dep in ("acl", "relcl") and behind + 1 < len(sentence) and sentence[behind].lower == "on"
    return range(behind, behind + 3) if is_day and behind + 2 < len(sentence) else range(0)


def _named(written: date | None, words: list[str], at: int) -> date | None:
    """The day that a word names, with those around it."""
    day = None if written is None else _seen_from(written, words, at)
    return _dated(words, at, written) if day is None and words[at] in _MONTHS else day


def _month(word: str) -> str:
    """A month in full where it is abbreviated: "Feb.", "Sept"; "may" and "march" are words."""
    return _SHORT_MONTHS.get(word.rstrip("."), word) if word.endswith(".") or word == "sept" else word


def _seen_from(written: date, words: list[str], at: int) -> date | None:
    """The day that a word such as "yesterday" or "Sunday" names."""
    if (near := _relative(words[at])) is not None:
        return written + timedelta(days=near + _beyond(words, at))
    if (back := _ago(words, at)) is not None:
        return written - timedelta(days=back)
    if words[at] not in _WEEKDAYS:
        return None
    following = words[at - 1 : at] == ["next"]
    day = _weekday(words[at], written, coming=following or _is_coming(words))
    return written if day == written + timedelta(days=7) and not following else day


def _is_coming(words: list[str]) -> bool:
    """Whether a clause speaks of what is to come: will, "are to meet", due."""
    to = (at for at, word in enumerate(words) if at and word == "to")
    return not _COMING.isdisjoint(words) or any(words[at - 1] in _IS for at in to)


def _ago(words: list[str], at: int) -> int | None:
    """The days back that "two days ago", "a week earlier" and "last night" name."""
    if words[at] == "night" and words[at - 1 : at] == ["last"]:
        return 1
    if words[at] not in ("ago", "earlier") or at < 2 or words[at - 1] not in _SPANS:
        return None
    return int(number(words[at - 2])) * _SPANS[words[at - 1]]


def _beyond(words: list[str], at: int) -> int:
    """The day more that "the day before yesterday" and "the day after tomorrow" are away."""
    return {"before": -1, "after": 1}.get(words[at - 1], 0) if words[at - 2 : at - 1] == ["day"] else 0


def _relative(word: str) -> int | None:
    return {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word)


def _weekday(name: str, written: date, *, coming: bool) -> date:
    """The last day of that name, the day of writing among them, or the next one."""
    back = (written.weekday() - _WEEKDAYS.index(name)) % 7
    return written + timedelta(days=7 - back if coming else -back)


def _dated(words: list[str], at: int, written: date | None) -> date | None:
    """ "September 5", "5 September 2024"; a day of a month without a year is the one nearest to the day of writing."""
    around = [*words[at + 1 : at + 2], *words[max(0, at - 1) : at]]
    number = next((word for word in around if _DAY.fullmatch(word)), None)
    year = next((int(word) for word in words[at + 1 : at + 4] if _YEAR.fullmatch(word)), None)
    if number is None or (year is None and written is None):
        return None
    day, month = int(re.sub(r"\D", "", number)), _MONTHS.index(words[at]) + 1
    if year is not None or written is None:
        return _real(year or 0, month, day)
    years = [written.year - 1, written.year, written.year + 1]
    found = [found for candidate in years if (found := _real(candidate, month, day)) is not None]
    return min(found, key=lambda candidate: abs(candidate - written), default=None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
