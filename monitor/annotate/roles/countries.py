"""The country of a party whose own words do not say it: police, rebels, protesters.

It is that of the place where the clause says it happened, then of the other side, then of the text.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from enum import Enum
from typing import NamedTuple

import msgspec

from monitor.annotate.actors.phrases.sector_nouns import sector_ending
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.modal_cues import NEGATIVE_PRONOUNS
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, EventType, Mention, Party, PartyReason
from monitor.text.inflection import singular

_POLICE = "COP"
_LOCAL = frozenset({_POLICE, "CRM"})
"""Sectors of those who strike where they live."""

_NO_PEOPLES = words_of("roles", "no_peoples")
"""Words that end as the names of peoples do."""

_SETTLERS = words_of("roles", "settlers")
_SETTLING = {"PSE": "ISR"}
"""Where settlers and an army are, and of which country."""

_WEAPONS = words_of("countries", "weapons")
"""What may be anybody's where it alone is told of: "drones struck"."""

_PLACING = frozenset("in at near".split())
_BESIDE = frozenset("with by for".split())
"""Behind these stand others who have a part in it, and no place."""

_FROM_ABROAD = frozenset(
    {EventType.PROTEST, EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SANCTION}
)
"""Types that are done to a whole country from another one: who marches against Iran is mostly not in Iran."""


_WILL = frozenset(("will", "would", "'ll"))
_OF_STATE = frozenset({_POLICE, "MIL", "JUD", "GOV"})
"""Sectors of those who act for a state: "Oslo expelled two envoys, and police arrested a Russian trader"."""


class Unnamed(Enum):
    """Whether a party has no name that tells its country."""

    NOT = 0
    BARE = 1
    TITLED = 3  # an office and a name that nobody knows: "Judge Alejandro Rivera"
    UNCLEAR = 4  # a pronoun, and it is not known whom it means
    LOOKING_BACK = 2  # a pronoun, or what belongs to one, which never is of the other side


class Surroundings(NamedTuple):
    """What the country of an unnamed party can be told by."""

    place: str  # the country of where it happened
    others: Sequence[Party]  # the other side
    text: str  # the country that the text speaks of most
    only: str = ""  # the one country that the text names, where it names no other
    leading: str = ""  # the country of who acts in the main clause beside


def with_countries(
    parties: Sequence[Party], unnamed: Sequence[Unnamed], around: Surroundings, kind: EventType, *, suffers: bool
) -> tuple[Party, ...]:
    """`parties`, the unnamed ones among them with the country of the place, the other side, or the text.

    suffers: they are whom an event of this kind is done to.
    """
    return tuple(
        party
        if party.country or how is Unnamed.NOT or _is_of_some_people(party.text)
        else _with_country(party, _seen_from(how, around, suffers=suffers), kind, suffers=suffers)
        for party, how in zip(parties, unnamed, strict=True)
    )


def _is_of_some_people(text: str) -> bool:
    """Whether a party is of a people that nobody knows, and so of no country that we know: "Velmaran police"."""
    first, _, rest = text.partition(" ")
    is_people = first[:1].isupper() and first.endswith(("ian", "ran", "ese"))
    is_word = first.lower() in _NO_PEOPLES or sector_ending([first.lower()], 1) is not None
    return is_people and bool(rest) and not is_word


def _seen_from(how: Unnamed, around: Surroundings, *, suffers: bool) -> Surroundings:
    """What can tell the country of a party; of one that a pronoun speaks of, nothing of the other side, unless it
    suffers and the text names one country alone.
    """
    if how is Unnamed.BARE:
        return around
    if how is Unnamed.TITLED or how is Unnamed.UNCLEAR:
        return Surroundings("", (), around.only if suffers or how is Unnamed.TITLED else "")
    taken = {other.country for other in around.others}
    place, text = ("" if country in taken else country for country in (around.place, around.text))
    return Surroundings(place, (), (around.only if suffers else "") or text)


def leading_country(sentence: ParsedSentence, phrases: Phrases, heads: Sequence[int]) -> str:
    """The country of the subject of the main clause, beside which stands the clause in which `heads` act."""
    main = next((index for index, token in enumerate(sentence.tokens) if token.dep == "ROOT"), None)
    leading = None if main is None else sentence.child(main, "nsubj")
    if leading is None or not all(sentence[head].dep == "nsubj" and leading < head for head in heads):
        return ""
    if not any(sentence[above].dep == "conj" and sentence.head(above) == main for above in _above(sentence, heads)):
        return ""
    name = phrases.name(leading)
    return (name.country or "") if name is not None else ""


def announced_country(sentence: ParsedSentence, phrases: Phrases, heads: Sequence[int]) -> str:
    """The country of which unnamed speakers say what it will do: "Niger will cut off the gas, the minister warned"."""
    for head in heads:
        clause = sentence.child(sentence.head(head), "ccomp") if sentence[head].dep == "nsubj" else None
        doer = None if clause is None else sentence.child(clause, "nsubj")
        name = None if doer is None else phrases.name(doer)
        will = clause is not None and any(sentence[at].lower in _WILL for at in sentence.children(clause, "aux"))
        if will and name is not None and name.type is EntityType.PLACE:
            return name.country or ""
    return ""


def _above(sentence: ParsedSentence, heads: Sequence[int]) -> list[int]:
    return [above for head in heads for above in sentence.ancestors(head)]


def only_country(mentions: Sequence[Mention]) -> str:
    """The country that a text names, "" where it names none or several."""
    named = {mention.country for mention in mentions if mention.country}
    return named.pop() if len(named) == 1 else ""


def _with_country(party: Party, around: Surroundings, kind: EventType, *, suffers: bool) -> Party:
    taken = {other.country for other in around.others}
    acts_for_state = not suffers and not around.place and party.sector in _OF_STATE
    if acts_for_state and around.leading and around.leading not in taken:
        return msgspec.structs.replace(party, country=around.leading, reason=PartyReason.TEXT)
    foreign = {other.country for other in around.others if _is_foreign(other, kind, suffers=suffers)}
    is_foreign = kind is EventType.SANCTION and _are_people(party.text)
    if suffers and (is_foreign or (kind is EventType.AID and not around.only)):
        foreign = taken  # whoever helps mostly helps others, and sanctions are imposed on others
    country, reason = _fallback(around.place, () if foreign else around.others, around.text)
    if not country or (reason is PartyReason.TEXT and (country in foreign or (foreign and suffers))):
        return party
    return msgspec.structs.replace(party, country=_of_settlers(party.text, country), reason=reason)


def _are_people(text: str) -> bool:
    word = singular(text.rsplit(maxsplit=1)[-1].lower())
    return load_lexicon().is_actor(word) or load_lexicon().is_of_class("people", word)


def _of_settlers(text: str, country: str) -> str:
    """The country of a party in `country`: settlers in the West Bank are of Israel."""
    return _SETTLING.get(country, country) if text.rsplit(maxsplit=1)[-1].lower() in _SETTLERS else country


def _is_foreign(other: Party, kind: EventType, *, suffers: bool) -> bool:
    """Whether an unnamed party is mostly not of the country of the other side.

    Who shells a school mostly shells a foreign one, unless they are police or a gang; who marches against a country, or
    accuses it, is mostly from another one.
    """
    if suffers:
        return kind is EventType.ASSAULT and bool(other.country) and other.sector not in _LOCAL
    return kind in _FROM_ABROAD and is_whole_country(other.actor, other.country)


def is_anybodys(sentence: ParsedSentence, head: int) -> bool:
    """Whether a noun without a name is of no country that could be told: a weapon alone, or nobody."""
    return singular(sentence[head].lower) in _WEAPONS or sentence[head].lower in NEGATIVE_PRONOUNS


def is_whole_country(actor: str | None, country: str | None) -> bool:
    """Whether an actor is a country itself, or its government, and no body, place or person of it."""
    known = load_directory().country(country)
    return known is not None and known.id == actor


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


def _places_of_speakers(sentence: ParsedSentence) -> Collection[int]:
    """Where those are who say so, behind what they say: "…, aid workers in Nairobi said"."""
    found: set[int] = set()
    for verb, token in enumerate(sentence.tokens):
        clause = sentence.child(verb, "ccomp", "parataxis")
        speaker = sentence.child(verb, "nsubj")
        if speaker is None or clause is None or clause > speaker or not token.tag.startswith("VB"):
            continue
        found.update(part for part in sentence.subtree(speaker) if part != speaker)
    return found


def country_elsewhere(
    sentence: ParsedSentence, phrases: Phrases, known: Sequence[Party], telling: Sequence[Mention], *, anywhere: bool
) -> str:
    """The country of the first place that the sentence names behind "in", "near" or "at", but for those known.

    telling: the names that do not only say from where it is reported.
    anywhere: a place that it names otherwise will do ("shelled Kharkiv, killing two people").
    """
    taken = {party.country for party in known}
    others = {
        index: name.country
        for index, name in phrases.names.items()
        if name.type is EntityType.PLACE and name.country and name.country not in taken
    }
    others = {index: country for index, country in others.items() if phrases.names[index] in telling}
    spoken = _places_of_speakers(sentence) if others else ()
    others = {
        index: country
        for index, country in others.items()
        if index not in spoken and sentence[sentence.head(index)].lower not in _BESIDE
    }
    behind = [index for index in others if sentence[sentence.head(index)].lower in _PLACING]
    return others[min(behind)] if behind else others[min(others)] if anywhere and others else ""
