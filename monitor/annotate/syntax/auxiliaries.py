"""What stands around a verb or noun and changes whether it is so: auxiliaries, negation, reported speech."""

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import is_one_of
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence

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
    counted = (part for number in sentence.children(noun, "nummod") for part in sentence.children(number, "neg"))
    return any(sentence[part].lower == "not" and _opens_phrase(sentence, part) for part in (*determiners, *counted))


def _is_none(sentence: ParsedSentence, noun: int) -> bool:
    """ "no troops"; but "had no choice but to strike" and "made no secret of it" deny nothing."""
    return has_no(sentence, noun) and sentence[noun].lower not in words.IDLE_WITH_NO


def _opens_phrase(sentence: ParsedSentence, negation: int) -> bool:
    """ "not a single soldier", "not one of them"."""
    return negation + 1 < len(sentence) and sentence[negation + 1].lower in ("a", "one", "single", "even")


def denied(sentence: ParsedSentence, verb: int) -> bool:
    """ "not", "never", "no longer"; nobody, no country, at no time; but not "not only"."""
    if verb > 1 and sentence.words([verb - 2, verb - 1]) in ("rather than", "instead of"):
        return True
    for child in sentence.children(verb, "neg", "advmod", "preconj", "cc", "det"):
        lower = sentence[child].lower
        if lower in words.NEGATIONS and not _is_aside(sentence, child) and not _is_until_then(sentence, verb):
            # "the guards, not the prisoners": a bare "not" behind the verb denies something else
            return child < verb or lower != "not" or sentence[verb].lower in ("is", "was", "are", "were", "do", "does")
        if lower == "longer" and has_no(sentence, child):
            return True
    around = sentence.children(verb, "nsubj", "nsubjpass", "dobj", "attr", "npadvmod")
    if any(sentence[noun].lower in words.NOBODY or _is_none(sentence, noun) for noun in around):
        return True
    behind = (noun for prep in sentence.children(verb, "prep") for noun in sentence.children(prep, "pobj"))
    if any(sentence[noun].lower in words.NOBODY for noun in behind):
        return True
    circumstances = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower in _PLACES_OF_NO]
    return any(has_no(sentence, noun) for prep in circumstances for noun in sentence.children(prep, "pobj"))


def _is_until_then(sentence: ParsedSentence, verb: int) -> bool:
    """ "did not recognise Biafra until 1968": then it did."""
    untils = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower == "until"]
    return "did" in helpers_of(sentence, verb) and bool(untils)


def _is_aside(sentence: ParsedSentence, negation: int) -> bool:
    after = negation + 1
    return after < len(sentence) and sentence[after].lower in _ASIDES


def about_to(sentence: ParsedSentence, verb: int) -> bool:
    """ "are to meet"; "the summit, to be held in Astana"; the headline "Macron to visit Kyiv"."""
    head = sentence.head(verb)
    if not is_infinitive(sentence, verb) or "have" in helpers_of(sentence, verb):
        return False
    if sentence[verb].dep == "xcomp" and sentence[head].lower in ("is", "are", "was", "were"):
        subject = sentence.child(head, "nsubj", "nsubjpass")
        return sentence.child(head, "acomp", "attr") is None and (subject is None or subject < head)
    if sentence[verb].dep in ("ROOT", "ccomp", "conj"):
        return _has_name_before(sentence, verb)
    if sentence[verb].dep not in ("acl", "relcl"):
        return False
    is_headline = sentence[head].dep == "ROOT" and sentence[head].tag.startswith("NN") and head < verb
    return is_headline or sentence.child(verb, "auxpass") is not None


def _has_name_before(sentence: ParsedSentence, verb: int) -> bool:
    """ "Israel to resume strikes, minister says"; not "for Israel to resume strikes"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    marks = {sentence[child].lower for child in sentence.children(verb, "mark")}
    return subject is not None and "for" not in marks and subject < verb


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
    if sentence[verb].lower in ("make", "makes", "made"):  # "made clear that it would not"
        return any(sentence[child].lower in ("clear", "plain", "known") for child in sentence.children(verb))
    kinds = (lexicon.operator(lemma) for lemma in lexicon.lemmas(sentence[verb].lower))
    return any(kind in (Operator.REPORT, Operator.INTENT, Operator.THREAT) for kind in kinds)
