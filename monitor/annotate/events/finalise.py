"""From a draft to an event: PLOVER's rules of time, negation and reciprocity; attribution, confidence and id.

Rules of PLOVER manual 0.8: cooperation that lies in the future is an intention, AGREE; where all sides of a CONSULT
(or of two-sided cooperation) are alike, all are actors and none is the recipient.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from monitor.annotate.circumstances.casualties import dead_of, held_of
from monitor.annotate.circumstances.circumstances import contexts_of, day_of, mode_of
from monitor.annotate.circumstances.places import country_by_text, country_of_place, place_left, place_of
from monitor.annotate.circumstances.protests import country_of_protest, place_of_protest
from monitor.annotate.circumstances.same_country import in_same_country
from monitor.annotate.circumstances.scene import country_of_scene, day_of_scene
from monitor.annotate.confidence.confidence import confidence
from monitor.annotate.events.article import ArticleContext
from monitor.annotate.events.mode_reasons import mode_reasons
from monitor.annotate.events.participants import participants, party_of
from monitor.annotate.events.plover_rules import deed_of, shut_out, type_abroad, type_by_actors, type_by_modes
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon.topics import share_beside_play, share_of_politics
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.modality.fiction import is_present
from monitor.annotate.modality.modes import modality
from monitor.annotate.modality.stance import Modality, Reason, Rule
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.definites import country_there
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import is_passive, subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Event, EventType, Party, PartyReason, Size, Span
from monitor.text.inflection import singular
from monitor.text.quantities.size import size_of

_TELLING = frozenset({Operator.REPORT, Operator.THREAT})
_LOCAL = words_of("finalise", "local")
"""Who speaks of what happened where he is: a governor, residents; not officials, who may be anybody's."""

_MEDIATING = frozenset({"mediate", "arbitrate"})
_FINDING = words_of("finalise", "finding")
"""Forms of verbs by which a court, a panel or an inquiry tells what it came to see."""

_TROOPS = words_of("finalise", "troops")
_COMMANDING = frozenset({"GOV", "MIL"})

_LEAVING_OR_COMING = frozenset({EventType.RETREAT, EventType.MOBILIZE})
"""What happens in the place that it is about: "withdrew from Senegal", not "sent troops to the border with Mali"."""

_WAYS = frozenset({"from", "of", "to", "into"})

_MUTUAL = frozenset({EventType.AGREE, EventType.COOPERATE})


class Outline(NamedTuple):
    """A draft as far as it says who did what to whom, which decides whether it is told at all."""

    event: Event
    draft: Draft
    modes: Modality


def outlined(draft: Draft, sentence: ParsedSentence, roles: Roles, article: ArticleContext) -> Outline:
    """The type, the parties and the place of the event that `draft` comes to."""
    phrases, trigger = roles.phrases, sentence[draft.trigger]
    modes = _retold(modality(sentence, draft.trigger, article.on.year), sentence, draft.trigger, article)
    kind = type_by_actors(draft.reading, sentence, draft.trigger, (*draft.actors, *draft.recipients))
    kind = type_abroad(kind, draft.reading, roles, draft)
    before = kind
    kind, modes = type_by_modes(kind, modes, draft.reading)
    deed = deed_of(kind, before, modes, draft.reading)
    actors, recipients = _by_reciprocity(kind, draft, sentence)
    recipients = _abroad(roles, actors, recipients) if kind is EventType.MOBILIZE else recipients
    recipients = shut_out(roles, draft) or recipients if kind is EventType.SANCTION else recipients
    place = place_of(sentence, phrases, draft.trigger)
    if place is None and kind is EventType.ASSAULT:
        place = _place_of_patient(phrases, recipients)
    if place is None and kind is EventType.PROTEST:
        place = place_of_protest(roles, draft.trigger, actors, article.on)
    where = country_of_place(sentence, phrases, place, article.on)
    if place is None:
        place, where = in_same_country(sentence, phrases, draft.trigger, actors, kind)
    where = where or country_there(sentence, (draft.trigger, *actors), article.mentions)
    where = where or country_of_scene(sentence, draft.trigger, roles.before, article.on)
    sides = participants(roles, (actors, recipients), where, article, kind)
    there = where or (country_of_protest(*sides, article.telling) if kind is EventType.PROTEST else "")
    if place is None and {kind, deed.type if deed else kind} & _LEAVING_OR_COMING:
        place = _place_of_patient(phrases, _reached(sentence, recipients))
        if place is None and EventType.RETREAT in (kind, deed.type if deed else kind):
            place = place_left(sentence, phrases, draft.trigger)
        there = country_of_place(sentence, phrases, place, article.on) or where
    if kind is EventType.MOBILIZE:
        sides = _moved(sides, sentence, draft.trigger, roles, article)
    event = Event(
        id="",
        type=kind,
        deed=deed,
        actors=sides[0],
        recipients=sides[1],
        trigger=Span(text=trigger.text, start=trigger.start, end=trigger.end),
        sentence=Span(text=article.document[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
        rule=draft.reading.rule,
        location=None if place is None else phrases.span(place, article.document),
        location_country=there or country_by_text(place, article.telling),
    )
    return Outline(event, draft, modes)


def finalised(outline: Outline, event: Event, sentence: ParsedSentence, roles: Roles, article: ArticleContext) -> Event:
    """`event`, which is that of `outline`, with all that is said of it; still without an id: see
    `merging.identified`.
    """
    draft, modes, kind = outline.draft, outline.modes, outline.event.type
    written = article.on if article.dated else None
    kinds = (kind, event.deed.type) if event.deed else (kind,)
    shares = share_of_politics(article.topics, kinds), share_beside_play(article.topics)
    sure = confidence(sentence, roles.phrases, draft, kinds, modes, *shares)
    return msgspec.structs.replace(
        event,
        negated=modes.negated is not None,
        future=modes.future is not None,
        hypothetical=modes.hypothetical is not None,
        historical=modes.historical is not None,
        mode_reasons=mode_reasons(modes, sentence, article.document),
        said_by=_speaker(sentence, draft.trigger, roles, article, event.location_country),
        confidence=sure.confidence,
        confidence_if_known=sure.if_known,
        confidence_if_asserted=sure.if_asserted,
        confidence_if_on_topic=sure.if_on_topic,
        mode=mode_of(kind, draft, sentence),
        contexts=contexts_of(sentence),
        day=day_of(sentence, draft.trigger, written) or day_of_scene(sentence, draft.trigger, roles.before, written),
        size=_size(
            event.sentence.text,
            _dead(sentence, draft, kind, modes),
            held_of(sentence, draft.trigger, draft.recipients) if kind is EventType.COERCE else None,
        ),
    )


def _retold(modes: Modality, sentence: ParsedSentence, trigger: int, article: ArticleContext) -> Modality:
    """The modes of an event behind the title, which is made up where the article retells a novel in the present."""
    behind_title = sentence.start > article.document.find("\n")
    if modes.hypothetical or not (behind_title and is_present(sentence, trigger) and article.reviews):
        return modes
    return msgspec.structs.replace(modes, hypothetical=Reason(Rule.FICTION))


def _size(text: str, dead: int | None, held: int | None) -> Size | None:
    """What a sentence says of how many; `dead` and `held` are what the verb tells where it says nothing else."""
    size = size_of(text)
    size = size if size.dead or dead is None else msgspec.structs.replace(size, dead=dead)
    size = size if size.arrested or held is None else msgspec.structs.replace(size, arrested=held)
    return None if size == Size() else size


def _dead(sentence: ParsedSentence, draft: Draft, kind: EventType, modes: Modality) -> int | None:
    done = kind is EventType.ASSAULT and not (modes.negated or modes.future or modes.hypothetical)
    return dead_of(sentence, draft.trigger, draft.recipients) if done else None


def _place_of_patient(phrases: Phrases, recipients: Iterable[int]) -> int | None:
    """The place that it is done to, which is where it happens: "shelled Kharkiv", "shelled the city of Kharkiv"."""
    parts = (part for head in recipients for part in phrases.parts(head))
    return next((part for part in parts if _is_place(phrases, part)), None)


def _reached(sentence: ParsedSentence, recipients: Iterable[int]) -> Iterator[int]:
    """Those whom somebody goes to or leaves: not whom he stands against, or who is at the other side of the border."""
    for head in recipients:
        if sentence[head].dep != "pobj" or sentence[sentence.head(head)].lower in _WAYS:
            yield head


def _is_place(phrases: Phrases, index: int) -> bool:
    name = phrases.name(index)
    return name is not None and name.type is EntityType.PLACE


def _by_reciprocity(kind: EventType, draft: Draft, sentence: ParsedSentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A meeting has all parties as actors; so has an agreement or a trade "with" somebody, but no mediation."""
    meets = draft.reading.type is EventType.CONSULT and draft.reading.verb not in _MEDIATING
    mutual = meets or (
        kind in _MUTUAL and any(sentence[sentence.head(head)].lower in ("with", "between") for head in draft.recipients)
    )
    return ((*draft.actors, *draft.recipients), ()) if mutual else (draft.actors, draft.recipients)


def _abroad(roles: Roles, actors: tuple[int, ...], recipients: tuple[int, ...]) -> tuple[int, ...]:
    """Who is threatened by forces that are moved: nobody at home."""
    home = {roles.country_of(head) for head in actors} - {None}
    return tuple(head for head in recipients if roles.country_of(head) not in home)


def _moved(
    sides: tuple[tuple[Party, ...], tuple[Party, ...]],
    sentence: ParsedSentence,
    trigger: int,
    roles: Roles,
    article: ArticleContext,
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides where forces are moved: nobody at home is threatened; a ministry or an army that
    says that troops were sent, and leaves out by whom, sent them.
    """
    actors, recipients = sides
    if not actors and _is_sent(sentence, trigger, roles.phrases):
        said_by = _speaker(sentence, trigger, roles, article)
        actors = (said_by,) if said_by is not None and said_by.sector in _COMMANDING else ()
    home = {party.country for party in actors}
    return actors, tuple(party for party in recipients if party.country not in home)


def _is_sent(sentence: ParsedSentence, trigger: int, phrases: Phrases) -> bool:
    """Whether troops without a name were sent: "reinforcements had been deployed"."""
    moved = subject(sentence, trigger) if is_passive(sentence, trigger) else None
    if moved is None or phrases.is_named(moved):
        return False
    return singular(sentence[moved].lower) in _TROOPS


def _speaker(
    sentence: ParsedSentence, trigger: int, roles: Roles, article: ArticleContext, there: str = ""
) -> Party | None:
    """Who says so; a governor or a mayor of whom nothing else is known is of the country `there`, where it happened."""
    head = _speaking(sentence, trigger)
    if head is None:
        return None
    said_by = party_of(roles, head, article)
    is_theirs = there and not said_by.country and _is_local(sentence, head)
    return msgspec.structs.replace(said_by, country=there, reason=PartyReason.PLACE) if is_theirs else said_by


def _speaking(sentence: ParsedSentence, trigger: int) -> int | None:
    """Who says so: the subject of the reporting verb above the trigger, or who stands behind "according to"."""
    below = trigger
    for above in sentence.ancestors(trigger):
        if sentence[below].dep in ("ccomp", "parataxis") and _reports(sentence, above):
            return subject(sentence, above)
        below = above
    for index, token in enumerate(sentence.tokens):
        if token.lower == "according" and (source := _behind_to(sentence, index)) is not None:
            return source
    return _behind_participle(sentence)


def _behind_participle(sentence: ParsedSentence) -> int | None:
    """Who speaks at the end, where a parser joins him to the victims: "…, killing two people, the governor said"."""
    for verb, token in enumerate(sentence.tokens):
        if token.dep != "conj" or not _reports(sentence, verb) or sentence.child(verb, "nsubj") is not None:
            continue
        at = verb - 2 if sentence[verb - 1].lower == "," else verb - 1
        while sentence[at].dep in ("compound", "appos"):
            at = sentence.head(at)
        if sentence[at].dep == "conj" and load_lexicon().is_actor(sentence[at].lower):
            return at
    return None


def _is_local(sentence: ParsedSentence, head: int) -> bool:
    """Whether somebody is of where it happened: "the regional governor", "residents"."""
    described = (head, *sentence.children(head, "amod", "compound"))
    return any(singular(sentence[at].lower) in _LOCAL for at in described)


def _reports(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb tells what others hear: "said", "told lawmakers", "warned"."""
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(sentence[verb].lower)
    told = "tell" in lemmas or sentence[verb].lower in _FINDING
    return told or any(lexicon.operator(lemma) in _TELLING for lemma in lemmas)


def _behind_to(sentence: ParsedSentence, according: int) -> int | None:
    preposition = sentence.child(according, "prep")
    return None if preposition is None else sentence.child(preposition, "pobj")
