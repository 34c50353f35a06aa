"""How likely a noun is whom something is done to, by what kind of noun it is: a name, a party, a place, a thing."""

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.definites import is_definite
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.senses import Reading
from monitor.records import EntityType, EventType
from monitor.text.inflection import singular

NAMED, _PARTY, _HUMAN_NAME, _NEVER = 1.1, 0.7, 0.2, -9.0
_THING, _STRUCK_THING, _PATIENT, _NAMED_THING = -1.3, 0.0, 0.2, 0.5

_POSSESSIVES = words_of("recipient_priors", "possessives")
_OWN_PARTY = -1.8
_STRIKING = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Types that are done to things: buildings are shelled, houses searched."""

_MOVING = frozenset({EventType.SANCTION, EventType.MOBILIZE, EventType.RETREAT})
"""Types that move own people: "recalled its ambassador"."""

_PATIENTS = ("targets", "people", "captives", "wanted", "property", "network", "ground")
"""Classes of objects.tsv that a deed is done to: the convoy that is attacked, the poet who is arrested."""

_RECALLING = words_of("recipient_priors", "recalling")

_GROUNDS = words_of("recipient_priors", "grounds")
"""Nouns that with a name are a place: "the Lebanese town of Nabatiyeh"."""

_CIRCUMSTANCES = words_of("recipient_priors", "circumstances")
"""Nouns that join a circumstance by a preposition: "in response to", "in exchange for"."""

_NO_NOUNS = frozenset("PRP DT WDT WP EX IN RB JJ".split())


def likelihood(sentence: ParsedSentence, phrases: Phrases, head: int, reading: Reading) -> float:
    """How likely the noun at `head` is whom it is done to, whatever its position; to be added to what that counts."""
    if phrases.is_time(head) or sentence[head].tag == "PRP$":
        return _NEVER
    name = phrases.name(head)
    if name is not None:
        return NAMED + (_HUMAN_NAME if name.type is not EntityType.PLACE else 0.0)
    named = phrases.is_named(head)
    if sentence[head].lower in _CIRCUMSTANCES or (not named and _is_called_home(sentence, head, reading)):
        return _NEVER
    owners = [] if _is_patient(sentence, head, reading) else sentence.children(head, "poss")
    if any(sentence[child].lower in _POSSESSIVES for child in owners):
        # what belongs to the actor is not whom it is done to; who does may be, unless he is sent or called home
        return _OWN_PARTY if phrases.is_party(head) and reading.type not in _MOVING else _NEVER
    is_party = phrases.is_party(head) or phrases.is_party(phrases.counted(head)) or phrases.is_count(head)
    is_party = is_party or is_definite(sentence, phrases, head)
    if is_party or _is_patient(sentence, head, reading):
        return NAMED + 0.3 if named else _PARTY if is_party else _PATIENT
    return _likelihood_of_thing(sentence, phrases, head, reading, named=named)


def _is_called_home(sentence: ParsedSentence, head: int, reading: Reading) -> bool:
    """Whether an envoy without a possessive is the actor's own: "Paris recalls ambassador to Algeria"."""
    calls = reading.type is EventType.SANCTION and reading.verb in _RECALLING
    return calls and load_lexicon().is_of_class("diplomats", sentence[head].lower)


def _likelihood_of_thing(
    sentence: ParsedSentence, phrases: Phrases, head: int, reading: Reading, *, named: bool
) -> float:
    if named and singular(sentence[head].lower) in _GROUNDS:
        return NAMED
    is_theme = any(_is_theme(sentence, each, reading) for each in {head, phrases.counted(head)})
    if is_theme or sentence[head].tag in _NO_NOUNS:
        return _NEVER
    if named and reading.type in _STRIKING and sentence[head].dep in ("dobj", "nsubjpass"):
        return NAMED
    return (_STRUCK_THING if reading.type in _STRIKING else _THING) + (_NAMED_THING if named else 0.0)


def _is_patient(sentence: ParsedSentence, head: int, reading: Reading) -> bool:
    """Whether a thing or a person without a name is struck, searched or held."""
    word = sentence[head].lower
    if reading.type not in _STRIKING:
        return False
    return any(load_lexicon().is_of_class(name, word) for name in _PATIENTS)


def _is_theme(sentence: ParsedSentence, head: int, reading: Reading) -> bool:
    """Whether the noun is what the event consists of: the ceasefire that is declared, the ban that is lifted."""
    word = sentence[head].lower
    theme = reading.theme.rpartition("-")[2]  # that of a hunger-strike is a strike
    return theme in (word, singular(word)) or load_lexicon().noun(word) is not None
