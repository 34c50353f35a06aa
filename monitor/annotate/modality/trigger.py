"""What a trigger's own words say of it: auxiliaries, negation, modifiers, and the clauses that hang on it."""

import msgspec

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of
from monitor.annotate.modality.conditionals import condition_of
from monitor.annotate.modality.future import day_of
from monitor.annotate.modality.modal_auxiliaries import by_auxiliaries
from monitor.annotate.modality.stance import Reason, Rule, Stance, cued, where
from monitor.annotate.syntax.auxiliaries import about_to, auxiliaries_of, negation_of, negative_determiner
from monitor.annotate.syntax.parse import ParsedSentence

_BEFORE = frozenset({"before"})
_WHETHER = frozenset({"whether"})
_ANY = frozenset({"any"})
_INDEFINITE = frozenset("a an another such".split())
_UNREAL = frozenset("would could might".split())
"""Auxiliaries whose subject with an indefinite article need not be there: "an offensive would endanger them"."""


def read_trigger(sentence: ParsedSentence, trigger: int) -> Stance:
    """The stance after the trigger itself and what hangs on it."""
    read = _read_verb if sentence[trigger].tag.startswith("VB") else _read_noun
    return _by_headline_verb(sentence, trigger, read(sentence, trigger))


def _read_verb(sentence: ParsedSentence, verb: int) -> Stance:
    negated = where(Rule.NEGATION, negation_of(sentence, verb))
    negated = negated or cued(Rule.NEARLY, sentence, words.NEARLY, sentence.children(verb, "advmod"))
    stance = by_auxiliaries(sentence, verb, Stance(negated=negated, verbs=(verb,)))
    whether = cued(Rule.WHETHER, sentence, _WHETHER, sentence.children(verb, "mark"))
    doubt = cued(Rule.DOUBT, sentence, words.DOUBTS, sentence.children(verb, "advmod"))
    stance = stance.adding(condition=condition_of(sentence, verb), hypothetical=whether or doubt)
    return _read_adverbial(sentence, verb, stance) if sentence[verb].dep == "advcl" else stance


def _read_adverbial(sentence: ParsedSentence, verb: int, stance: Stance) -> Stance:
    """ "before they could meet": they did not; "will pull out once a truce is signed": it is still to come."""
    marks = sentence.children(verb, "mark", "advmod")
    if stance.possibility and (before := cued(Rule.BEFORE_IT_COULD, sentence, _BEFORE, marks)):
        return msgspec.structs.replace(stance, negated=before, hypothetical=None, possibility=None)
    above = auxiliaries_of(sentence, sentence.head(verb))
    if sentence[verb].tag in ("VBZ", "VBP") and "to" in above:  # "have a day to leave before they attack"
        stance = stance.adding(hypothetical=cued(Rule.DEADLINE, sentence, _BEFORE, marks))
    if sentence[verb].tag in ("VBZ", "VBP", "VBN") and any_of(words.FUTURE_AUXILIARIES, above):
        return stance.adding(future=cued(Rule.AFTER_WHAT_WILL, sentence, words.TEMPORAL_CONJUNCTIONS, marks))
    return stance


def _read_noun(sentence: ParsedSentence, noun: int) -> Stance:
    modifiers = _modifiers(sentence, noun)
    cancelled = cued(Rule.CANCELLED, sentence, words.CANCELLED, modifiers)
    nonfactive = cued(Rule.NONFACTIVE, sentence, words.NONFACTIVE, modifiers)
    stance = Stance(
        negated=where(Rule.NO, negative_determiner(sentence, noun)) or cancelled,
        future=_modified_as_prospective(sentence, modifiers),
        hypothetical=nonfactive or _supposed(sentence, noun),
        cancelled=cancelled,
    )
    for clause in sentence.children(noun, "acl", "relcl", "advcl"):
        stance = _by_clause_behind(sentence, clause, stance)
    return stance


def _modifiers(sentence: ParsedSentence, noun: int) -> list[int]:
    """What stands before the noun, and before its owner: "next week's visit"."""
    owners = sentence.children(noun, "poss")
    beside_owners = [word for owner in owners for word in sentence.children(owner, "amod")]
    return [*sentence.children(noun, "amod", "compound", "poss"), *beside_owners]


def _modified_as_prospective(sentence: ParsedSentence, modifiers: list[int]) -> Reason | None:
    """ "the planned talks", "tomorrow's vote"; but a set is a number of things."""
    planned = [index for index in modifiers if sentence[index].lower != "set"]
    ahead = cued(Rule.PROSPECTIVE, sentence, words.PROSPECTIVE, planned)
    return ahead or cued(Rule.TIME_AHEAD, sentence, words.TIME_AHEAD, modifiers)


def _supposed(sentence: ParsedSentence, noun: int) -> Reason | None:
    """ "Any attack will be answered", "an offensive would endanger them": that there will be one is not said."""
    if sentence[noun].dep not in ("nsubj", "nsubjpass"):
        return None
    articles = sentence.children(noun, "det")
    if found := cued(Rule.SUPPOSED, sentence, _ANY, articles):
        return found
    unreal = any_of(_UNREAL, auxiliaries_of(sentence, sentence.head(noun)))
    return cued(Rule.SUPPOSED, sentence, _INDEFINITE, articles) if unreal else None


def _by_headline_verb(sentence: ParsedSentence, trigger: int, stance: Stance) -> Stance:
    """ "Denmark mulls ban on burqas", where the parser took the noun for the verb."""
    verbs = [child for child in sentence.children(trigger, "nsubj", "nmod", "compound") if sentence[child].tag == "VBZ"]
    if not verbs:
        return stance
    return stance.adding(
        hypothetical=cued(Rule.NONFACTIVE, sentence, words.NONFACTIVE, verbs),
        future=cued(Rule.PROSPECTIVE, sentence, words.PROSPECTIVE, verbs),
        negated=cued(Rule.NEGATIVE_IMPLICATIVE, sentence, words.NEGATIVE_IMPLICATIVES, verbs),
    )


def _by_clause_behind(sentence: ParsedSentence, clause: int, stance: Stance) -> Stance:
    """ "talks scheduled for May", "a truce that will take effect", "a ban, as proposed by the house"."""
    planned = cued(Rule.PROSPECTIVE, sentence, words.PROSPECTIVE, (clause,))
    stance = stance.adding(
        future=planned or where(Rule.IS_TO, about_to(sentence, clause)),
        hypothetical=cued(Rule.NONFACTIVE, sentence, words.MOOTED, (clause,)),
    )
    if sentence[clause].lower in words.HAPPENING:
        stance = _by_occurrence_behind(sentence, clause, stance)
    if cancelled := cued(Rule.CANCELLED, sentence, words.CANCELLED, (clause,)):
        return msgspec.structs.replace(stance, negated=cancelled, future=None, cancelled=cancelled)
    return stance


def _by_occurrence_behind(sentence: ParsedSentence, clause: int, stance: Stance) -> Stance:
    """ "talks that begin on Monday", "a truce that may take effect"."""
    auxiliaries = sentence.children(clause, "aux")
    starts = day_of(sentence, clause) if sentence[clause].tag in ("VBZ", "VBP") else None
    will = cued(Rule.FUTURE_AUXILIARY, sentence, words.FUTURE_AUXILIARIES, auxiliaries)
    possible = cued(Rule.POSSIBILITY, sentence, words.POSSIBILITY, auxiliaries)
    return stance.adding(future=where(Rule.DAY, starts) or will, hypothetical=possible)
