"""Strikes of people who stop work, which protest; those of armies and their weapons attack."""

from collections.abc import Iterable

from monitor.annotate.actors.phrases.sector_nouns import sector_ending
from monitor.annotate.lexicon import Entry, load_lexicon
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType
from monitor.text.inflection import singular

_STRIKES = words_of("strikes", "strikes")
_FORCES = words_of("strikes", "forces")
"""Nouns without a sector whose strikes are attacks."""

_ATTACKING = frozenset("MIL REB UAF SPY COP CRM GOV IGO PTY OPP".split())
"""Sectors whose strikes are mostly attacks."""


def strike_of_workers(sentence: ParsedSentence, noun: int) -> Entry | None:
    """The entry of "a strike by nurses", "the teachers' strike"; None where it may be an attack."""
    word = singular(sentence[noun].lower)
    if word not in _STRIKES or _is_on_somebody(sentence, noun):
        return None
    behind = [
        at for by in sentence.children(noun, "prep") if sentence[by].lower == "by" for at in sentence.children(by)
    ]
    stopping = [*sentence.children(noun, "poss", "compound"), *behind]
    is_theirs = any(is_of_workers(sentence, [head]) for head in stopping)
    return Entry(type=EventType.PROTEST, word=word) if is_theirs else None


def is_of_workers(sentence: ParsedSentence, heads: Iterable[int]) -> bool:
    """Whether those who strike stop work: nurses, drivers, a union; nobody armed, and nobody at all is none."""
    words = [singular(sentence[head].lower) for head in heads]
    return bool(words) and all(load_lexicon().is_actor(word) and not _attacks(word) for word in words)


def _attacks(word: str) -> bool:
    found = sector_ending([word], 1)
    return word in _FORCES or (found is not None and found[0] in _ATTACKING)


def _is_on_somebody(sentence: ParsedSentence, noun: int) -> bool:
    """ "the allies' strike on Gaza"; "the strike on Monday" is on nobody."""
    at = [child for child in sentence.children(noun, "prep") if sentence[child].lower == "on"]
    return any(not is_time_word(sentence[head].lower) for child in at for head in sentence.children(child, "pobj"))
