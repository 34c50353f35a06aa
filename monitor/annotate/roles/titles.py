"""People and peoples that no name says the country of: "Judge Alejandro Rivera", "ethnic Albanians"."""

from monitor.annotate.actors.phrases.sector_nouns import sector_ending
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.records import EntityType

_ABROAD = ("IGO", "NGO", "BUS", "JRN")
"""Sectors of bodies that work in many countries."""


def is_titled(phrases: Phrases, index: int) -> bool:
    """Whether somebody is named with an office or a role: "Judge Alejandro Rivera", "the opposition party Chadema"."""
    name = phrases.name(index)
    if name is None or name.type not in (EntityType.PERSON, EntityType.ORGANISATION):
        return False
    if name.type is EntityType.ORGANISATION and name.sector in _ABROAD:
        return False
    first = min(at for at, same in phrases.names.items() if same is name)
    words = [token.lower for token in phrases.sentence.tokens[max(0, first - 1) : first + 1]]
    return any(load_lexicon().is_actor(word) or sector_ending([word], 1) is not None for word in words)


def is_ethnic(phrases: Phrases, index: int) -> bool:
    """Whether a party is of a people, and so of no country by its name: "ethnic Albanians"."""
    return any(phrases.sentence[part].lower == "ethnic" for part in phrases.parts(index))
