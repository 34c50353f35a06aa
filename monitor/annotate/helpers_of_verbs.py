"""What stands around a verb and changes whether it is so: auxiliaries, negation, conditions, reported speech."""

from monitor.annotate import modal_words as words
from monitor.annotate.clauses import is_infinitive
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.modal_words import any_of, is_one_of
from monitor.annotate.parse import ParsedSentence

_ASIDES = frozenset("only just merely".split())
_PLACES_OF_NO = frozenset("at by under in".split())


def helpers_of(sentence: ParsedSentence, verb: int) -> set[str]:
    """The auxiliaries of `verb`, in lower case."""
    return {sentence[child].lower for child in sentence.children(verb, "aux")}


def has_no(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a noun stands with "no", "neither" "hardly any" or "not a single"."""
    determiners = sentence.children(noun, "det", "neg", "preconj", "advmod", "cc")
    if any(sentence[child].lower in ("no", "neither", "hardly", "nor") for child in determiners):
        return True
    return any(sentence[child].lower == "not" and _opens_phrase(sentence, child) for child in determiners)


def _opens_phrase(sentence: ParsedSentence, negation: int) -> bool:
    """ "not a single soldier", "not one of them"."""
    return negation + 1 < len(sentence) and sentence[negation + 1].lower in ("a", "one", "single", "even")


def denied(sentence: ParsedSentence, verb: int) -> bool:
    """ "not", "never", "no longer"; nobody, no country, at no time; but not "not only"."""
    for child in sentence.children(verb, "neg", "advmod", "preconj", "cc", "det"):
        lower = sentence[child].lower
        if lower in words.NEGATIONS and not _is_aside(sentence, child):
            # "the guards, not the prisoners": a bare "not" behind the verb denies something else
            return child < verb or lower != "not" or sentence[verb].lower in ("is", "was", "are", "were", "do", "does")
        if lower == "longer" and has_no(sentence, child):
            return True
    around = sentence.children(verb, "nsubj", "nsubjpass", "dobj", "attr", "npadvmod")
    if any(sentence[noun].lower in words.NOBODY or has_no(sentence, noun) for noun in around):
        return True
    circumstances = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower in _PLACES_OF_NO]
    return any(has_no(sentence, noun) for prep in circumstances for noun in sentence.children(prep, "pobj"))


def _is_aside(sentence: ParsedSentence, negation: int) -> bool:
    after = negation + 1
    return after < len(sentence) and sentence[after].lower in _ASIDES


def about_to(sentence: ParsedSentence, verb: int) -> bool:
    """ "are to meet"; "the summit, to be held in Astana"."""
    head = sentence.head(verb)
    if head == verb or not is_infinitive(sentence, verb):
        return False
    if sentence[verb].dep == "xcomp" and sentence[head].lower in ("is", "are", "was", "were"):
        return sentence.child(head, "acomp", "attr") is None
    return sentence[verb].dep in ("acl", "relcl") and sentence.child(verb, "auxpass") is not None


def is_told(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the clause is what somebody says: "said it would", "it would, the ministry said"."""
    if sentence[verb].dep == "conj":
        return is_told(sentence, sentence.head(verb))
    behind = (child for child in sentence.children(verb, "parataxis", "ccomp") if child > verb)
    if any(_speaks(sentence, child) for child in behind):
        return True
    head = sentence.head(verb)
    if sentence[verb].dep in ("acl", "relcl") and is_one_of(words.PROMISES | words.CLAIMS, sentence[head].lower):
        return any(sentence[child].lower == "that" for child in sentence.children(verb, "mark"))
    return sentence[verb].dep in ("ccomp", "parataxis") and _speaks(sentence, head)


def _speaks(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    kinds = (lexicon.operator(lemma) for lemma in lexicon.lemmas(sentence[verb].lower))
    return any(kind in (Operator.REPORT, Operator.INTENT, Operator.THREAT) for kind in kinds)


def conditional(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the clause is a condition, or hangs on one: "if", "unless", "were he to"."""
    marks = {sentence[child].lower for child in sentence.children(verb, "mark", "advmod")}
    if any_of(words.CONDITIONS, marks) or (sentence[verb].dep == "advcl" and _is_inverted(sentence, verb)):
        return True
    if "would" in helpers_of(sentence, verb) and _speaks_of_any(sentence, verb):
        return True
    clauses = sentence.children(verb, "advcl")
    return _is_open(sentence, verb) and any(conditional(sentence, clause) for clause in clauses)


def _speaks_of_any(sentence: ParsedSentence, verb: int) -> bool:
    """ "would respond to any attack": that there will be one is not said."""
    behind = [noun for prep in sentence.children(verb, "prep") for noun in sentence.children(prep, "pobj")]
    nouns = (*behind, *sentence.children(verb, "nsubj", "dobj"))
    return any(sentence[child].lower == "any" for noun in nouns for child in sentence.children(noun, "det"))


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """ "Should China blockade it", "were it to leave", "had it come": the helper stands before the subject."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    helpers = sentence.children(verb, "aux", "auxpass")
    return subject is not None and any(
        sentence[helper].lower in ("had", "should", "were") and helper < subject for helper in helpers
    )


def _is_open(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a condition can be of weight: for what will, may or is ready to be, not for what was."""
    if any_of(words.MAYBE | words.WILL, helpers_of(sentence, verb)):
        return True
    return sentence.child(verb, "acomp") is not None or sentence[verb].tag in ("VBZ", "VBP", "VB")
