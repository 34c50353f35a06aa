"""What a preposition makes of the event behind it: without, instead of, far from, short of, ahead of."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of
from monitor.annotate.modality.stance import Reason, Rule, Stance
from monitor.annotate.syntax.auxiliaries import auxiliaries_of
from monitor.annotate.syntax.parse import ParsedSentence

_TIMES_AROUND = frozenset("behind after since before during because amid until following despite".split())
"""Prepositions behind which stands another event, at whose time the clause is said to happen."""


def by_preposition(sentence: ParsedSentence, preposition: int, stance: Stance) -> Stance:
    """The stance after the preposition that governs the event."""
    above, before = sentence.head(preposition), max(0, preposition - 1)
    if _is_condition(sentence, preposition):
        return stance.adding(hypothetical=Reason(Rule.ABSENCE, (preposition,)))
    if absence := _absence(sentence, preposition, before):
        return stance.denied_for(Reason(Rule.ABSENCE, absence))
    match sentence[preposition].lower, sentence[above].lower:
        case "of", "short":  # "fell two votes short of impeaching"
            return stance.adding(negated=Reason(Rule.FELL_SHORT, (above, preposition)))
        case "of", "ahead":
            return stance.adding(future=Reason(Rule.AHEAD_OF, (above, preposition)))
    return stance


def leads_on(sentence: ParsedSentence, preposition: int) -> bool:
    """Whether what stands above the preposition says anything of the event behind it."""
    lower, above = sentence[preposition].lower, sentence[sentence.head(preposition)].lower
    if _is_condition(sentence, preposition) or (lower, above) == ("of", "ahead"):
        return False
    return lower not in _TIMES_AROUND


def _is_condition(sentence: ParsedSentence, preposition: int) -> bool:
    """ "without a deal, reserves will run dry"."""
    head = sentence.head(preposition)
    if sentence[preposition].lower != "without" or preposition >= head:
        return False
    auxiliaries = auxiliaries_of(sentence, head)
    return any_of(words.FUTURE_AUXILIARIES, auxiliaries) or any_of(words.POSSIBILITY, auxiliaries)


def _absence(sentence: ParsedSentence, preposition: int, before: int) -> tuple[int, ...]:
    """The cue of "without", "far from", "instead of", "rather than"."""
    lower, above = sentence[preposition].lower, sentence.head(preposition)
    if lower == "without":
        return (preposition,)
    if lower == "from" and sentence[above].lower == "far":
        return (above, preposition)
    return (before, preposition) if (lower, sentence[before].lower) in words.INSTEAD else ()
