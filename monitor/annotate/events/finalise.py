"""From a draft to an event: PLOVER's rules of time, negation and reciprocity; attribution, confidence and id.

Rules of PLOVER manual 0.8: cooperation that lies in the future is an intention, AGREE; where all sides of a CONSULT
(or of two-sided cooperation) are alike, all are actors and none is the recipient.
"""

from collections.abc import Collection
from datetime import date

from monitor.annotate.circumstances.circumstances import contexts_of, day_of, mode_of
from monitor.annotate.circumstances.places import country_of_place, place_of
from monitor.annotate.confidence.confidence import confidence
from monitor.annotate.events.mode_reasons import mode_reasons
from monitor.annotate.events.plover_rules import type_by_actors, type_by_modes
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.modality.modes import modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.countries import Surroundings, Unnamed, country_elsewhere, with_countries
from monitor.annotate.roles.parties import party
from monitor.annotate.roles.pronouns import is_pronoun, looks_back
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Event, EventType, Mention, Party, Record, Size, Span
from monitor.text.size import size_of

_MUTUAL = frozenset({EventType.AGREE, EventType.COOPERATE})
_STRIKING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE})
"""Types that are done to things and places, which belong to a country whatever they are."""

_SEVERAL = frozenset("countries nations states powers governments allies neighbours neighbors sides parties".split())
"""Parties that are of no one country."""

_ABROAD = frozenset("foreign international western global overseas".split())


class ArticleContext(Record, frozen=True, kw_only=True):
    """The article that events are read from, as far as they depend on it."""

    document: str
    story: str
    on: date  # the day of the article
    dated: bool = True  # its publisher says so
    country: str = ""  # the one that it speaks of most, alpha-3
    politics: float = 1.0  # the share of politics in its words
    mentions: tuple[Mention, ...] = ()  # all its names


def finalised(draft: Draft, sentence: ParsedSentence, roles: Roles, article: ArticleContext) -> Event:
    """The event that `draft` comes to, still without an id: see `merging.identified`."""
    phrases, trigger = roles.phrases, sentence[draft.trigger]
    modes = modality(sentence, draft.trigger, article.on.year)
    kind = type_by_actors(draft.reading, sentence, draft.trigger, (*draft.actors, *draft.recipients))
    kind, modes = type_by_modes(kind, modes, draft.reading)
    actors, recipients = _by_reciprocity(kind, draft, sentence)
    place = place_of(sentence, phrases, draft.trigger)
    if place is None and kind is EventType.ASSAULT:
        place = _place_of_patient(phrases, recipients)
    where = country_of_place(sentence, phrases, place, article.on)
    sure = confidence(sentence, phrases, draft, kind, modes, article.politics)
    sides = _parties(roles, (actors, recipients), where, article, kind)
    return Event(
        id="",
        type=kind,
        actors=sides[0],
        recipients=sides[1],
        trigger=Span(text=trigger.text, start=trigger.start, end=trigger.end),
        sentence=Span(text=article.document[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
        negated=modes.negated is not None,
        future=modes.future is not None,
        hypothetical=modes.hypothetical is not None,
        historical=modes.historical is not None,
        mode_reasons=mode_reasons(modes, sentence, article.document),
        said_by=_speaker(sentence, draft.trigger, roles, article),
        confidence=sure.confidence,
        confidence_if_known=sure.if_known,
        rule=draft.reading.rule,
        mode=mode_of(kind, draft, sentence),
        contexts=contexts_of(sentence),
        location=None if place is None else phrases.span(place, article.document),
        location_country=where,
        day=day_of(sentence, draft.trigger, article.on if article.dated else None),
        size=_size(article.document[sentence.start : sentence.end]),
    )


def _size(text: str) -> Size | None:
    size = size_of(text)
    return None if size == Size() else size


def _place_of_patient(phrases: Phrases, recipients: tuple[int, ...]) -> int | None:
    """The place that is attacked, which is then where it happens: "shelled Kharkiv", "shelled the city of Kharkiv"."""
    parts = (part for head in recipients for part in phrases.parts(head))
    return next((part for part in parts if _is_place(phrases, part)), None)


def _is_place(phrases: Phrases, index: int) -> bool:
    name = phrases.name(index)
    return name is not None and name.type is EntityType.PLACE


def _parties(
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
    own = [[_party(roles, head, article, taken if side is sides[1] else ()) for head in side] for side in sides]
    bare = [[_unnamed(phrases, head, strikes=strikes) for head in side] for side in sides]
    elsewhere = where or country_elsewhere(sentence, phrases, own[0], anywhere=strikes)
    return (
        with_countries(own[0], bare[0], Surroundings(where, own[1], article.country), kind, suffers=False),
        with_countries(own[1], bare[1], Surroundings(elsewhere, own[0], article.country), kind, suffers=True),
    )


def _party(roles: Roles, head: int, article: ArticleContext, taken: Collection[int] = ()) -> Party:
    return party(roles, head, article.document, article.on, article.mentions, taken)


def _unnamed(phrases: Phrases, head: int, *, strikes: bool) -> Unnamed:
    """Whether a party takes its country from elsewhere; one that a pronoun speaks of does not from the other side."""
    not_found = is_pronoun(phrases.sentence[head]) and phrases.meant(head)[0] is phrases
    if not_found or not _takes_country(phrases.sentence, phrases, head, strikes=strikes):
        return Unnamed.NOT
    return Unnamed.LOOKING_BACK if looks_back(phrases.sentence, head) else Unnamed.BARE


def _takes_country(sentence: ParsedSentence, phrases: Phrases, head: int, *, strikes: bool) -> bool:
    """Whether a party takes its country from elsewhere: it has no name, or is a place that nobody knows.

    A plan or an accord belongs to no country by itself; a building that is shelled stands in one. Foreign powers are
    of some other country.
    """
    name = phrases.name(head)
    if name is not None:
        return name.type is EntityType.PLACE and not (name.country or name.actor)
    abroad = any(sentence[child].lower in _ABROAD for child in sentence.children(head, "amod"))
    if abroad or sentence[head].lower in _SEVERAL:
        return False
    return strikes or phrases.is_party(phrases.counted(head)) or phrases.is_party(head) or phrases.is_count(head)


def _by_reciprocity(kind: EventType, draft: Draft, sentence: ParsedSentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A meeting has all parties as actors; so has an agreement or a trade "with" somebody."""
    mutual = draft.reading.type is EventType.CONSULT or (
        kind in _MUTUAL and any(sentence[sentence.head(head)].lower in ("with", "between") for head in draft.recipients)
    )
    return ((*draft.actors, *draft.recipients), ()) if mutual else (draft.actors, draft.recipients)


def _speaker(sentence: ParsedSentence, trigger: int, roles: Roles, article: ArticleContext) -> Party | None:
    """Who says so: the subject of the reporting verb above the trigger, or who stands behind "according to"."""
    below = trigger
    for above in sentence.ancestors(trigger):
        if sentence[below].dep in ("ccomp", "parataxis") and _reports(sentence, above):
            said_by = subject(sentence, above)
            return None if said_by is None else _party(roles, said_by, article)
        below = above
    for index, token in enumerate(sentence.tokens):
        if token.lower == "according" and (source := _behind_to(sentence, index)) is not None:
            return _party(roles, source, article)
    return None


def _reports(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    return any(lexicon.operator(lemma) is Operator.REPORT for lemma in lexicon.lemmas(sentence[verb].lower))


def _behind_to(sentence: ParsedSentence, according: int) -> int | None:
    preposition = sentence.child(according, "prep")
    return None if preposition is None else sentence.child(preposition, "pobj")
