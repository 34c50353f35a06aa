"""Where a protest is that names no place: where the clause beside it is set, or at home."""

from collections.abc import Sequence
from datetime import date

from monitor.annotate.circumstances.clause import clause_of
from monitor.annotate.circumstances.places import country_of_place, place_in
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import only_country
from monitor.annotate.roles.references import References
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention, Party, PartyReason

_ABROAD = words_of("circumstances", "abroad")
"""People who are mostly not where they are from: exiles, tourists, fans."""


def place_of_protest(roles: References, trigger: int, actors: Sequence[int], on: date) -> int | None:
    """The place of the clause that a protest goes with ("schools in Rome were shut as teachers struck"), or that it is
    the purpose of; None where those who protest are of another country.
    """
    sentence, phrases = roles.sentence, roles.phrases
    if not _goes_with(sentence, trigger):
        return None
    place = place_in(sentence, phrases, clause_of(sentence, sentence.head(trigger)), trigger)
    there = country_of_place(sentence, phrases, place, on)
    elsewhere = {roles.country_of(head) for head in actors} - {None, there}
    return None if elsewhere else place


def _goes_with(sentence: ParsedSentence, trigger: int) -> bool:
    if sentence[trigger].dep not in ("advcl", "xcomp"):
        return False
    as_well = any(sentence[mark].lower in ("as", "while") for mark in sentence.children(trigger, "mark"))
    return as_well or is_infinitive(sentence, trigger)


def country_of_protest(actors: Sequence[Party], recipients: Sequence[Party], telling: Sequence[Mention]) -> str:
    """The country of those who protest, where their own words tell it ("Italian teachers went on strike"), or all
    places that the text names (`telling`) lie in it; "" where somebody of another country is protested against, or it
    is not sure that they are at home.
    """
    countries = {party.country for party in actors}
    others = {party.country for party in recipients if party.country}
    only = only_country([mention for mention in telling if mention.type is EntityType.PLACE])
    if len(countries) != 1 or not others <= countries or not all(_is_at_home(party, only) for party in actors):
        return ""
    return countries.pop() or ""


def _is_at_home(party: Party, only: str) -> bool:
    words = party.text.lower().split()
    is_there = bool(only) and party.country == only and not party.reason.is_in_its_words
    is_told = party.reason is PartyReason.PHRASE or (
        party.reason is PartyReason.NAME and any(map(load_lexicon().is_actor, words))
    )
    return (is_told or is_there) and _ABROAD.isdisjoint(words)
