"""Whether an event lies years back: dated itself, by a clause or paper beside it ("a memo of 1971"), or remembered."""

from collections.abc import Iterator

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.modality.dating import TREATIES, Dating
from monitor.annotate.modality.stance import Reason, Rule, cued, where
from monitor.annotate.modality.temporal_scope import conjunction_of, is_recent, is_simple_past
from monitor.annotate.syntax.clauses import is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import verb_forms

_TOLD_LONG_AGO = 2  # years from which on a paper or a hearing is one of old
_DURING = frozenset("during throughout amid".split())
_BEGAN = frozenset(form for verb in "begin start end erupt".split() for form in verb_forms(verb))
_SAME_TIME = frozenset("when while as until before after once".split())
"""Conjunctions whose clause lies at about the time of the clause that it hangs on."""


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


def dated_beside(dating: Dating, trigger: int) -> Reason | None:
    """What beside the trigger dates it: the clause above or below, an old paper, the period that it fell into."""
    sentence = dating.sentence
    if is_recent(sentence, trigger):
        return None
    participant = sentence[trigger].dep in ("dobj", "nsubj", "nsubjpass")
    return (
        (dated_beside(dating, sentence.head(trigger)) if participant else None)
        or _clause_above(dating, trigger)
        or _old_paper(dating, trigger)
        or _clause_below(dating, trigger)
    )


def _clause_above(dating: Dating, trigger: int) -> Reason | None:
    """ "in 1999, after which he was arrested"."""
    sentence = dating.sentence
    if sentence[trigger].dep not in ("advcl", "relcl") or not is_simple_past(sentence, trigger):
        return None
    shared = sentence[trigger].dep == "relcl" or _is_at_that_time(sentence, trigger)
    return _dated_above(dating, sentence.head(trigger)) if shared else None


def _dated_above(dating: Dating, head: int) -> Reason | None:
    sentence = dating.sentence
    if not is_verb(sentence, head):
        return _dated_above_noun(dating, head)
    if sentence[head].lower in _BEGAN:  # "the Biafran war began after officers massacred …"
        return dating.of(head)
    subjects = sentence.children(head, "nsubj", "nsubjpass")
    return dating.of(head, without=frozenset(part for noun in subjects for part in sentence.subtree(noun)))


def _dated_above_noun(dating: Dating, noun: int) -> Reason | None:
    """ "a party that was banned" of what is told: the verb above the noun dates the clause too."""
    sentence = dating.sentence
    if dating.is_past_year(noun):
        return Reason(Rule.BESIDE, (noun,))
    verb = next((index for index in sentence.ancestors(noun) if is_verb(sentence, index)), None)
    if verb is None or not is_simple_past(sentence, verb) or is_recent(sentence, verb):
        return None
    return _dated_above(dating, verb)


def _clause_below(dating: Dating, trigger: int) -> Reason | None:
    """ "when the regime fell in 1991", "during the war that ended in 2009"."""
    sentence = dating.sentence
    clauses = [clause for clause in sentence.children(trigger, "advcl") if _is_at_that_time(sentence, clause)]
    same_time = [clause for clause in clauses if conjunction_of(sentence, clause) != "after"]
    dated = (dating.of(clause) for clause in (*same_time, *_clauses_of_periods(sentence, trigger)))
    return next(filter(None, dated), None)


def _old_paper(dating: Dating, trigger: int) -> Reason | None:
    """What a paper or hearing of old reports: "a memo of 1971 weighed whether it should strike"."""
    sentence = dating.sentence
    reported = (index for index in (trigger, *sentence.ancestors(trigger)) if sentence[index].dep == "ccomp")
    reporting = (sentence.head(index) for index in reported if not is_recent(sentence, sentence.head(index)))
    years = (year for verb in reporting for year in _behind_subjects(sentence, verb))
    return where(Rule.OLD_PAPER, next((year for year in years if dating.is_past_year(year, _TOLD_LONG_AGO)), None))


def _behind_subjects(sentence: ParsedSentence, verb: int) -> Iterator[int]:
    prepositions = (prep for noun in sentence.children(verb, "nsubj") for prep in sentence.children(noun, "prep"))
    return (noun for prep in prepositions for noun in sentence.children(prep, "pobj"))


def _is_at_that_time(sentence: ParsedSentence, clause: int) -> bool:
    return conjunction_of(sentence, clause) in _SAME_TIME


def _clauses_of_periods(sentence: ParsedSentence, trigger: int) -> list[int]:
    """What tells when it was: "during the war that ended in 2009", "signed the truce that ended the Korean War"."""
    if not sentence[trigger].tag.startswith("VB"):
        return sentence.children(trigger, "relcl", "acl")
    treaties = [noun for noun in sentence.children(trigger, "nsubjpass", "dobj") if sentence[noun].lower in TREATIES]
    during = (prep for prep in sentence.children(trigger, "prep") if sentence[prep].lower in _DURING)
    periods = [noun for prep in during for noun in sentence.children(prep, "pobj")]
    ended = [clause for noun in treaties for clause in sentence.children(noun, "relcl")]
    return ended + [clause for noun in periods for clause in sentence.children(noun, "relcl", "acl")]
