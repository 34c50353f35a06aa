"""What is said of a noun of an event: "an attack is possible", "the talks are planned", "the deal fell through"."""

import msgspec

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.modality.stance import Reason, Rule, Stance, cued, where
from monitor.annotate.syntax.auxiliaries import about_to, negation_of
from monitor.annotate.syntax.parse import ParsedSentence

_OFF = frozenset({"off"})
_OUT = frozenset({"out"})
_THROUGH = frozenset({"through"})


def by_predicate(sentence: ParsedSentence, verb: int, stance: Stance, *, passive: bool) -> Stance:
    """The stance after `verb`, whose subject is the event, and after its predicates."""
    predicates = sentence.children(verb, "acomp", "attr", "oprd") + ([verb] if passive else [])
    stance = _by_expectation(sentence, verb, predicates, stance)
    if sentence[verb].lower in words.HAPPENING and negation_of(sentence, verb) is not None:
        stance = msgspec.structs.replace(stance, future=None, hypothetical=None)  # "the planned talks never happened"
    if fell_through := _fell_through(sentence, verb):
        stance = stance.denied_for(fell_through)
    return _by_denial(sentence, verb, predicates, stance, passive=passive)


def _by_expectation(sentence: ParsedSentence, verb: int, predicates: list[int], stance: Stance) -> Stance:
    """ "an attack is possible", "talks are planned", "a vote is looming"."""
    ahead = cued(Rule.PROSPECTIVE, sentence, words.PROSPECTIVE, predicates)
    near = cued(Rule.PROSPECTIVE, sentence, words.NEARING, (verb,))
    due = None if stance.negated else ahead or near
    is_to = (where(Rule.IS_TO, about_to(sentence, child)) for child in sentence.children(verb, "xcomp"))
    return stance.adding(
        hypothetical=cued(Rule.NONFACTIVE, sentence, words.NONFACTIVE, predicates),
        future=due or next(filter(None, is_to), None),
    )


def _by_denial(sentence: ParsedSentence, verb: int, predicates: list[int], stance: Stance, *, passive: bool) -> Stance:
    """ "the claim is false", "the talks were called off"; "sabotage cannot be excluded" leaves it open."""
    lower = sentence[verb].lower
    excluded = passive and lower in words.NEGATIVE_IMPLICATIVES and lower not in words.PREVENTIVES
    if excluded and negation_of(sentence, verb) is not None:
        return stance.adding(hypothetical=Reason(Rule.NOT_DENIED, (verb,)))
    denying = [index for index in predicates if sentence[index].lower != "failed"]  # "the failed coup" did take place
    denied = cued(Rule.NEGATIVE_IMPLICATIVE, sentence, words.NEGATIVE_IMPLICATIVES, denying)
    reason = denied or (_called_off(sentence, verb) if passive else None) or _ruled_out(sentence, verb)
    return stance.denied_for(reason) if reason else stance


def _fell_through(sentence: ParsedSentence, verb: int) -> Reason | None:
    if sentence[verb].lower not in ("fell", "fallen", "falls"):
        return None
    return cued(Rule.FELL_THROUGH, sentence, _THROUGH, sentence.children(verb, "prt", "prep", "advmod"))


def _called_off(sentence: ParsedSentence, verb: int) -> Reason | None:
    if sentence[verb].lower not in words.NEGATIVE_IMPLICATIVES_WITH["off"]:
        return None
    return cued(Rule.CALLED_OFF, sentence, _OFF, sentence.children(verb, "prt"))


def _ruled_out(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "talks were ruled out", "a truce is out"."""
    if sentence[verb].lower not in ("is", "was", "are", "were", "ruled"):
        return None
    return cued(Rule.CALLED_OFF, sentence, _OUT, sentence.children(verb, "prep", "prt", "advmod"))
