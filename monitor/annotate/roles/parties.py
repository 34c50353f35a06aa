"""Who each party of an event is: the words that name it, its actor, its country and its sector.

A name is whom the article's names resolve to; a phrase ("the French finance minister", "Ukrainian farmers") is looked
up as a whole; a noun without a name ("police", "rebels") has a sector alone, until `countries` gives it a country.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.actors.phrases.identity import Identity
from monitor.annotate.actors.phrases.offices import office_at
from monitor.annotate.actors.phrases.sector_nouns import sector_ending
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.antecedents import within
from monitor.annotate.roles.places import country_of_part
from monitor.annotate.roles.positions import position
from monitor.annotate.roles.pronouns import antecedent, is_pronoun, owner
from monitor.annotate.roles.roles import Roles
from monitor.annotate.roles.titles import is_ethnic
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention, Party, PartyReason, Span
from monitor.text.inflection import singular

_BEHIND = frozenset("in of from at near".split())
_BEFORE = frozenset("amod compound nmod".split())
_NOUNS = frozenset("NN NNS".split())
_TIED = words_of("roles", "tied")
_SPOKESPEOPLE = frozenset("spokesman spokesmen spokeswoman spokeswomen spokesperson spokespeople spokespersons".split())
"""Who speaks for the party behind "for"."""


@lru_cache(maxsize=4096)
def _phrase(text: str, on: date) -> Identity:
    """Whom a phrase with a name in it speaks of on a day."""
    return identify(text, on, load_directory())


def party(
    roles: Roles, head: int, document: str, on: date, mentions: Sequence[Mention] = (), taken: Collection[int] = ()
) -> Party:
    """The party headed by `head`, as far as its own words say who it is.

    Args:
        roles: the sentence in which it stands.
        head: index of the token that heads its phrase.
        document: the text that offsets refer to.
        on: the day of the article, which tells who holds an office.
        mentions: all names of the article, among which a pronoun finds whom it means.
        taken: phrases of the sentence before that a pronoun cannot mean.
    """
    sentence, phrases = roles.sentence, roles.phrases
    known = _identified(sentence, phrases, head, document, on)
    if is_pronoun(sentence[head]) and phrases.name(head) is None:
        known = _meant(known, roles, head, document, on, mentions, taken)
    elif not known.country and (country := _country_of_owner(roles, head, document, on)):
        known = msgspec.structs.replace(known, country=country, reason=PartyReason.PRONOUN)
    return msgspec.structs.replace(known, position=position(sentence, head))


def _country_of_owner(roles: Roles, head: int, document: str, on: date) -> str | None:
    """The country of whom "his" or "its" before a noun means: in the sentence itself, else in the one before."""
    pronoun = owner(roles.sentence, head)
    if pronoun is None:
        return None
    inside = within(roles.sentence, roles.phrases, pronoun)
    phrases, head = roles.phrases.meant(pronoun) if inside is None else (roles.phrases, inside)
    return _identified(phrases.sentence, phrases, head, document, on).country


def _meant(
    pronoun: Party,
    roles: Roles,
    head: int,
    document: str,
    on: date,
    mentions: Sequence[Mention],
    taken: Collection[int],
) -> Party:
    """What is known of a pronoun: all that is of whom it means."""
    found = roles.meant_before(head, taken)
    if found is None:
        sentence = roles.sentence
        person = antecedent(sentence[head], mentions, document, sentence.start)
        return pronoun if person is None else _of(pronoun, _identity(person), person.country, PartyReason.PRONOUN)
    before, heads = found
    if len(heads) != 1:
        return pronoun
    known = _identified(before.sentence, before.phrases, heads[0], document, on)
    identity = Identity(actor=known.actor, name=known.name, sector=known.sector)
    return _of(pronoun, identity, known.country, PartyReason.PRONOUN)


def _identified(sentence: ParsedSentence, phrases: Phrases, head: int, document: str, on: date) -> Party:
    head = _owner_of_weapon(sentence, phrases, head)
    span = phrases.span(_described(sentence, phrases, head), document)
    name = phrases.name(head) or phrases.group_name(head)
    if is_ethnic(phrases, head):
        return _of(span, Identity(sector=_sector_of_noun(span.text)), None, PartyReason.UNKNOWN)
    if name is not None and name.country:
        return _named(span, name, name.country)
    # ordinary words are names of towns, too; a phrase is looked up only where a name stands in it
    known = _phrase(span.text, on) if phrases.is_named(head) else Identity()
    if known.actor is None and (words := _without_people(span, phrases)) != span.text:
        known = _phrase(words, on)
    if name is not None:
        country = known.country or _country_of_apposition(sentence, phrases, head, on)
        return _named(span, name, country)
    if known.is_by_place:  # as the article says where a town lies: Birmingham, Alabama
        return _of(span, known, _place_within(span, phrases) or known.country, PartyReason.PHRASE)
    if known.country or known.actor:
        reason = PartyReason.OFFICE if known.actor else PartyReason.PHRASE
        return _of(span, known, known.country, reason)
    country = _country_beside(sentence, phrases, head, on)
    known = known if known.sector else Identity(sector=_sector_of_noun(span.text))
    return _of(span, known, country, PartyReason.PHRASE if country else PartyReason.UNKNOWN)


def _owner_of_weapon(sentence: ParsedSentence, phrases: Phrases, head: int) -> int:
    """Whose weapons strike, by name: the Hezbollah of "missiles of Hezbollah"; else `head` itself."""
    if phrases.is_named(head) or not load_lexicon().is_of_class("arms", singular(sentence[head].lower)):
        return head
    of = (child for child in sentence.children(head, "prep") if sentence[child].lower == "of")
    owners = (noun for child in of for noun in sentence.children(child, "pobj"))
    return next((noun for noun in owners if phrases.name(noun) is not None), head)


def _without_people(span: Span, phrases: Phrases) -> str:
    """The words of a phrase but for people's names: Israel Duarte has nothing to do with Israel."""
    words = span.text
    for name in phrases.names.values():
        if name.type is EntityType.PERSON and span.start <= name.start < span.end:
            words = words.replace(name.text, "")
    return words


def _described(sentence: ParsedSentence, phrases: Phrases, head: int) -> int:
    """The noun that a nationality stands before, which says more of who it is: "Russian" of "12 Russian bankers".

    Of "French and German ministers" each is somebody by itself.
    """
    name, noun = phrases.name(head), sentence[head].head
    is_before = sentence[head].dep in _BEFORE and head < noun and sentence[noun].tag in _NOUNS
    is_alone = is_before and not sentence.children(head, "conj")
    return noun if is_alone and name is not None and name.type is EntityType.NATIONALITY else head


def _place_within(span: Span, phrases: Phrases) -> str | None:
    """The country of the first place or people that is named within a phrase."""
    kinds = (EntityType.PLACE, EntityType.NATIONALITY)
    places = (name for _, name in sorted(phrases.names.items()) if name.type in kinds)
    return next((name.country for name in places if span.start <= name.start < span.end and name.country), None)


def _named(span: Span, name: Mention, country: str | None) -> Party:
    """The party that a name stands for; an office that the article names is a name, too."""
    known = _identity(name)
    if not (name.actor or country):
        return _of(span, known, country, PartyReason.UNKNOWN)
    return _of(span, known, country, PartyReason.OFFICE if _is_office(name) else PartyReason.NAME)


def _identity(name: Mention) -> Identity:
    return Identity(actor=name.actor, name=name.name, sector=name.sector)


def _is_office(mention: Mention) -> bool:
    words = mention.text.lower().split()
    return any(office_at(words, at) for at in range(len(words)))


def _of(span: Span, known: Identity, country: str | None, reason: PartyReason) -> Party:
    return Party(
        text=span.text,
        start=span.start,
        end=span.end,
        actor=known.actor,
        name=known.name,
        country=country,
        sector=known.sector,
        reason=reason,
    )


def _of_whom(sentence: ParsedSentence, head: int) -> list[int]:
    """The words before what stands behind "of": "two employees of a Russian news agency"."""
    of = [child for child in sentence.children(head, "prep") if sentence[child].lower == "of"]
    nouns = [noun for child in of for noun in sentence.children(child, "pobj")]
    return [part for noun in nouns for part in sentence.children(noun, "amod", "compound")]


def _allies(sentence: ParsedSentence, head: int) -> list[int]:
    """Who stands behind somebody: "a group tied to Chinese intelligence", "militias backed by Iran"."""
    tied = [clause for clause in sentence.children(head, "acl", "amod") if sentence[clause].lower in _TIED]
    behind = [child for clause in tied for child in sentence.children(clause, "prep", "agent")]
    nouns = [noun for child in behind for noun in sentence.children(child, "pobj")]
    return [part for noun in nouns for part in (*sentence.children(noun, "amod", "compound", "poss"), noun)]


def _from_behind(sentence: ParsedSentence, head: int) -> list[int]:
    """ "took in 6,000 refugees from Chad", where the parser hangs "from" on the verb."""
    behind = head + 1
    hangs = behind < len(sentence) and sentence[behind].lower == "from" and sentence[behind].head == sentence[head].head
    return [behind] if hangs and sentence[head].dep == "dobj" else []


def _country_beside(sentence: ParsedSentence, phrases: Phrases, head: int, on: date) -> str | None:
    """The country of a name that stands in a phrase or right behind it: "troops in Chad"."""
    behind_words = _BEHIND | {"for"} if sentence[head].lower in _SPOKESPEOPLE else _BEHIND
    inside = (phrases.name(part) for part in phrases.parts(head))
    behind = (
        phrases.name(noun)
        for preposition in (*sentence.children(head, "prep"), *_from_behind(sentence, head))
        if sentence[preposition].lower in behind_words
        for noun in sentence.children(preposition, "pobj", "pcomp")  # parsers take "Sagaing" for a verb
    )
    owners = (phrases.name(part) for part in _of_whom(sentence, head))
    allies = (phrases.name(noun) for noun in _allies(sentence, head))
    named = (
        found.country or country_of_part(found.text, on)
        for found in (*inside, *behind, *owners, *allies)
        if found is not None
    )
    return next((country for country in named if country), None)


def _country_of_apposition(sentence: ParsedSentence, phrases: Phrases, head: int, on: date) -> str | None:
    """The country that stands in what somebody is said to be: "Nabil Karoui, Tunisia's best known broadcaster"."""
    described = (noun for noun in sentence.children(head, "appos") if not phrases.is_name(noun))
    countries = (_country_beside(sentence, phrases, noun, on) for noun in described)
    return next((country for country in countries if country), None)


def _sector_of_noun(phrase: str) -> str | None:
    """The sector of an ordinary noun: police are COP, rebels REB."""
    words = phrase.lower().split()
    found = sector_ending(words, len(words))
    return found[0] if found else None
