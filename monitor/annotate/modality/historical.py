"""Whether an event lies years back: dated itself, by what stands beside it, or remembered."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.modality.beside import dated_beside
from monitor.annotate.modality.dating import Dating
from monitor.annotate.modality.stance import Reason, Rule, cued
from monitor.annotate.syntax.parse import ParsedSentence


def historical_of(sentence: ParsedSentence, trigger: int, year: int) -> Reason | None:
    """Why the event lies years before `year`, the one of the text."""
    dating = Dating(sentence, year)
    return dating.of(trigger) or dated_beside(dating, trigger) or _remembered(sentence, trigger)


def _remembered(sentence: ParsedSentence, trigger: int) -> Reason | None:
    """ "the anniversary of the coup", "commemorated the massacre"."""
    above = list(sentence.ancestors(trigger))
    if found := cued(Rule.REMEMBERED, sentence, words.ANNIVERSARIES, above):
        return found
    remembers = above[:1] if sentence[trigger].dep in ("dobj", "pobj", "ccomp") else ()
    return cued(Rule.REMEMBERED, sentence, words.COMMEMORATING, remembers)
