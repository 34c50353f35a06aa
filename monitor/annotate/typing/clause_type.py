"""Which event type a clause makes, read from outside in.

The outermost verb that does not merely report or begin something decides. What it governs counts only through it:
*agree*, *refuse*, *threaten* and *urge* turn whatever they govern into AGREE, REJECT, THREATEN and REQUEST.
"""

import msgspec

from monitor.annotate.lexicon import REFUSED_BY_NOT, Operator, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.auxiliaries import negation_of
from monitor.annotate.syntax.clauses import agent, complement, is_infinitive, is_passive, is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.complements import HEAD
from monitor.annotate.typing.embedding_verbs import BINDING, MENACING, Embedding, rule_of_embedding
from monitor.annotate.typing.plover import COOPERATIVE
from monitor.annotate.typing.senses import REFLEXIVE, Reading, read_entry
from monitor.annotate.typing.threats import deters, names_own_means, speaks_of_hostility
from monitor.records import EventType, Rule

_RELUCTANCE = words_of("clause_type", "reluctance")
_FORMER = words_of("clause_type", "former")
_READINESS = words_of("clause_type", "readiness")
_MEANING_BY_THEMSELVES = (Operator.DEMAND, Operator.REFUSE, Operator.STOP, Operator.ALLOW, Operator.BEGIN)
_DEMANDING = words_of("clause_type", "demanding")
"""Verbs whose clause is wanted whatever form its verb has; "told" and "insist" also report."""

_FAILING = words_of("clause_type", "failing")
_FORESEEN = words_of("clause_type", "foreseen")
"""Verbs whose passive tells of the deed of its subject: "is scheduled to visit"."""

_DEEPEST = 4


def read_clause(sentence: ParsedSentence, verb: int) -> Reading | None:
    """What the clause that `verb` heads means where nothing above it has counted it.

    An infinitive below a noun is only what the noun says of it: reluctance to talk refuses, readiness to talk agrees,
    and a chance to talk is nothing. What a thing was before is no event either: "an area previously occupied".
    """
    if is_former(sentence, verb):
        return None
    if _is_unwanted(sentence, verb):
        return _below_noun(sentence, verb, sentence.head(verb) - 1)
    if sentence[verb].dep == "acl" and is_infinitive(sentence, verb):
        return _below_noun(sentence, verb, sentence.head(verb))
    lemma = next(iter(load_lexicon().lemmas(sentence[verb].lower)), "")
    if lemma in REFUSED_BY_NOT and negation_of(sentence, verb) is not None:
        return Reading(
            type=EventType.REJECT, rule=Rule(entry=f"not {lemma}"), words=(lemma,), strength=2.0, counts_negation=True
        )
    if lemma == "rule" and _leaves_open(sentence, verb):
        theme = next((sentence[head].lower for head in sentence.children(verb, "dobj")), "")
        rule = Rule(entry="not rule out")
        words = ("rule", "out")
        return Reading(type=EventType.THREATEN, rule=rule, words=words, strength=2.0, theme=theme, counts_negation=True)
    return read_verb(sentence, verb)


def _leaves_open(sentence: ParsedSentence, verb: int) -> bool:
    """Whether something hostile is not ruled out: "does not rule out the use of force against Taiwan"."""
    is_out = any(sentence[child].lower == "out" for child in sentence.children(verb, "prt"))
    return is_out and negation_of(sentence, verb) is not None and speaks_of_hostility(sentence, verb)


def is_former(sentence: ParsedSentence, participle: int) -> bool:
    """Whether a participle behind a noun says what that was before: "an area previously occupied by rebels"."""
    if sentence[participle].dep != "acl":
        return False
    return any(sentence[adverb].lower in _FORMER for adverb in sentence.children(participle, "advmod"))


def _is_unwanted(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a gerund is what somebody does not want to do: "disinterest in holding talks"."""
    before = sentence.head(verb) - 1
    return sentence[verb].dep == "pcomp" and before >= 0 and sentence[before].lower in _RELUCTANCE


def _below_noun(sentence: ParsedSentence, verb: int, above: int) -> Reading | None:
    inner = read_verb(sentence, verb)
    if inner is None or inner.type not in COOPERATIVE:
        return None
    noun = sentence[above].lower
    kind = EventType.REJECT if noun in _RELUCTANCE else EventType.AGREE if noun in _READINESS else None
    if kind is None:
        return None
    particle = "to" if sentence[verb].dep == "acl" else sentence[above + 1].lower
    return Reading(
        type=kind,
        rule=rule_of_embedding(f"{noun} {particle}", inner),
        words=(noun, *inner.words),
        strength=2.0,
        embedded=verb,
        governed=inner.type,
        counts_negation=kind is EventType.REJECT,
    )


def read_verb(sentence: ParsedSentence, verb: int, depth: int = 0) -> Reading | None:
    """What the clause that `verb` heads means; None where it is no event, or only reports or begins one."""
    if not load_lexicon().lemmas(sentence[verb].lower):
        return None
    own = read_entry(sentence, verb)
    lemma, operator = _operator(sentence, verb)
    if operator is None or depth > _DEEPEST:
        return own
    embedded = complement(sentence, verb)
    if embedded is not None and not _is_governed(sentence, embedded, operator):
        embedded = None
    if operator is Operator.DEMAND and embedded is not None and not _is_demanded(sentence, verb, embedded):
        operator = Operator.REPORT  # "told reporters that it had", "insists it is"
    if embedded is None:
        return _alone(operator, lemma, own, sentence, verb)
    in_vain = lemma in _FAILING and _operator(sentence, embedded)[1] is Operator.STOP
    by_nobody = operator is Operator.ALLOW and _is_allowed_by_nobody(sentence, verb, embedded)
    if in_vain or by_nobody or (lemma in _FORESEEN and _is_by_nobody(sentence, verb)):
        return None
    inner = read_verb(sentence, embedded, depth + 1)
    if operator is Operator.STOP and _is_in_vain(sentence, verb) and inner is not None:
        return None  # "could not prevent rebels from seizing it": so they did
    read = Embedding(lemma, verb, own, inner, embedded, sentence).read(operator)
    return inner if read is None and operator is Operator.BEGIN and depth else read  # "refused to resume talks"


def _is_by_nobody(sentence: ParsedSentence, verb: int) -> bool:
    """Whether it is not said who does it: "is expected to impose sanctions", which the infinitive tells."""
    return is_passive(sentence, verb) and agent(sentence, verb) is None


def _is_in_vain(sentence: ParsedSentence, verb: int) -> bool:
    """Whether what `verb` was to stop went on: "did not stop", "failed to stop them from torching the market"."""
    above = sentence.head(verb)
    failed = sentence[verb].dep == "xcomp" and not _FAILING.isdisjoint(load_lexicon().lemmas(sentence[above].lower))
    return failed or negation_of(sentence, verb) is not None


def _operator(sentence: ParsedSentence, verb: int) -> tuple[str, Operator | None]:
    lexicon = load_lexicon()
    completions = [sentence[child].lower for child in sentence.children(verb, "prt", "acomp", "attr", "oprd", "advmod")]
    completions += [
        sentence[child].lower for child in sentence.children(verb, "prep") if sentence[child].lower == "for"
    ]
    for lemma in lexicon.lemmas(sentence[verb].lower):
        for completion in (*completions, ""):
            if operator := lexicon.operator(lemma, completion):
                return lemma, operator
    return sentence[verb].lower, None


def _alone(operator: Operator, lemma: str, own: Reading | None, sentence: ParsedSentence, verb: int) -> Reading | None:
    """An operator that governs no clause: it needs an object, or it says too little ("admitted", "hoped", "warned")."""
    if own is None or own.strength >= HEAD or operator in _MEANING_BY_THEMSELVES:
        return own
    if operator is Operator.THREAT:
        if lemma in MENACING:
            return msgspec.structs.replace(own, type=EventType.THREATEN)
        if deters(sentence, verb):
            return msgspec.structs.replace(own, type=EventType.THREATEN)
        unreal = not names_own_means(sentence, verb)
        feared = speaks_of_hostility(sentence, verb)
        return msgspec.structs.replace(own, type=EventType.THREATEN, unreal=unreal) if feared else None
    return own if own.strength >= 2 or lemma in BINDING else None


def _is_allowed_by_nobody(sentence: ParsedSentence, verb: int, embedded: int) -> bool:
    """ "was allowed to go" tells nobody who gave way, "let himself be lowered" nobody to whom."""
    doer = sentence.child(embedded, "nsubj", "nsubjpass")
    if doer is not None and sentence[doer].lower in REFLEXIVE:
        return True
    return _is_by_nobody(sentence, verb)


def _is_governed(sentence: ParsedSentence, embedded: int, operator: Operator) -> bool:
    """Whether a clause is what the verb says; not "because of", "promised revenge should it fall", "announced
    sanctions for buying oil".
    """
    reason = operator is Operator.REPORT and sentence[embedded].dep == "pcomp"
    return is_verb(sentence, embedded) and not reason and not is_inverted(sentence, embedded)


def is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a clause is a condition by its order: "should it fall"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    opens = (child for child in sentence.children(verb, "aux") if sentence[child].lower == "should")
    return subject is not None and any(child < subject for child in opens)


def _is_plain(sentence: ParsedSentence, verb: int) -> bool:
    """Whether one alone has a verb in its plain form: "insisted that Israel pull out"."""
    doer = sentence.child(verb, "nsubj")
    return sentence[verb].tag == "VBP" and doer is not None and sentence[doer].tag in ("NN", "NNP")


def _is_demanded(sentence: ParsedSentence, verb: int, embedded: int) -> bool:
    """Whether a governed clause is wanted rather than reported: "to go", "that it go", "must go"."""
    auxiliaries = {sentence[child].lower for child in sentence.children(embedded, "aux")}
    strict = not _DEMANDING.isdisjoint(load_lexicon().lemmas(sentence[verb].lower))
    return (
        strict or sentence[embedded].tag in ("VB", "VBN") or _is_plain(sentence, embedded)
    ) and auxiliaries.isdisjoint(
        {"will", "would", "has", "had", "have", "can", "could", "may", "might", "do", "does", "did"}
    )
