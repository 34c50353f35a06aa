"""Parties that are both of two countries, which the text named before: "both armies", "the two countries"."""

from collections.abc import Sequence

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention

_BOTH = words_of("sides", "both")
SIDES, _SHARED = words_of("sides", "sides"), words_of("sides", "shared")
"""What countries are called that were named before, and what each of them has."""


def are_both(sentence: ParsedSentence, head: int) -> bool:
    """Whether a phrase speaks of two countries, or of the people of both: "ministers of the two countries"."""
    behind = (
        noun
        for preposition in sentence.children(head, "prep")
        if sentence[preposition].lower in ("of", "from")
        for noun in sentence.children(preposition, "pobj")
    )
    return any(_are_two(sentence, noun) for noun in (head, *behind))


def _are_two(sentence: ParsedSentence, noun: int) -> bool:
    words = {sentence[child].lower for child in sentence.children(noun, "det", "predet", "nummod", "amod")}
    if sentence[noun].lower in SIDES:
        return not words.isdisjoint(("the", *_BOTH))
    return sentence[noun].lower in _SHARED and not words.isdisjoint(_BOTH)


def two_countries(mentions: Sequence[Mention], until: int) -> tuple[str, ...]:
    """The countries that the text names before the offset `until`, if these are exactly two; else none.

    Towns do not count: talks are often held in a third country.
    """
    named = dict.fromkeys(each.country for each in mentions if each.country and each.start < until and _is_side(each))
    return tuple(named) if len(named) == 2 else ()


def _is_side(mention: Mention) -> bool:
    return mention.type is not EntityType.PLACE or is_whole_country(mention.actor, mention.country)
