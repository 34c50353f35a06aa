"""The country of a party whose own words do not say it: police, rebels, protesters.

It is that of the place where the clause says it happened, then of the other side, then of the text.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention, Party, PartyReason

_PLACING = frozenset("in at near".split())


def with_countries(
    parties: Sequence[Party], unnamed: Sequence[bool], *, place: str, others: Sequence[Party], text: str
) -> tuple[Party, ...]:
    """`parties`, the unnamed ones among them with the country of the place, the other side, or the text."""
    country, reason = _fallback(place, others, text)
    return tuple(
        msgspec.structs.replace(party, country=country, reason=reason)
        if bare and country and not party.country
        else party
        for party, bare in zip(parties, unnamed, strict=True)
    )


def _fallback(place: str, others: Sequence[Party], text: str) -> tuple[str, PartyReason]:
    if place:
        return place, PartyReason.PLACE
    if other := next((other.country for other in others if other.country), None):
        return other, PartyReason.OTHER_SIDE
    return text, PartyReason.TEXT


def country_of_text(mentions: Sequence[Mention]) -> str:
    """The country that a text speaks of most, "" where it names none."""
    named = Counter(
        mention.country
        for mention in mentions
        if mention.country and mention.type in (EntityType.PLACE, EntityType.NATIONALITY)
    )
    return named.most_common(1)[0][0] if named else ""


def country_elsewhere(sentence: ParsedSentence, phrases: Phrases, known: Sequence[Party], *, anywhere: bool) -> str:
    """The country of the first place that the sentence names behind "in", "near" or "at", but for those known.

    anywhere: a place that it names otherwise will do ("shelled Kharkiv, killing two people").
    """
    taken = {party.country for party in known}
    others = {
        index: name.country
        for index, name in phrases.names.items()
        if name.type is EntityType.PLACE and name.country and name.country not in taken
    }
    behind = [index for index in others if sentence[sentence.head(index)].lower in _PLACING]
    return others[min(behind)] if behind else others[min(others)] if anywhere and others else ""
