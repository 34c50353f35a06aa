"""What the auxiliaries of a verb say: "will" is to come, "may" a possibility, "would" in reported speech a "will"."""

import msgspec

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.modality.conditionals import condition_of, is_question
from monitor.annotate.modality.stance import Reason, Rule, Stance, cued, where
from monitor.annotate.syntax.auxiliaries import about_to, auxiliaries_of, is_reported, negation_of
from monitor.annotate.syntax.parse import ParsedSentence

_ABILITY = frozenset("could can ca".split())
_WOULD = frozenset({"would"})


def by_auxiliaries(sentence: ParsedSentence, verb: int, stance: Stance) -> Stance:
    """The stance after the auxiliaries of `verb`, which the trigger shares."""
    auxiliaries = sentence.children(verb, "aux")
    if will := cued(Rule.FUTURE_AUXILIARY, sentence, words.FUTURE_AUXILIARIES, auxiliaries):
        return _by_will(sentence, verb, stance, will)
    if future := where(Rule.IS_TO, about_to(sentence, verb)) or _reported_would(sentence, verb):
        return stance.adding(future=future)
    if possibility := cued(Rule.POSSIBILITY, sentence, words.POSSIBILITY, auxiliaries):
        return _by_possibility(sentence, verb, stance, possibility)
    return stance


def _by_will(sentence: ParsedSentence, verb: int, stance: Stance, will: Reason) -> Stance:
    """ "will" is to come, unless the sentence asks or doubts it."""
    asked = Reason(Rule.QUESTION) if is_question(sentence) else None
    doubt = cued(Rule.DOUBT, sentence, words.DOUBTS, sentence.children(verb, "advmod"))
    return msgspec.structs.replace(stance, will=will).adding(future=will, hypothetical=asked or doubt)


def _reported_would(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "said it would leave", unless that hangs on a condition."""
    would = cued(Rule.REPORTED_WOULD, sentence, _WOULD, sentence.children(verb, "aux"))
    if would is None or not is_reported(sentence, verb) or condition_of(sentence, verb):
        return None
    return would


def _by_possibility(sentence: ParsedSentence, verb: int, stance: Stance, found: Reason) -> Stance:
    """ "could reach" tells what might happen, "could not reach" what did not."""
    unable = not _ABILITY.isdisjoint(auxiliaries_of(sentence, verb)) and negation_of(sentence, verb) is not None
    possibility = stance.possibility or (None if unable else found)
    return msgspec.structs.replace(stance, possibility=possibility).adding(hypothetical=possibility)
