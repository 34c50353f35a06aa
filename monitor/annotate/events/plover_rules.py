"""PLOVER's rules by which who acts, negation and time change the type of an event (manual 0.8).

Cooperation that lies in the future is an intention, AGREE; cooperation that is denied is a refusal, REJECT. What such
words are about is kept as the deed of the event: who wants to know of help that is planned asks for AID.
"""

from collections.abc import Collection, Iterable

import msgspec

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.modality.stance import Modality, Reason, Rule
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_verb
from monitor.annotate.typing.embedding_verbs import has_condition
from monitor.annotate.typing.plover import COOPERATIVE, HOSTILE
from monitor.annotate.typing.senses import Reading
from monitor.annotate.typing.strikes import is_of_workers
from monitor.records import AuxiliaryMode, Deed, EventType
from monitor.text.inflection import singular

_AGREE_WHEN_FUTURE = COOPERATIVE - {EventType.AGREE}
_PLANNING = frozenset({"plan to", "intend to", "prepare to", "announce to"})
"""Operators by which something hostile is planned, and more than threatened."""

_WEIGHING = frozenset({"consider", "weigh", "mull", "plan", "prepare", "threaten", "contemplate"})
_STRIKING = frozenset({EventType.ASSAULT, EventType.THREATEN})
_PROTESTING = frozenset(
    "protester protesters protestor protestors demonstrator demonstrators rioter rioters student students worker "
    "workers farmer farmers activist activists supporter supporters crowd crowds marcher marchers striker strikers "
    "opponent opponents".split()
)
_ARMED = frozenset(
    "settler settlers army troop troops soldier soldiers rebel rebels militant militants gunman gunmen attacker "
    "attackers fighter fighters forces force police commandos terrorists insurgents bomber bombers jihadists".split()
)
_VIOLENT = frozenset("storm torch burn".split())
"""What crowds do in protest, and armed men in an attack."""

_WEAPONS = frozenset(
    "missile weapon tank jet helicopter ammunition drone system launcher shell howitzer battery fighter vehicle rocket "
    "artillery aircraft".split()
)
_SANCTIONED = frozenset(
    "asset account property fund wealth visa licence license permit crossing checkpoint closure control curb".split()
)
_OF_COUNTRIES = "IGO"
_CLOSING = frozenset({"close", "shut"})
_BARRED = words_of("plover_rules", "barred")
"""What comes from abroad on lorries and ships, or carries it: whoever bars it of another country imposes a sanction."""

_ENTERED = words_of("plover_rules", "entered")

_TAKING = words_of("plover_rules", "taking")
_LUXURIES = words_of("plover_rules", "luxuries")
"""What a country takes from the rich of another one as a sanction, and its police from anybody."""

_OBSTRUCTING = words_of("plover_rules", "obstructing")
_OBSTRUCTION = frozenset({EventType.COERCE, EventType.REJECT, EventType.ASSAULT, EventType.SANCTION})
_PEOPLE = words_of("plover_rules", "people")
"""Who blocks a road, shuts a port or burns tyres to be heard, and has no other power."""

_FIGHTING = frozenset(
    "clash clashed clashes clashing fought fight scuffle scuffled vandalise vandalised vandalises vandalize "
    "vandalized".split()
)


def type_by_actors(reading: Reading, sentence: ParsedSentence, trigger: int, parties: Iterable[int]) -> EventType:
    """Protesters who clash with the police protest, armies that clash fight; a crowd storms, and so do gunmen; police
    that storm an embassy raid it.
    """
    parties = [*parties]
    if reading.type in _STRIKING and reading.theme == "strike" and is_of_workers(sentence, parties):
        return EventType.PROTEST  # "launched an indefinite strike"
    words = {sentence[head].lower for head in parties}
    return _type_of_people(reading, sentence, trigger, words) or _type_of_forces(reading, sentence, trigger, words)


def _type_of_people(
    reading: Reading, sentence: ParsedSentence, trigger: int, words: Collection[str]
) -> EventType | None:
    """The type of what crowds do, or diplomats suffer."""
    if reading.verb in _OBSTRUCTING and reading.type in _OBSTRUCTION and _is_of_people(sentence, trigger):
        return EventType.PROTEST
    if (
        reading.type is EventType.THREATEN
        and reading.verb == "give"
        and _are_diplomats([*words, *(token.lower for token in sentence.tokens)])
    ):
        return EventType.SANCTION  # "gave its diplomats 48 hours to leave"
    if reading.type is EventType.ASSAULT and not _PROTESTING.isdisjoint(words) and sentence[trigger].lower in _FIGHTING:
        return EventType.PROTEST
    return None


def _type_of_forces(reading: Reading, sentence: ParsedSentence, trigger: int, words: Collection[str]) -> EventType:
    """The type of what is sent, and of what armed men storm."""
    if (
        reading.type is EventType.MOBILIZE
        and reading.theme.rpartition("-")[2] in _WEAPONS
        and _is_given(sentence, trigger)
    ):
        return EventType.AID
    if reading.type is EventType.MOBILIZE and _speaks_of_peacekeeping(sentence, trigger):
        return EventType.AID
    if reading.type is EventType.PROTEST and reading.verb in _VIOLENT and not _ARMED.isdisjoint(words):
        return EventType.COERCE if "police" in words else EventType.ASSAULT
    return reading.type


def _are_diplomats(words: Iterable[str]) -> bool:
    return any(load_lexicon().is_of_class("diplomats", singular(word)) for word in words)


def _is_of_people(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether farmers, relatives or a crowd do it, and no state: "relatives of the missing blocked the motorway"."""
    acting = subject(sentence, trigger)
    return acting is not None and singular(sentence[acting].lower) in _PEOPLE


def type_abroad(kind: EventType, reading: Reading, roles: Roles, draft: Draft) -> EventType:
    """Whoever freezes what belongs to people of another country, or shuts the way to them, imposes a sanction; arms
    that are moved at home are no help.
    """
    acting, suffering = (
        {_abroad_of(roles, head) for head in side} - {None} for side in (draft.actors, draft.recipients)
    )
    suffering |= {roles.country_of(head) for head in shut_out(roles, draft)} - {None}
    if kind is EventType.AID and reading.type is EventType.MOBILIZE and suffering and suffering <= acting:
        return EventType.MOBILIZE
    theme = reading.theme.rpartition("-")[2]
    barred = reading.verb == "bar" and (reading.theme in _BARRED or _is_kept_out(roles, draft))
    taken = reading.verb in _TAKING and theme in _LUXURIES and any(_is_country(roles, head) for head in draft.actors)
    if kind is not EventType.COERCE or not (barred or taken or theme in _SANCTIONED):
        return kind
    return EventType.SANCTION if acting and suffering and acting.isdisjoint(suffering) else kind


def _is_kept_out(roles: Roles, draft: Draft) -> bool:
    """Whether people may not come into a country: "barred three judges from entering", no final and no library."""
    sentence = roles.sentence
    ways = [at for at in sentence.subtree(draft.trigger) if sentence[at].lower == "entering"]
    entered = [noun for at in ways for noun in sentence.children(at, "dobj")]
    return bool(ways) and all(sentence[noun].lower in _ENTERED or _is_country(roles, noun) for noun in entered)


def _is_country(roles: Roles, head: int) -> bool:
    """Whether a country as such does it, and none of its police or courts."""
    name = roles.phrases.name(head)
    return name is not None and is_whole_country(name.actor, name.country)


def _abroad_of(roles: Roles, head: int) -> str | None:
    """The country of a party; bodies of many countries are abroad everywhere."""
    name = roles.phrases.name(head)
    return roles.country_of(head) or (name.sector if name is not None and name.sector == _OF_COUNTRIES else None)


def shut_out(roles: Roles, draft: Draft) -> tuple[int, ...]:
    """Those to whom a crossing is closed: the Belarus of "closed the crossing to lorries from Belarus"."""
    if draft.reading.type is not EventType.COERCE or draft.reading.verb not in _CLOSING:
        return ()
    sentence, phrases = roles.sentence, roles.phrases
    to = (at for at in sentence.children(draft.trigger, "prep") if sentence[at].lower == "to")
    behind = (head for at in to for head in sentence.subtree(at))
    return tuple(head for head in behind if (name := phrases.name(head)) is not None and name.country)[:1]


def with_own_threat(draft: Draft, sentence: ParsedSentence, phrases: Phrases) -> Draft:
    """A threat is made where a party makes it of a deed of its own or of its country: "Kosovo will respond, Kurti
    warned"; fires and floods that threaten a town make none.
    """
    if draft.reading.type is not EventType.THREATEN:
        return draft
    reading, is_own = draft.reading, _is_of_own_country(draft, sentence, phrases)
    doer = _doer_on_condition(draft, sentence, phrases)
    actors = (doer,) if doer is not None and phrases.is_named(doer) else draft.actors
    unreal = not draft.actors or (reading.unreal and not is_own)
    governed = reading.governed or (_threatened(reading, sentence) if is_own else None)
    reading = msgspec.structs.replace(reading, unreal=unreal, governed=governed)
    return msgspec.structs.replace(draft, actors=actors, reading=reading)


def _threatened(reading: Reading, sentence: ParsedSentence) -> EventType | None:
    """What a country is to do by the words of its own officials: "Turkey could invade, an official in Ankara said"."""
    inner = None if reading.embedded is None else read_verb(sentence, reading.embedded)
    return inner.type if inner is not None and inner.type in HOSTILE - {EventType.THREATEN} else None


def _is_of_own_country(draft: Draft, sentence: ParsedSentence, phrases: Phrases) -> bool:
    embedded = draft.reading.embedded
    doer = None if embedded is None else subject(sentence, embedded)
    name = None if doer is None else phrases.name(doer)
    if _doer_on_condition(draft, sentence, phrases) is not None:
        return True
    if any(sentence[owner].tag == "PRP$" for head in draft.actors for owner in sentence.children(head, "poss")):
        return name is not None and name.country is not None  # "its foreign minister"
    if name is None or name.country is None or doer in draft.actors:
        return False
    within = (phrases.name(part) for head in draft.actors for part in phrases.parts(head))
    return any(actor is not None and actor.country == name.country for actor in within)


def _doer_on_condition(draft: Draft, sentence: ParsedSentence, phrases: Phrases) -> int | None:
    """Who threatens in the words of a speaker without a name: "Niger will cut off the gas unless Paris pays, the
    minister warned"; None without a condition.
    """
    embedded = draft.reading.embedded
    doer = None if embedded is None else subject(sentence, embedded)
    nameless = not any(phrases.is_named(head) for head in draft.actors)
    if embedded is None or doer is None or not nameless or not has_condition(sentence, embedded):
        return None
    return doer if phrases.is_party(doer) else None


def _is_given(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether what is sent goes to somebody: "sent missiles to Kyiv", "sent Kyiv missiles"; not "to the border"."""
    if any(sentence[child].tag.startswith("NNP") for child in sentence.children(trigger, "dative")):
        return True
    prepositions = [child for child in sentence.children(trigger, "prep", "dative") if sentence[child].lower == "to"]
    behind = [head for child in prepositions for head in sentence.children(child, "pobj")]
    return any(sentence[head].tag.startswith("NNP") for head in behind)


def _speaks_of_peacekeeping(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether troops are sent to keep the peace, which the manual counts as help."""
    return any(sentence[index].lower.startswith("peacekeep") for index in sentence.subtree(trigger))


def type_by_modes(kind: EventType, modes: Modality, reading: Reading) -> tuple[EventType, Modality]:
    """The type after negation and time: who will not help refuses, who will help has agreed to."""
    if modes.negated and _is_refused(kind, modes):
        return EventType.REJECT, msgspec.structs.replace(modes, negated=None)
    if modes.future and not modes.negated and not modes.hypothetical and kind in _AGREE_WHEN_FUTURE:
        kind = EventType.AGREE
    negated = None if reading.counts_negation else modes.negated
    feared = Reason(Rule.ONLY_MEANT) if reading.unreal else None
    if kind is EventType.PROTEST and reading.verb == "plan" and not modes.future:
        modes = msgspec.structs.replace(modes, future=Reason(Rule.PROSPECTIVE))
    elif kind is EventType.PROTEST and reading.type is EventType.THREATEN and reading.verb != "plan":
        kind = EventType.THREATEN  # "drivers threaten strike"
    return kind, msgspec.structs.replace(modes, negated=negated, hypothetical=modes.hypothetical or feared)


def _is_refused(kind: EventType, modes: Modality) -> bool:
    """Whether not to do it is to refuse it: help, and to meet or to send soldiers where that is still to come."""
    if kind in (EventType.CONSULT, EventType.MOBILIZE):
        return modes.future is not None and not (kind is EventType.MOBILIZE and modes.hypothetical)
    return kind in COOPERATIVE


def _weighed(reading: Reading) -> EventType | None:
    """What a threat names as its object: "is considering sanctions against judges"."""
    if reading.type is not EventType.THREATEN or reading.verb not in _WEIGHING:
        return None
    return EventType.SANCTION if load_lexicon().is_of_class("penalties", reading.theme) else None


def deed_of(kind: EventType, before: EventType, modes: Modality, reading: Reading) -> Deed | None:
    """What an event of type `kind` is about, with the modes of that; None where it is about nothing, or denied.

    before: the type before negation and time changed it; modes: those of the event.
    """
    type_ = reading.governed or _weighed(reading) or (before if before is not kind else None)
    if type_ is None or modes.negated:
        return None
    planned = reading.announced or any(operator in _PLANNING for operator in reading.rule.operators[:1])
    only_meant = modes.hypothetical is not None and modes.hypothetical.rule is Rule.ONLY_MEANT
    told = {
        AuxiliaryMode.NEGATED: kind is EventType.REJECT or reading.forgone,
        AuxiliaryMode.FUTURE: modes.future is not None or kind is not EventType.REJECT,
        AuxiliaryMode.HYPOTHETICAL: (modes.hypothetical is not None and not (planned and only_meant))
        or (kind is EventType.THREATEN and not planned),
        AuxiliaryMode.HISTORICAL: modes.historical is not None,
    }
    return Deed(type=type_, modes=tuple(mode for mode, is_set in told.items() if is_set))
