"""What is worth a parse: sentences with a word that can make an event and somebody who can act, in news of politics.

Tagger, parser and coder cost more a token than finding the names; most tokens of news stand in sentences that cannot
hold an event, or in articles of sport or business, where none would be believed. The gates err on the side of passing:
they look at words only, and the coder decides over the parse.
"""

from collections.abc import Iterable, Sequence

from monitor.annotate.events.reasons import NoEvent
from monitor.annotate.lexicon import LIGHT_VERBS, REFUSED_BY_NOT, Entry, Lexicon, load_lexicon
from monitor.annotate.lexicon.entries import is_listed
from monitor.annotate.lexicon.topics import political_share
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.sides import SIDES
from monitor.records import EntityType, Mention
from monitor.text.inflection import past_forms, singular
from monitor.text.quantities.money import is_of_money

LONGEST = 160
"""Tokens; what is longer is a table or a list, not a sentence."""

LEAST_POLITICS = 0.15
"""Share of politics from which on an article is read for events; below it confidence stays far from an alert."""

_PARTICLE_REACH = 4  # tokens after a verb within which its particle stands
_NOT_REACH = 3  # tokens before a verb within which its negation stands
_LIGHT_REACH = 6  # tokens before an event noun within which the verb that it completes stands
_OBJECT_REACH = 12  # tokens around a verb within which its object stands

_FALLEN = words_of("headline_verbs", "fallen")
"""What a headline says of victims without a verb: "six dead"."""

_STRIKES = frozenset({"strike", "strikes"})
"""Verbs and nouns alike: "the teachers' strike entered its third week"."""

_COMMERCE = frozenset(
    "be buy come consider do expect export give go have help hope import intend offer pay plan purchase say sell take "
    "tell trade want".split()
)
"""Verbs of daily business; events only where a country is named."""

_NOUN_ALIKE = frozenset(
    "address appeal attack back battle beat bid call champion charge credit crown damage deal decline demand direct "
    "down end export feed finance fit force free fund gas gun hit house import increase interview kick knife loan "
    "lynch march mine offer order phone plan pool position pound pressure purchase release second shadow ship side "
    "station storm strike supply support target team telephone tour trade train yield".split()
)
"""Verbs whose plain form is as often a noun; they count after a word that a verb follows, or after a name."""

_BEFORE_NOUN = frozenset(
    "the a an its their his her our my your this that these those of for in on at by from no any".split()
)
_BEFORE_VERB = frozenset(
    "to will would not n't may might can could should must and who which that they we he she it ,".split()
)
_OPENING_OBJECT = frozenset("the a an its their his her our my your".split())
"""What opens the object of a verb: "a drone hit their house"."""

_DAILY = frozenset(
    "agreement assurance call conference contribution conversation discussion loan march meeting takeover talk "
    "tour trial trip visit".split()
)
"""Nouns of events that are too common in ordinary news to pass a sentence alone."""


_MONEY = "dollar"
"""What an amount counts as in whatever currency: "gave A$20m"."""

_LOOKING_BACK = frozenset("he she it they".split())
_PAIRS = frozenset("two pair duo".split())
_BELONGING = frozenset("its their his her".split())
_OBJECTS = frozenset("him them".split())
_BODIES = frozenset("it they its their them".split())

_TIMES = words_of("gates", "times")
"""What a sentence may open with before its subject: when it happened."""

_LONGEST_OPENING = 7
_OPENING = 2  # tokens of a sentence of which one is the pronoun that goes on about the sentence before


def looks_back(words: Sequence[str]) -> bool:
    """Whether a sentence opens with a pronoun, so that who has a part in it stands in the sentence before.

    That is one who acts ("It closed four of them"), whose what acts is ("Its soldiers"), or whom it is done to ("Agents
    picked him up").
    """
    opening = [word.lower() for word in words[:_LONGEST_OPENING]]
    is_pair = opening[:1] == ["the"] and not _PAIRS.isdisjoint(opening[:_OPENING])
    while opening[_OPENING:] and opening[0] in _TIMES:
        del opening[0]  # "On Tuesday it closed four of them"
    if is_pair or any(word in _LOOKING_BACK for word in opening[:_OPENING]) or opening[0] in _BELONGING:
        return True
    return not _OBJECTS.isdisjoint(opening)


def may_be_meant(
    following: Sequence[str], words: Sequence[str], start: int, end: int, mentions: Sequence[Mention]
) -> bool:
    """Whether the sentence of `words` is worth a parse for whom the pronoun of the one behind it, `following`, means.

    It is not where nobody acts in it, and where a person is named: whom "he" means is then found without a parse.
    """
    if len(words) > LONGEST or not looks_back(following):
        return False
    here = {mention.type for mention in mentions if start <= mention.start and mention.end <= end}
    if EntityType.PERSON in here and not any(word.lower() in _BODIES for word in following[:_OPENING]):
        return False
    is_actor = load_lexicon().is_actor
    return bool(here) or any(is_actor(word.lower()) for word in words)


def may_tell_events(words: Iterable[str]) -> bool:
    """Whether an article of these words is enough about politics for its events to be believed; a short one is."""
    return political_share(map(str.lower, words)) >= LEAST_POLITICS


def why_not_parsed(words: Sequence[str], start: int, end: int, mentions: Sequence[Mention]) -> NoEvent | None:
    """Why the sentence of `words` from `start` to `end` cannot hold an event; None where it may.

    It may with a trigger in it, and a mention, an unnamed party, or a pronoun that looks back to one.
    """
    if not 3 <= len(words) <= LONGEST:
        return NoEvent.LENGTH
    here = [mention.type for mention in mentions if start <= mention.start and mention.end <= end]
    lexicon = load_lexicon()
    if not here and not looks_back(words) and not any(_may_act(lexicon, word.lower()) for word in words):
        return NoEvent.NOBODY
    names_country = EntityType.PLACE in here or EntityType.NATIONALITY in here
    listed = [at for at, word in enumerate(words) if is_listed(word.lower()) or word.lower() in _FALLEN]
    may_trigger = any(_may_trigger(lexicon, words, at, names_country) for at in listed)
    return None if may_trigger else NoEvent.NO_TRIGGER


def _may_act(lexicon: Lexicon, word: str) -> bool:
    return lexicon.is_actor(word) or word in SIDES


def _may_trigger(lexicon: Lexicon, words: Sequence[str], at: int, names_country: bool) -> bool:
    word = words[at].lower()
    if word in _FALLEN or word in _STRIKES:
        return True
    if (noun := lexicon.noun(word)) and _may_name_event(lexicon, words, at, noun):
        return True
    lemmas = lexicon.lemmas(word)  # most words have none
    return bool(lemmas) and any(
        not _reads_as_noun(words, at, lemma) and _may_mean_event(lexicon, words, at, lemma, names_country)
        for lemma in lemmas
    )


def _may_name_event(lexicon: Lexicon, words: Sequence[str], at: int, noun: Entry) -> bool:
    """Whether a noun of events may stand for one: it names a deed, or a light verb stands before it."""
    if noun.names_deed and noun.word not in _DAILY:
        return True
    before = (lemma for word in words[max(0, at - _LIGHT_REACH) : at] for lemma in lexicon.lemmas(word.lower()))
    return any(lemma in LIGHT_VERBS for lemma in before)


def _reads_as_noun(words: Sequence[str], at: int, lemma: str) -> bool:
    """Whether a plain verb form is more likely a noun here: "the fund", "for trade"."""
    if at == 0 or words[at].lower() not in (lemma, f"{lemma}s"):
        return False
    before = words[at - 1]
    if before.lower() in _BEFORE_NOUN:
        return True
    governs = words[at].lower() == lemma and at + 1 < len(words) and words[at + 1].lower() in _OPENING_OBJECT
    if lemma not in _NOUN_ALIKE or governs or before.lower() in _BEFORE_VERB or before[0].isupper():
        return False
    if load_lexicon().is_actor(before.lower()) and past_forms(lemma)[0] == words[at].lower():
        return False  # "a student beat up a guide"
    return singular(before.lower()) == before.lower()  # "drones hit", "rebels attack"


def _is_refused(words: Sequence[str], at: int, lemma: str) -> bool:
    before = words[max(0, at - _NOT_REACH) : at]
    return lemma in REFUSED_BY_NOT and any(word.lower() in ("not", "n't", "never") for word in before)


def _may_mean_event(lexicon: Lexicon, words: Sequence[str], at: int, lemma: str, names_country: bool) -> bool:
    needs = lexicon.needs(lemma)
    bound = lemma in _COMMERCE and not names_country
    if (needs.nothing and not bound) or _is_refused(words, at, lemma):
        return True
    if not bound and not needs.particles.isdisjoint(words[at + 1 : at + 1 + _PARTICLE_REACH]):
        return True
    around = words[max(0, at - _OBJECT_REACH) : at + _OBJECT_REACH]
    return not needs.objects.isdisjoint(_MONEY if is_of_money(word) else word.lower() for word in around)
