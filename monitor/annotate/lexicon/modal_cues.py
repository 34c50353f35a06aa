"""Cues of negation and modality, by category: the typed groups of `modal_cues.tsv`.

What each category means stands in the table. A predicate that is a cue with a particle only ("rule out") stands in a
group by particle. ConText (Harkema et al. 2009; medspacy) keeps its cues in the same way: category, words, and the
scope as a rule of the category.
"""

from collections.abc import Iterable, Mapping

from monitor.annotate.lexicon.entries import ANY
from monitor.annotate.lexicon.words import rows
from monitor.text.inflection import singular, verb_forms

INSTEAD = frozenset({("of", "instead"), ("than", "rather")})
"""Preposition and the word before it: what follows was not done."""


def _read() -> dict[tuple[str, str], frozenset[str]]:
    groups: dict[tuple[str, str], frozenset[str]] = {}
    for category, particle, form, words in rows("modal_cues.tsv"):
        found = frozenset(words.split() if form == "word" else (f for verb in words.split() for f in verb_forms(verb)))
        groups[category, particle] = groups.get((category, particle), frozenset()) | found
    return groups


_GROUPS = _read()


def _words(category: str) -> frozenset[str]:
    return _GROUPS[category, ANY]


def _with_particles(category: str) -> Mapping[str, frozenset[str]]:
    return {particle: words for (named, particle), words in _GROUPS.items() if named == category and particle != ANY}


NEGATIONS = _words("negation")
NEGATIVE_PRONOUNS = _words("negative pronoun")
IDLE_WITH_NO = _words("idle with no")
FUTURE_AUXILIARIES = _words("auxiliary of the future")
POSSIBILITY = _words("auxiliary of possibility")
DOUBTS = _words("adverb of doubt")
CONDITIONS = _words("conditional conjunction")
CONDITIONING = _words("conditional predicate")
TEMPORAL_CONJUNCTIONS = _words("temporal conjunction")
TIME_AHEAD = _words("time ahead")
NEGATIVE_IMPLICATIVES = _words("negative implicative")
NEGATIVE_IMPLICATIVES_WITH = _with_particles("negative implicative")
PREVENTIVES = _words("preventive")
NEGATIVE_NOUNS = _words("negative noun")
CANCELLED = _words("cancelled")
PROSPECTIVE = _words("prospective")
PROSPECTIVE_WITH = _with_particles("prospective")
PROSPECTIVE_OBJECTS = _words("prospective object")
PROSPECTIVE_NOUNS = _words("prospective noun")
CHOOSING = _words("choosing")
NEARING = _words("nearing")
GETTING = _words("getting")
NONFACTIVE = _words("nonfactive")
NONFACTIVE_WITH = _with_particles("nonfactive")
NONFACTIVE_NOUNS = _words("nonfactive noun")
DIRECTIVES = _words("directive")
MOOTED = _words("mooted")
SUSPECTING = _words("suspecting")
CLAIM_NOUNS = _words("claim noun")
CONTESTING = _words("contesting")
COPULAS = _words("copula")
KEEPING = _words("keeping")
HAPPENING = _words("happening")
HELD = _words("held")
FACTIVE_OBJECTS = _words("factive object")
PROSECUTING = _words("prosecuting")
LEADING_TO = _words("leading to")
MOTION = _words("motion")
TRANSPARENT_NOUNS = _words("transparent noun")
INVOLVEMENT = _words("involvement")
COMMEMORATING = _words("commemorating")
ANNIVERSARIES = _words("anniversary")
RELICS = _words("relic")


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether the lower-cased noun, in singular or plural, is one of `words`."""
    return word in words or singular(word) in words


def any_of(words: frozenset[str], found: Iterable[str]) -> bool:
    """Whether one of the words found is one of `words`."""
    return not words.isdisjoint(found)
