"""What stands around a verb or noun and changes whether it is so: auxiliaries, polarity, reported speech.

Cues of negation are given as indices of tokens, so that what denied an event can be shown.
"""

from collections.abc import Iterable

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import is_one_of
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence

_ASIDES = frozenset("only just merely".split())
_PLACES_OF_NO = frozenset("at by under in".split())
_NO = frozenset("no neither hardly nor".split())
_SPEAKING = frozenset({Operator.REPORT, Operator.INTENT, Operator.THREAT})


def auxiliaries_of(sentence: ParsedSentence, verb: int) -> set[str]:
    """The auxiliaries of `verb`, in lower case."""
    return {sentence[child].lower for child in sentence.children(verb, "aux")}


def negative_determiner(sentence: ParsedSentence, noun: int) -> int | None:
    """The cue of a noun with "no", "neither", "hardly any" or "not a single"."""
    determiners = sentence.children(noun, "det", "neg", "preconj", "advmod", "cc")
    if (found := _first(sentence, determiners, _NO)) is not None:
        return found
    counted = [part for number in sentence.children(noun, "nummod") for part in sentence.children(number, "neg")]
    opening = (part for part in (*determiners, *counted) if _opens_phrase(sentence, part))
    return next((part for part in opening if sentence[part].lower == "not"), None)


def _first(sentence: ParsedSentence, among: Iterable[int], words: frozenset[str]) -> int | None:
    return next((index for index in among if sentence[index].lower in words), None)


def _opens_phrase(sentence: ParsedSentence, negation: int) -> bool:
    """ "not a single soldier", "not one of them"."""
    return negation + 1 < len(sentence) and sentence[negation + 1].lower in ("a", "one", "single", "even")


def negation_of(sentence: ParsedSentence, verb: int) -> int | None:
    """What denies `verb`: "not", "never", "no longer"; nobody, no country, at no time; but not "not only"."""
    if verb > 1 and sentence.words([verb - 2, verb - 1]) in ("rather than", "instead of"):
        return verb - 2
    for child in sentence.children(verb, "neg", "advmod", "preconj", "cc", "det"):
        if _denies(sentence, verb, child):
            return child if _has_scope_over(sentence, verb, child) else None
        if sentence[child].lower == "longer" and negative_determiner(sentence, child) is not None:
            return child
    found = _negated_argument(sentence, verb)
    return found if found is not None else _negated_phrase(sentence, verb)


def _denies(sentence: ParsedSentence, verb: int, child: int) -> bool:
    if sentence[child].lower not in words.NEGATIONS or _is_aside(sentence, child):
        return False
    return not _is_until_then(sentence, verb)


def _has_scope_over(sentence: ParsedSentence, verb: int, negation: int) -> bool:
    """ "the guards, not the prisoners": a bare "not" behind the verb denies something else."""
    copula = sentence[verb].lower in ("is", "was", "are", "were", "do", "does")
    return negation < verb or sentence[negation].lower != "not" or copula


def _negated_argument(sentence: ParsedSentence, verb: int) -> int | None:
    """ "nobody came", "no troops came"; but "had no choice but to strike" and "made no secret of it" deny nothing."""
    for noun in sentence.children(verb, "nsubj", "nsubjpass", "dobj", "attr", "npadvmod"):
        if sentence[noun].lower in words.NEGATIVE_PRONOUNS:
            return noun
        cue = negative_determiner(sentence, noun)
        if cue is not None and sentence[noun].lower not in words.IDLE_WITH_NO:
            return cue
    return None


def _negated_phrase(sentence: ParsedSentence, verb: int) -> int | None:
    """ "agreed to none of it", "at no time did it strike"."""
    phrases = [(prep, noun) for prep in sentence.children(verb, "prep") for noun in sentence.children(prep, "pobj")]
    nobody = _first(sentence, (noun for _, noun in phrases), words.NEGATIVE_PRONOUNS)
    if nobody is not None:
        return nobody
    placed = (noun for prep, noun in phrases if sentence[prep].lower in _PLACES_OF_NO)
    return next((cue for noun in placed if (cue := negative_determiner(sentence, noun)) is not None), None)


def _is_until_then(sentence: ParsedSentence, verb: int) -> bool:
    """ "did not recognise Biafra until 1968": then it did."""
    untils = [prep for prep in sentence.children(verb, "prep") if sentence[prep].lower == "until"]
    return "did" in auxiliaries_of(sentence, verb) and bool(untils)


def _is_aside(sentence: ParsedSentence, negation: int) -> bool:
    after = negation + 1
    return after < len(sentence) and sentence[after].lower in _ASIDES


def about_to(sentence: ParsedSentence, verb: int) -> int | None:
    """The "to" of what is to come: "are to meet"; "the summit, to be held"; the headline "Macron to visit Kyiv"."""
    if not is_infinitive(sentence, verb) or "have" in auxiliaries_of(sentence, verb):
        return None
    if not _is_prospective_infinitive(sentence, verb):
        return None
    return next(child for child in sentence.children(verb, "aux") if sentence[child].lower == "to")


def _is_prospective_infinitive(sentence: ParsedSentence, verb: int) -> bool:
    head = sentence.head(verb)
    match sentence[verb].dep:
        case "xcomp" if sentence[head].lower in ("is", "are", "was", "were"):
            subject = sentence.child(head, "nsubj", "nsubjpass")
            return sentence.child(head, "acomp", "attr") is None and (subject is None or subject < head)
        case "ROOT" | "ccomp" | "conj":
            return _has_name_before(sentence, verb)
        case "acl" | "relcl":
            is_headline = sentence[head].dep == "ROOT" and sentence[head].tag.startswith("NN") and head < verb
            return is_headline or sentence.child(verb, "auxpass") is not None
    return False


def _has_name_before(sentence: ParsedSentence, verb: int) -> bool:
    """ "Israel to resume strikes, minister says"; not "for Israel to resume strikes"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    marks = {sentence[child].lower for child in sentence.children(verb, "mark")}
    return subject is not None and "for" not in marks and subject < verb


def is_reported(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the clause is reported speech: "said it would", "it would, the ministry said"."""
    if sentence[verb].dep == "conj":
        return is_reported(sentence, sentence.head(verb))
    behind = (child for child in sentence.children(verb, "parataxis", "ccomp") if child > verb)
    if any(_speaks(sentence, child) for child in behind):
        return True
    head = sentence.head(verb)
    if sentence[verb].dep in ("acl", "relcl") and _is_content_noun(sentence[head].lower):
        return any(sentence[child].lower == "that" for child in sentence.children(verb, "mark"))
    return sentence[verb].dep in ("ccomp", "parataxis") and _speaks(sentence, head)


def _is_content_noun(word: str) -> bool:
    """Whether the noun has what was said behind "that": the promise that, the claim that."""
    return is_one_of(words.PROSPECTIVE_NOUNS, word) or is_one_of(words.CLAIM_NOUNS, word)


def _speaks(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    if sentence[verb].lower in ("make", "makes", "made"):  # "made clear that it would not"
        return any(sentence[child].lower in ("clear", "plain", "known") for child in sentence.children(verb))
    kinds = (lexicon.operator(lemma) for lemma in lexicon.lemmas(sentence[verb].lower))
    return any(kind in _SPEAKING for kind in kinds)
