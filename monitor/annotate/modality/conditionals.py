"""Whether a clause is a condition or hangs on one: "if", "unless", "were he to", "only after", "subject to"."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of
from monitor.annotate.modality.stance import Reason, Rule, cued, where
from monitor.annotate.syntax.auxiliaries import auxiliaries_of, negation_of
from monitor.annotate.syntax.parse import ParsedSentence

_ONLY = frozenset("if after when once as with in by under on".split())
_ANY = frozenset({"any"})
_CASE = frozenset({"event", "case"})
_INVERTED = frozenset("had should were".split())


def condition_of(sentence: ParsedSentence, verb: int) -> Reason | None:
    """What makes the clause of `verb` a condition, or the condition that it hangs on."""
    if found := opened_by(sentence, verb):
        return found
    if "would" in auxiliaries_of(sentence, verb) and (
        found := _any_beside(sentence, verb) or _only_after(sentence, verb)
    ):
        return found
    return _hung_on(sentence, verb) if _is_open(sentence, verb) and not _tells(sentence, verb) else None


def is_question(sentence: ParsedSentence) -> bool:
    """Whether the sentence asks."""
    return any(token.lower == "?" for token in sentence.tokens[-2:])


def opened_by(sentence: ParsedSentence, verb: int) -> Reason | None:
    """What makes `verb` the head of a condition: "if it holds", "should it fall", "subject to a vote"."""
    if sentence[verb].lower in words.CONDITIONING and (sentence[verb].dep != "ROOT" or sentence[verb].tag == "VB"):
        return Reason(Rule.CONDITION, (verb,))
    marks = sentence.children(verb, "mark", "advmod")
    conjunction = cued(Rule.CONDITION, sentence, words.CONDITIONS, marks)
    return conjunction or _as_long_as(sentence, verb) or _inversion(sentence, verb)


def _hung_on(sentence: ParsedSentence, verb: int) -> Reason | None:
    """The condition below `verb`: "will leave if the truce holds", "in the event of an attack it will respond"."""
    clauses = sentence.children(verb, "advcl", "ccomp", "prep", "nsubj")
    condition = next((found for clause in clauses if (found := opened_by(sentence, clause))), None)
    return condition or _proviso(sentence, verb) or cued(Rule.CONDITION, sentence, _CASE, _behind_in(sentence, verb))


def _proviso(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "will back it provided that it names Iran", "on condition that": the parser hangs it on any word before."""
    behind = (index for index in range(verb + 1, len(sentence) - 1) if sentence[index + 1].lower == "that")
    return cued(Rule.CONDITION, sentence, words.PROVISOS, behind)


def _as_long_as(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "as long as the siege lasts"."""
    near = range(max(0, verb - 6), verb)
    if sentence[verb].dep != "advcl" or "long as" not in sentence.words(list(near)):
        return None
    return where(Rule.CONDITION, next(index for index in near if sentence[index].lower == "long"))


def _behind_in(sentence: ParsedSentence, verb: int) -> list[int]:
    within = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower == "in"]
    return [noun for prep in within for noun in sentence.children(prep, "pobj")]


def _any_beside(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "would respond to any attack": that there will be one is not said."""
    if negation_of(sentence, verb) is not None:
        return None
    behind = [noun for prep in sentence.children(verb, "prep") for noun in sentence.children(prep, "pobj")]
    nouns = (*behind, *sentence.children(verb, "nsubj", "dobj"))
    determiners = (child for noun in nouns for child in sentence.children(noun, "det"))
    return cued(Rule.CONDITION, sentence, _ANY, determiners)


def _only_after(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "would recognise it only as part of a deal", "would only sign after a truce"."""
    for place in range(max(0, verb - 1), len(sentence)):
        behind = [token.lower for token in sentence.tokens[place + 1 : place + 6]]
        if sentence[place].lower == "only" and any_of(_ONLY, behind):
            return Reason(Rule.CONDITION, (place,))
    return None


def _inversion(sentence: ParsedSentence, verb: int) -> Reason | None:
    """ "Should China blockade it", "were it to leave", "had it come": the auxiliary stands before the subject."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None or is_question(sentence):
        return None
    inverted = [child for child in sentence.children(verb, "aux", "auxpass") if child < subject]
    if verb < subject and sentence[verb].lower == "were":
        inverted.append(verb)
    return cued(Rule.CONDITION, sentence, _INVERTED, inverted)


def _tells(sentence: ParsedSentence, verb: int) -> bool:
    """Whether `verb` is one of speech that is said now: a condition below it is one of what it says."""
    return sentence[verb].lower in words.SPEECH and sentence.child(verb, "aux") is None


def _is_open(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a condition can be of weight: for what will, may or is ready to be, not for what was."""
    auxiliaries = auxiliaries_of(sentence, verb)
    if any_of(words.POSSIBILITY, auxiliaries) or any_of(words.FUTURE_AUXILIARIES, auxiliaries):
        return True
    return sentence.child(verb, "acomp") is not None or sentence[verb].tag in ("VBZ", "VBP", "VB")
