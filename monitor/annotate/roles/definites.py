"""Definite noun phrases that look back: "the group", "the country", "the lender" are whom the text named before.

A country is the last whole country named before that is not on the other side of the event; a body the last
organisation. Where nobody fits, the party stays open: it never takes the country of the other side.
"""

from collections.abc import Collection, Sequence

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention

_COUNTRIES, _BODIES = words_of("definites", "countries"), words_of("definites", "bodies")
"""What countries and organisations are called that were named before."""

_FIGHTING = frozenset({"REB", "UAF", "CRM", "PRM"})
"""Sectors of those who fight at home, and so may be on the other side of a government of their own country."""

_POINTING = frozenset("the this that".split())
_BARE = ("det", "amod")


def is_definite(sentence: ParsedSentence, phrases: Phrases, head: int) -> bool:
    """Whether a noun speaks of a country or of a body that was named before; not where a name stands beside it."""
    if sentence[head].lower not in _COUNTRIES | _BODIES or phrases.is_named(head) or phrases.is_name(head + 1):
        return False
    beside = [child for child in sentence.children(head) if sentence[child].dep not in _BARE]
    return not beside and any(sentence[child].lower in _POINTING for child in sentence.children(head, "det"))


def meant_by_definite(
    sentence: ParsedSentence, head: int, mentions: Sequence[Mention], others: Collection[str | None]
) -> Mention | None:
    """Whom a definite noun means; None where nobody fits. `others` are the countries on the other side.

    A country that is named counts more than a nationality.
    """
    earlier = [each for each in mentions if each.start < sentence[head].start]
    before = [each for each in earlier if each.country not in others]
    if sentence[head].lower in _BODIES:
        fitting = [each for each in before if each.type is EntityType.ORGANISATION]
        fitting = fitting or [each for each in earlier if each.sector in _FIGHTING]
    else:
        fitting = [each for each in before if is_whole_country(each.actor, each.country)]
        fitting.sort(key=lambda each: each.type is not EntityType.NATIONALITY)
    return fitting[-1] if fitting else None


def country_there(sentence: ParsedSentence, heads: Sequence[int], mentions: Sequence[Mention]) -> str:
    """The country of the last place named before "there", where that stands with one of `heads`; "" where none is."""
    there = [child for head in heads for child in sentence.children(head, "advmod") if sentence[child].lower == "there"]
    before = [
        each for each in mentions if there and each.type is EntityType.PLACE and each.start < sentence[there[0]].start
    ]
    return (before[-1].country or "") if before else ""
