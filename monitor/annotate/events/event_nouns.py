"""Events that a noun names: "an attack by X on Y", "Russia's attack", "talks between X and Y".

Only where the text says who did it or to whom, or where it is said to have happened somewhere; not where the
noun is feared, prevented or ended.
"""

from collections.abc import Iterator

from monitor.annotate.lexicon import Entry, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import is_passive, is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.complements import NOUN, event_noun
from monitor.annotate.typing.senses import Reading
from monitor.records import EventType, Rule
from monitor.text.inflection import singular

_HAPPENING = frozenset(
    "occurred occurs happened happens erupted erupts began begins took takes followed follows came comes resulted "
    "resume resumes resumed open opens opened start starts started "
    "raged rages spread spreads flared flares entered enters resume lasted lasts persisted went "
    "killed kills left leaves wounded injured struck hit destroyed damaged claimed continued continues".split()
)
_DISRUPTING = words_of("event_nouns", "disrupting")
"""What a strike does to those who are not on it: "a strike by pilots grounded dozens of flights"."""

_STRIKING = frozenset("killed kills wounded injured struck hit destroyed damaged".split())
_UNREAL = frozenset(
    "avoid prevent deter fear feared fears end ended stop stopped halt halted avert averted risk threaten "
    "threatened warn warned call called urge urged demand demanded discuss discussed plan planned propose "
    "proposed postpone postponed ending averting halting stopping resolve resolved resolving settle settled "
    "settling".split()
)
_DURING = frozenset("in on at during".split())
_VISITS = frozenset("visit trip tour".split())
_PATIENTS = ("on", "against", "at", "upon", "with", "between", "to", "of")
_PLACES = frozenset("near in at outside on around".split())
_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT})
"""Types of what is done to somebody, whoever does it."""

_TOLLS = frozenset("toll tolls".split())
_MAYBE_ACCIDENT = frozenset("blast explosion violence battle fighting".split())
"""Nouns of attacks whose dead may be nobody's."""

_DEATHS = frozenset("death deaths killing injury injuries".split())


def read_nouns(sentence: ParsedSentence, roles: Roles, used: set[int]) -> Iterator[Draft]:
    """The events named by nouns that no verb has used up."""
    for index, token in enumerate(sentence.tokens):
        is_noun = token.tag[:2] == "NN" or (token.tag == "VBZ" and token.dep == "nsubj")  # "talks resume"
        if index in used or not is_noun or roles.phrases.is_party(index):
            continue
        entry = event_noun(sentence, index)
        if entry is None or not entry.names_deed or is_unreal(sentence, index):
            continue
        if draft := _drafted(sentence, roles, index, entry):
            yield draft


def read_visits(sentence: ParsedSentence, roles: Roles) -> Iterator[Draft]:
    """Visits told beside what is said there: "backed Moldova on a visit to Chisinau"."""
    for noun, token in enumerate(sentence.tokens):
        if token.lower not in _VISITS or token.dep != "pobj" or sentence[token.head].lower not in ("on", "during"):
            continue
        entry = load_lexicon().noun(token.lower)
        hosts = [host for host in roles.parties_behind(noun, "to") if roles.country_of(host)]
        verbs = (above for above in sentence.ancestors(noun) if sentence.child(above, "nsubj") is not None)
        verb = next(verbs, None)
        guests = [] if verb is None or entry is None else roles.actors(verb, EventType.CONSULT)
        if entry is not None and hosts and any(roles.is_named(guest) for guest in guests):
            reading = Reading(type=entry.type, rule=Rule(entry=entry.name), words=entry.words, strength=NOUN)
            yield Draft(reading=reading, trigger=noun, actors=tuple(guests), recipients=tuple(hosts))


def read_protests(sentence: ParsedSentence, roles: Roles, used: set[int]) -> Iterator[Draft]:
    """Protests told by how something is done: "beat pots in a protest against a king", "are on hunger strike"."""
    for noun, token in enumerate(sentence.tokens):
        above = _verb_above(sentence, token.head)
        if token.dep != "pobj" or sentence[token.head].lower not in _DURING or not is_verb(sentence, above):
            continue
        entry = event_noun(sentence, noun)
        if entry is None or entry.type is not EventType.PROTEST:
            continue
        if marchers := roles.parties_behind(noun, "by", "of"):
            reading = Reading(type=entry.type, rule=Rule(entry=entry.name), words=entry.words, strength=NOUN)
            yield Draft(reading=reading, trigger=noun, actors=tuple(marchers), recipients=())
        if above in used or sentence[token.head].lower not in ("in", "on"):
            continue
        actors = [head for head in roles.actors(above, EventType.PROTEST) if roles.phrases.is_known(head)]
        recipients = [head for head in roles.parties_behind(noun, "against") if head not in actors]
        if actors and not is_passive(sentence, above):
            reading = Reading(type=entry.type, rule=Rule(entry=entry.name), words=entry.words, strength=NOUN)
            yield Draft(reading=reading, trigger=noun, actors=tuple(actors), recipients=tuple(recipients))


def _verb_above(sentence: ParsedSentence, preposition: int) -> int:
    """What a preposition hangs on, or the verb above a noun: "spilt grain on a railway in protest"."""
    above = sentence.head(preposition)
    is_bare = sentence[preposition].lower == "in" and sentence[preposition + 1].lower == "protest"
    over = (at for at in sentence.ancestors(preposition) if is_verb(sentence, at)) if is_bare else ()
    return next(iter(over), above)


def is_unreal(sentence: ParsedSentence, noun: int) -> bool:
    """Whether the noun only says what kind a thing is, or is feared, prevented, ended or asked for."""
    return sentence[noun].dep in ("compound", "nmod") or any(
        sentence[above].lower in _UNREAL for above in sentence.ancestors(noun)
    )


def _drafted(sentence: ParsedSentence, roles: Roles, noun: int, entry: Entry) -> Draft | None:
    actors = roles.parties_behind(noun, "by", "from") or roles.behind_patient(noun) or roles.owners(noun)
    recipients = _patients(sentence, roles, noun) or roles.parties_behind(noun, *_PATIENTS)
    recipients = [head for head in recipients if head not in actors] or _struck(sentence, noun, entry)
    sides = roles.parties_behind(noun, "between")
    if len(sides) > 1 and _happens(sentence, noun):
        actors, recipients = sides, []  # "fighting between the army and rebels raged on"
    has_toll = _has_toll(sentence, noun, roles)
    actors = roles.doers(noun) if has_toll else actors
    happens = _happens(sentence, noun) or (entry.type is EventType.PROTEST and _disrupts(sentence, noun))
    known = (actors and (recipients or happens)) or (recipients and _is_suffered(sentence, roles, noun))
    if not (known or _happens_somewhere(sentence, noun, roles) or has_toll):
        return None
    reading = Reading(type=entry.type, rule=Rule(entry=entry.name), words=entry.words, strength=NOUN)
    return Draft(reading=reading, trigger=noun, actors=tuple(actors), recipients=tuple(recipients))


def _governor(sentence: ParsedSentence, noun: int) -> int | None:
    """The verb that the noun is the subject of."""
    token = sentence[noun]
    return token.head if token.dep in ("nsubj", "nsubjpass") and is_verb(sentence, token.head) else None


def _happens(sentence: ParsedSentence, noun: int) -> bool:
    verb = _governor(sentence, noun)
    return verb is not None and sentence[verb].lower in _HAPPENING


def _disrupts(sentence: ParsedSentence, noun: int) -> bool:
    verb = _governor(sentence, noun)
    return verb is not None and sentence[verb].lower in _DISRUPTING


def _happens_somewhere(sentence: ParsedSentence, noun: int, roles: Roles) -> bool:
    """ "The attack occurred near Chernihiv": a deed at a named place, by somebody whom the sentence does not name."""
    verb = _governor(sentence, noun)
    if verb is None or sentence[verb].lower not in _HAPPENING:
        return False
    return any(
        roles.phrases.is_named(place)
        for preposition in sentence.children(verb, "prep")
        if sentence[preposition].lower in _PLACES
        for place in sentence.children(preposition, "pobj")
    )


def _struck(sentence: ParsedSentence, noun: int, entry: Entry) -> list[int]:
    """The things that are attacked: "the shelling of a clinic by troops"."""
    if entry.type is not EventType.ASSAULT:
        return []
    behind = [child for child in sentence.children(noun, "prep") if sentence[child].lower in ("of", "on")]
    things = (thing for child in behind for thing in sentence.children(child, "pobj"))
    return [thing for thing in things if load_lexicon().is_of_class("targets", sentence[thing].lower)]


def _has_toll(sentence: ParsedSentence, noun: int, roles: Roles) -> bool:
    """ "The toll of an attack on a market in Goma rose to 30": a deed with dead, and a place or a victim by name."""
    above = sentence.head(sentence.head(noun))
    counted = sentence[noun].dep == "pobj" and sentence[above].lower in _TOLLS
    return counted and sentence[noun].lower not in _MAYBE_ACCIDENT and roles.phrases.names_place


def _is_suffered(sentence: ParsedSentence, roles: Roles, noun: int) -> bool:
    """ "The arrest of three opposition leaders in Kampala drew criticism": by whom is left out, as in a passive."""
    entry = event_noun(sentence, noun)
    done = entry is not None and entry.type in _SUFFERED and singular(sentence[noun].lower) not in _MAYBE_ACCIDENT
    victims = any(roles.phrases.is_party(head) for head in roles.parties_behind(noun, "of"))
    return done and victims and _governor(sentence, noun) is not None and bool(roles.phrases.names)


def _patients(sentence: ParsedSentence, roles: Roles, noun: int) -> list[int]:
    """The patients, by the verb of the noun: "the attack killed two soldiers", "… resulted in the deaths of two"."""
    verb = _governor(sentence, noun)
    if verb is None:
        return []
    if sentence[verb].lower in _STRIKING:
        return [head for head in sentence.children(verb, "dobj") if roles.phrases.is_party(head)]
    for preposition in sentence.children(verb, "prep"):
        for result in sentence.children(preposition, "pobj"):
            if sentence[result].lower in _DEATHS:
                return roles.parties_behind(result, "of")
    return []
