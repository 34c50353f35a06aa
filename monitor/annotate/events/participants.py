"""The parties of an event with the country of each: by its own words, else by what stands around it."""

from collections.abc import Collection, Sequence

import msgspec

from monitor.annotate.events.article import ArticleContext
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.roles.countries import (
    Surroundings,
    Unnamed,
    announced_country,
    country_elsewhere,
    is_anybodys,
    leading_country,
    only_country,
    with_countries,
)
from monitor.annotate.roles.definites import is_definite, meant_by_definite
from monitor.annotate.roles.parties import party
from monitor.annotate.roles.pronouns import is_pronoun, looks_back, owner
from monitor.annotate.roles.roles import Roles
from monitor.annotate.roles.sides import are_both, two_countries
from monitor.annotate.roles.titles import is_ethnic, is_titled
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, EventType, Party, PartyReason

_STRIKING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE})
"""Types that are done to things and places, which belong to a country whatever they are."""

_SEVERAL = frozenset("countries nations states powers governments allies neighbours neighbors sides parties".split())
"""Parties that are of no one country."""

_BOTH = 2
_INTERNATIONAL = "IGO"
_PLACES_AND_PEOPLES = (EntityType.PLACE, EntityType.NATIONALITY)
_AT_HOME = frozenset("political opposition governing ruling coalition regional".split())
"""What several of one country are called: "all political parties"."""

_ABROAD = frozenset(
    "foreign international western global overseas european asian african arab nordic baltic scandinavian balkan "
    "caribbean gulf".split()
)
"""What those are called who are of some other country, or of several."""


def participants(
    roles: Roles,
    sides: tuple[tuple[int, ...], tuple[int, ...]],
    where: str,
    article: ArticleContext,
    kind: EventType,
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides; an unnamed party takes the country of the place, the other side or the text."""
    sentence, phrases, strikes = roles.sentence, roles.phrases, kind in _STRIKING
    before = [found for head in sides[0] if (found := roles.meant_before(head)) is not None]
    taken = [index for _, heads in before for index in heads]
    told = [
        [
            each
            for head in side
            for each in _both_or_one(
                roles, head, article, taken if side is sides[1] else (), other, strikes=strikes and side is sides[1]
            )
        ]
        for side, other in (sides, sides[::-1])
    ]
    own = [[each for each, _ in side] for side in told]
    bare = [[how for _, how in side] for side in told]
    only = only_country(article.telling)
    elsewhere = where or country_elsewhere(sentence, phrases, own[0], article.telling, anywhere=strikes)
    leading = leading_country(sentence, phrases, sides[0]) or announced_country(sentence, phrases, sides[0])
    acted = Surroundings("" if kind is EventType.RETREAT and leading else where, own[1], article.country, only, leading)
    return (
        with_countries(own[0], bare[0], acted, kind, suffers=False),
        with_countries(own[1], bare[1], Surroundings(elsewhere, own[0], article.country, only), kind, suffers=True),
    )


def _both_or_one(
    roles: Roles, head: int, article: ArticleContext, taken: Collection[int], other: Sequence[int], *, strikes: bool
) -> list[tuple[Party, Unnamed]]:
    """The party headed by `head`; two of one name where the text speaks of both of two countries."""
    party = party_of(roles, head, article, taken)
    if not party.country and is_definite(roles.sentence, roles.phrases, head):
        return [(_looking_back(party, roles, head, article, other), Unnamed.NOT)]
    how = _unnamed(roles.phrases, head, strikes=strikes)
    if not party.country and (owners := _owned_by_several(roles, head, article)):
        return [(msgspec.structs.replace(party, country=each), Unnamed.NOT) for each in owners]
    if party.country or not are_both(roles.sentence, head) or only_country(article.telling):
        return [(party, how)]
    countries = two_countries(article.mentions, roles.sentence.end)
    both = [msgspec.structs.replace(party, country=country, reason=PartyReason.TEXT) for country in countries]
    return [(each, how) for each in both] or [(party, Unnamed.NOT)]


def _owned_by_several(roles: Roles, head: int, article: ArticleContext) -> list[str]:
    """The countries of those whose people act: "Chad and Niger agreed. Their troops …"."""
    pronoun = owner(roles.sentence, head)
    found = None if pronoun is None else roles.meant_before(pronoun)
    if found is None or len(found[1]) < _BOTH:
        return []
    before = [found[0].country_of(each) for each in found[1]]
    return [country for country in dict.fromkeys(before) if country]


def _looking_back(party: Party, roles: Roles, head: int, article: ArticleContext, other: Sequence[int]) -> Party:
    """A party without a name that was named before ("the group"), as far as it is known who that is."""
    countries = {roles.country_of(each) for each in other}
    meant = meant_by_definite(roles.sentence, head, article.mentions, countries)
    if meant is None:
        return party
    known = {"actor": meant.actor, "name": meant.name, "country": meant.country, "sector": meant.sector}
    return msgspec.structs.replace(party, reason=PartyReason.PRONOUN, **known)


def party_of(roles: Roles, head: int, article: ArticleContext, taken: Collection[int] = ()) -> Party:
    """Who the party headed by `head` is, by its own words and the names of the article."""
    return party(roles, head, article.document, article.on, article.mentions, taken)


def _unnamed(phrases: Phrases, head: int, *, strikes: bool) -> Unnamed:
    """Whether a party takes its country from elsewhere; one that a pronoun speaks of does not from the other side."""
    if is_titled(phrases, head):
        return Unnamed.TITLED
    if not phrases.is_named(head) and is_anybodys(phrases.sentence, head):
        return Unnamed.NOT
    if is_pronoun(phrases.sentence[head]):
        meant, antecedent = phrases.meant(head)
        if meant is phrases:
            return Unnamed.UNCLEAR
        if (name := meant.name(antecedent)) is not None and name.type is EntityType.PERSON:
            return Unnamed.TITLED
    if not _takes_country(phrases.sentence, phrases, head, strikes=strikes):
        return Unnamed.NOT
    return Unnamed.LOOKING_BACK if looks_back(phrases.sentence, head) else Unnamed.BARE


def _takes_country(sentence: ParsedSentence, phrases: Phrases, head: int, *, strikes: bool) -> bool:
    """Whether a party takes its country from elsewhere: it has no name, is a place that nobody knows, or a victim of
    whom only the name is told.

    A plan or an accord belongs to no country by itself; a building that is shelled stands in one. Foreign powers are
    of some other country.
    """
    described = {sentence[child].lower for child in (head, *sentence.children(head, "amod", "compound"))}
    if _is_of_body(phrases, head) or not described.isdisjoint(_ABROAD):
        return False
    name = phrases.name(head)
    if name is not None and not is_ethnic(phrases, head):
        unknown = name.type in _PLACES_AND_PEOPLES and not (name.country or name.actor)
        return unknown or (strikes and name.type is EntityType.PERSON and not name.country)
    if sentence[head].lower in _SEVERAL and described.isdisjoint(_AT_HOME):
        return False
    is_party = phrases.is_party(phrases.counted(head)) or phrases.is_party(head) or phrases.is_count(head)
    return strikes or is_party or load_lexicon().is_of_class("people", phrases.sentence[head].lower)


def _is_of_body(phrases: Phrases, head: int) -> bool:
    """Whether a party belongs to a body of many countries: "NATO troops", "the UN refugee agency"."""
    names = (phrases.name(part) for part in phrases.parts(head))
    return any(name is not None and name.sector == _INTERNATIONAL for name in names)
