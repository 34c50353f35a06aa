"""Cues of negation and modality, by category: the typed groups of `modal_cues.tsv`.

What each category means stands in the table. A predicate that is a cue with a particle only ("rule out") stands in a
group by particle. ConText (Harkema et al. 2009; medspacy) keeps its cues in the same way: category, words, and the
scope as a rule of the category.
"""

from collections.abc import Iterable

from monitor.annotate.lexicon.cue_table import cues, cues_with_particles
from monitor.text.inflection import singular

INSTEAD = frozenset({("of", "instead"), ("than", "rather")})
"""Preposition and the word before it: what follows was not done."""


NEGATIONS = cues("negation")
NEGATIVE_PRONOUNS = cues("negative pronoun")
IDLE_WITH_NO = cues("idle with no")
FUTURE_AUXILIARIES = cues("auxiliary of the future")
POSSIBILITY = cues("auxiliary of possibility")
DOUBTS = cues("adverb of doubt")
CONDITIONS = cues("conditional conjunction")
CONDITIONING = cues("conditional predicate")
TEMPORAL_CONJUNCTIONS = cues("temporal conjunction")
TIME_AHEAD = cues("time ahead")
NEGATIVE_IMPLICATIVES = cues("negative implicative")
NEGATIVE_IMPLICATIVES_WITH = cues_with_particles("negative implicative")
PREVENTIVES = cues("preventive")
NEGATIVE_NOUNS = cues("negative noun")
CANCELLED = cues("cancelled")
PROSPECTIVE = cues("prospective")
PROSPECTIVE_WITH = cues_with_particles("prospective")
PROSPECTIVE_OBJECTS = cues("prospective object")
PROSPECTIVE_NOUNS = cues("prospective noun")
CHOOSING = cues("choosing")
NEARING = cues("nearing")
GETTING = cues("getting")
NONFACTIVE = cues("nonfactive")
NONFACTIVE_WITH = cues_with_particles("nonfactive")
NONFACTIVE_NOUNS = cues("nonfactive noun")
DIRECTIVES = cues("directive")
MOOTED = cues("mooted")
SUSPECTING = cues("suspecting")
CLAIM_NOUNS = cues("claim noun")
CONTESTING = cues("contesting")
DOUBTING = cues("doubting")
COPULAS = cues("copula")
KEEPING = cues("keeping")
HAPPENING = cues("happening")
HELD = cues("held")
FACTIVE_OBJECTS = cues("factive object")
PROVISOS = cues("proviso")
ALLEGED = cues("alleged")
UNCONFIRMED = cues("unconfirmed")
NEARLY = cues("nearly")
SPEECH = cues("speech")
PROSECUTING = cues("prosecuting")
LEADING_TO = cues("leading to")
MOTION = cues("motion")
PROTESTING = cues("protesting")
UNPLANNED = cues("unplanned")
TRANSPARENT_NOUNS = cues("transparent noun")
INVOLVEMENT = cues("involvement")
COMMEMORATING = cues("commemorating")
ANNIVERSARIES = cues("anniversary")
RELICS = cues("relic")


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether the lower-cased noun, in singular or plural, is one of `words`."""
    return word in words or singular(word) in words


def any_of(words: frozenset[str], found: Iterable[str]) -> bool:
    """Whether one of the words found is one of `words`."""
    return not words.isdisjoint(found)
