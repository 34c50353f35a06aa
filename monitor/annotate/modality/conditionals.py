"""Whether a clause is a condition or hangs on one: "if", "unless", "were he to", "only after", "subject to"."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of
from monitor.annotate.syntax.auxiliaries import denied, helpers_of
from monitor.annotate.syntax.parse import ParsedSentence

_ONLY = frozenset("if after when once as with in by under on".split())


def conditional(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the clause of `verb` is a condition, or hangs on one."""
    if is_condition(sentence, verb):
        return True
    helpers = helpers_of(sentence, verb)
    if "would" in helpers and (_speaks_of_any(sentence, verb) or _is_only_after(sentence, verb)):
        return True
    return _is_open(sentence, verb) and (
        any(is_condition(sentence, clause) for clause in sentence.children(verb, "advcl", "ccomp", "prep", "nsubj"))
        or any(sentence[part].lower in ("event", "case") for part in _behind_in(sentence, verb))
    )


def is_condition(sentence: ParsedSentence, verb: int) -> bool:
    """Whether `verb` heads a condition: "if it holds", "should it fall", "subject to a vote"."""
    if sentence[verb].lower in words.CONDITIONING and (sentence[verb].dep != "ROOT" or sentence[verb].tag == "VB"):
        return True
    marks = {sentence[child].lower for child in sentence.children(verb, "mark", "advmod")}
    return any_of(words.CONDITIONS, marks) or _is_as_long_as(sentence, verb) or _is_inverted(sentence, verb)


def _is_as_long_as(sentence: ParsedSentence, verb: int) -> bool:
    """ "as long as the siege lasts"."""
    return sentence[verb].dep == "advcl" and "long as" in sentence.words(list(range(max(0, verb - 6), verb)))


def is_question(sentence: ParsedSentence) -> bool:
    """Whether the sentence asks."""
    return any(token.lower == "?" for token in sentence.tokens[-2:])


def _behind_in(sentence: ParsedSentence, verb: int) -> list[int]:
    within = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower == "in"]
    return [noun for prep in within for noun in sentence.children(prep, "pobj")]


def _speaks_of_any(sentence: ParsedSentence, verb: int) -> bool:
    """ "would respond to any attack": that there will be one is not said."""
    if denied(sentence, verb):
        return False
    behind = [noun for prep in sentence.children(verb, "prep") for noun in sentence.children(prep, "pobj")]
    nouns = (*behind, *sentence.children(verb, "nsubj", "dobj"))
    return any(sentence[child].lower == "any" for noun in nouns for child in sentence.children(noun, "det"))


def _is_only_after(sentence: ParsedSentence, verb: int) -> bool:
    """ "would recognise it only as part of a deal", "would only sign after a truce"."""
    behind = sentence.tokens[verb - 1 :]
    words_behind = [token.lower for token in behind]
    return any(
        word == "only" and any_of(_ONLY, words_behind[place + 1 : place + 2] + words_behind[place + 2 : place + 6])
        for place, word in enumerate(words_behind)
    )


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """ "Should China blockade it", "were it to leave", "had it come": the helper stands before the subject."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None or is_question(sentence):
        return False
    inverted = [child for child in sentence.children(verb, "aux", "auxpass") if child < subject]
    if verb < subject and sentence[verb].lower == "were":
        inverted.append(verb)
    return any(sentence[helper].lower in ("had", "should", "were") for helper in inverted)


def _is_open(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a condition can be of weight: for what will, may or is ready to be, not for what was."""
    if any_of(words.MAYBE | words.WILL, helpers_of(sentence, verb)):
        return True
    return sentence.child(verb, "acomp") is not None or sentence[verb].tag in ("VBZ", "VBP", "VB")
