"""Reads the table of cues, `modal_cues.tsv`: a category, a particle or none, lemmas of verbs or words as they stand."""

from collections.abc import Mapping
from functools import cache

from monitor.annotate.lexicon.entries import ANY
from monitor.annotate.lexicon.words import rows
from monitor.text.inflection import verb_forms


@cache
def _groups() -> dict[tuple[str, str], frozenset[str]]:
    groups: dict[tuple[str, str], frozenset[str]] = {}
    for category, particle, form, words in rows("modal_cues.tsv"):
        found = frozenset(words.split() if form == "word" else (f for verb in words.split() for f in verb_forms(verb)))
        groups[category, particle] = groups.get((category, particle), frozenset()) | found
    return groups


def cues(category: str) -> frozenset[str]:
    """The words of a category that are cues without a particle. Raises KeyError where there is no such category."""
    return _groups()[category, ANY]


def cues_with_particles(category: str) -> Mapping[str, frozenset[str]]:
    """The words of a category that are cues with a particle only, by particle; none where there is no such category."""
    return {particle: words for (named, particle), words in _groups().items() if named == category and particle != ANY}
