"""Where it happens, and not to whom: "protested in Tbilisi", "bombed a depot near Tyre", "withdrew from Goma".

A place behind "in", "near", "at" or "across" is whom it is done to only where forces act abroad: "troops in Poland" of
the United States. Out of a country somebody withdraws from that country; out of a town, from nobody. A dateline and the
seat of a monitor or an agency say only from where it is reported.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, EventType, Mention
from monitor.text.inflection import singular

_DAY = r"(?:,? [A-Z][\w.]+(?: \d{1,2})?)*"
_DATELINE = re.compile(
    rf"^(?:[A-ZÀ-Þ][\w.'’ -]+?{_DAY} ?\([A-Z][\w /]+\) ?[-–—:]|[A-ZÀ-Þ]{{3}}[A-ZÀ-Þ.'’ -]*{_DAY} ?[-–—] )",
    re.MULTILINE,
)
_SEATED = re.compile(r"[- ](?:based|headquartered)\b")
_SEAT = re.compile(
    r"\b(?:based|headquartered|(?:monitors?|mission|agency|organi[sz]ation|watchdog|analysts?|experts?|exiles?|tank|institute|"
    r"headquarters)(?: based)?) in (?:the )?$",
    re.IGNORECASE,
)
_NEAR = 40  # characters looked at

_WHERE = words_of("places", "where")
_FROM = words_of("places", "from")
_PARTS = words_of("places", "parts")
_AIMING = words_of("places", "aiming")
"""Verbs behind whose "at" stands what is to be hit."""

_BASES = words_of("places", "bases")
"""What forces hold abroad, and give back to who is there."""

_WATERS = words_of("places", "waters")
_GROUNDS = words_of("places", "grounds")
"""Nouns that are a place, with a name or without."""

_BEFORE_NOUN = ("compound", "amod", "nmod")
_ABROAD = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.AID})
"""Types that are done to a foreign country by what is done in it."""

_AT_HOME = frozenset({EventType.PROTEST, EventType.RETREAT, EventType.COOPERATE})
"""Types that are done to nobody by where they happen."""


def says_where(
    sentence: ParsedSentence, phrases: Phrases, head: int, kind: EventType, acting: Collection[str | None]
) -> bool:
    """Whether the noun at `head` only says where an event of a kind happens.

    acting: the countries of whoever acts, as far as their names say them.
    """
    while sentence[head].dep in (*_BEFORE_NOUN, "conj"):
        head = sentence.head(head)
    preposition = sentence[sentence.head(head)].lower
    if sentence[head].dep != "pobj" or not _is_place(sentence, phrases, head):
        return False
    country = _country(phrases, head)
    if kind is EventType.RETREAT and preposition in _FROM:
        name = phrases.name(head)
        return name is None or not is_whole_country(name.actor, name.country)
    if _is_water(phrases.name(head)) or (preposition == "between" and kind is EventType.PROTEST):
        return True
    if kind is EventType.RETREAT and country and country not in acting and _is_of_base(sentence, head):
        return False
    if preposition not in _WHERE or (preposition == "at" and _is_aimed(sentence, sentence.head(head))):
        return False
    return kind in _AT_HOME or (kind in _ABROAD and not (country and any(acting) and country not in acting))


def _is_of_base(sentence: ParsedSentence, head: int) -> bool:
    """Whether a place says where a base is that is given up: "handed over its last base in Chad"."""
    held = sentence[sentence.head(sentence.head(head))]
    return held.lower in _BASES and held.dep == "dobj"


def _is_aimed(sentence: ParsedSentence, preposition: int) -> bool:
    """ "fired missiles at Israel"."""
    governors = (sentence[above].lower for above in sentence.ancestors(preposition))
    return any(not _AIMING.isdisjoint(load_lexicon().lemmas(word)) for word in governors)


def _is_place(sentence: ParsedSentence, phrases: Phrases, head: int) -> bool:
    name = phrases.name(head)
    if name is not None:
        return name.type is EntityType.PLACE
    return singular(sentence[head].lower) in _GROUNDS


def _country(phrases: Phrases, head: int) -> str | None:
    """The country that a place belongs to by its name, or by one in its phrase ("the Lebanese town of Nabatiyeh")."""
    names = (phrases.name(part) for part in phrases.parts(head))
    return next((name.country for name in names if name is not None and name.country), None)


def _is_water(name: Mention | None) -> bool:
    return name is not None and not _WATERS.isdisjoint(name.text.lower().split())


@lru_cache(maxsize=1024)
def country_of_part(words: str, on: date) -> str | None:
    """The country that the name of a part of it holds: "western Cambodia", "Nigeria's Plateau", no "East China Sea"."""
    first, *others = words.lower().split()
    if not others or not (first in _PARTS or first.endswith(("'s", "’s"))) or not _WATERS.isdisjoint(others):
        return None
    return identify(words, on, load_directory()).country


def telling_places(mentions: Sequence[Mention], document: str) -> tuple[Mention, ...]:
    """`mentions` without the places that say only from where it is reported."""
    datelines = [found.span() for found in _DATELINE.finditer(document)]
    return tuple(
        mention
        for mention in mentions
        if mention.type is not EntityType.PLACE
        or not (any(start <= mention.start < end for start, end in datelines) or _is_seat(mention, document))
    )


def _is_seat(mention: Mention, document: str) -> bool:
    """Whether somebody who tells of it sits there: "the Britain-based Observatory", "a monitor in Vienna"."""
    before = document[max(0, mention.start - _NEAR) : mention.start]
    return bool(_SEATED.match(document, mention.end) or _SEAT.search(before))
