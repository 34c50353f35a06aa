"""The country that each party of an event acts for.

A party that is named has its own. One without a name (police, rebels, protesters) takes that of a name in its own
phrase or behind it, then of the place where the clause says it happened, then of the other side, then of the text.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from monitor.annotate.actors.phrases import identify
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention

_BEHIND = frozenset("in of from at near".split())


@lru_cache(maxsize=4096)
def country_named(phrase: str, on: date) -> str:
    """The alpha-3 code of the country that a phrase names, "" where it names none."""
    return identify(phrase, on, load_directory()).country or ""


def country_of(sentence: ParsedSentence, phrases: Phrases, head: int, document: str, on: date) -> str:
    """The country of the party headed by `head`, as far as its own phrase says it; "" where it does not."""
    name = phrases.name(head)
    if name is not None and name.country:
        return name.country
    # ordinary words are names of towns, too; a phrase is looked up only where a name stands in it
    own = country_named(phrases.span(head, document).text, on) if phrases.is_named(head) else ""
    if own or name is not None:
        return own
    inside = (phrases.name(part) for part in phrases.parts(head))
    behind = (
        phrases.name(noun)
        for preposition in sentence.children(head, "prep")
        if sentence[preposition].lower in _BEHIND
        for noun in sentence.children(preposition, "pobj")
    )
    return next((found.country for found in (*inside, *behind) if found is not None and found.country), "")


def filled(
    countries: Sequence[str], unnamed: Sequence[bool], *, place: str, others: Sequence[str], text: str
) -> tuple[str, ...]:
    """`countries` with those of unnamed parties filled in from the place, the other side, or the text."""
    fallback = place or next((other for other in others if other), "") or text
    return tuple(known or (fallback if bare else "") for known, bare in zip(countries, unnamed, strict=True))


def country_of_text(mentions: Sequence[Mention]) -> str:
    """The country that a text speaks of most, "" where it names none."""
    named = Counter(
        mention.country
        for mention in mentions
        if mention.country and mention.type in (EntityType.PLACE, EntityType.NATIONALITY)
    )
    return named.most_common(1)[0][0] if named else ""


def country_elsewhere(sentence: ParsedSentence, phrases: Phrases, known: Sequence[str], *, anywhere: bool) -> str:
    """The country of the first place that the sentence names behind "in", "near" or "at", but for those known.

    anywhere: a place that it names otherwise will do ("shelled Kharkiv, killing two people").
    """
    others = {
        index: name.country
        for index, name in phrases.names.items()
        if name.type is EntityType.PLACE and name.country and name.country not in known
    }
    behind = [index for index in others if sentence[sentence.head(index)].lower in _BEHIND - {"of", "from"}]
    return others[min(behind)] if behind else others[min(others)] if anywhere and others else ""
