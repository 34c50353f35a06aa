"""What an embedding verb or adjective makes of the event that it governs: refused to, plans to, is likely to.

Three classes, as in the work on factuality (Karttunen 1971; Saurí and Pustejovsky 2009, FactBank): negative
implicatives (it did not happen), prospective and commissive predicates (it is still to come), non-factive predicates
(it is only thought of). Verbs of saying and factive verbs leave the event as it is.
"""

from collections.abc import Mapping

import msgspec

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of, is_one_of
from monitor.annotate.modality.stance import Reason, Rule, Stance
from monitor.annotate.syntax.auxiliaries import auxiliaries_of, negation_of
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence

_ABILITY = frozenset("could can ca".split())
_CLAUSES = frozenset("xcomp ccomp pcomp acl".split())


def by_embedding(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance:
    """The stance after the verb or adjective `head` that governs `index`; the first class that knows it decides."""
    return (
        _by_denial(sentence, index, head, stance)
        or _by_charge(sentence, head, stance)
        or _by_obligation(sentence, index, head, stance)
        or _by_readiness(sentence, index, head, stance)
        or _by_prospective(sentence, index, head, stance)
        or _by_nonfactive(sentence, index, head, stance)
        or stance
    )


def particle_of(
    sentence: ParsedSentence, verb: int, groups: Mapping[str, frozenset[str]], below: int | None = None
) -> int | None:
    """The particle that makes a cue of `verb`; where particles are prepositions, `below` must be the one."""
    lower = sentence[verb].lower
    for child in sentence.children(verb, "prt", "prep", "advmod"):
        elsewhere = below is not None and sentence[below].dep == "prep" and sentence[child].dep == "prep"
        if lower in groups.get(sentence[child].lower, ()) and (child == below or not elsewhere):
            return child
    return None


def denies(sentence: ParsedSentence, index: int, head: int) -> Reason | None:
    """Whether `head` is a negative implicative for `index`: "refused to go", "ruled out going", "has yet to go"."""
    if sentence[head].lower in words.NEGATIVE_IMPLICATIVES:
        return Reason(Rule.NEGATIVE_IMPLICATIVE, (head,))
    particle = particle_of(sentence, head, words.NEGATIVE_IMPLICATIVES_WITH, index)
    return None if particle is None else Reason(Rule.NEGATIVE_IMPLICATIVE, (head, particle))


def _has_yet_to(sentence: ParsedSentence, index: int, head: int) -> Reason | None:
    yet = next((child for child in sentence.children(head, "advmod") if sentence[child].lower == "yet"), None)
    return Reason(Rule.UNFULFILLED, (yet,)) if yet is not None and is_infinitive(sentence, index) else None


def _by_denial(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance | None:
    """Denied, refused or prevented; "did not rule out" leaves it open, "failed to prevent" lets it happen."""
    reason = denies(sentence, index, head) or _has_yet_to(sentence, index, head)
    if reason is None:
        return None
    stance = msgspec.structs.replace(stance, future=None, will=None)
    if _is_aim(sentence, head):
        purpose = Reason(Rule.PURPOSE, reason.cue)
        return msgspec.structs.replace(stance, negated=None, hypothetical=purpose, cancelled=None)
    if stance.cancelled or negation_of(sentence, head) is not None or _is_nor(sentence, head):
        is_open = not (stance.cancelled or _prevents(sentence, head) or _has_to_concede(sentence, head))
        hypothetical = Reason(Rule.NOT_DENIED, reason.cue) if is_open else None
        return msgspec.structs.replace(stance, negated=None, hypothetical=hypothetical, cancelled=None)
    return stance.denied_for(reason)


def _is_aim(sentence: ParsedSentence, verb: int) -> bool:
    """ "called for calm to avoid a war"."""
    auxiliaries = auxiliaries_of(sentence, verb)
    return sentence[verb].dep in ("advcl", "acl") and "to" in auxiliaries and "have" not in auxiliaries


def _is_nor(sentence: ParsedSentence, verb: int) -> bool:
    """ "neither confirmed nor denied that it did"."""
    return sentence[verb].dep == "conj" and verb > 0 and sentence[verb - 1].lower == "nor"


def _has_to_concede(sentence: ParsedSentence, verb: int) -> bool:
    """ "could not deny that it did": so it did; "did not deny it" leaves it open."""
    return sentence[verb].lower in words.CONTESTING and not _ABILITY.isdisjoint(auxiliaries_of(sentence, verb))


def _prevents(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the failure of `verb` makes a fact: "could not prevent it", "did not keep them from leaving"."""
    prepositions = sentence.children(verb, "prep")
    return sentence[verb].lower in words.PREVENTIVES or any(sentence[prep].lower == "from" for prep in prepositions)


def _by_charge(sentence: ParsedSentence, head: int, stance: Stance) -> Stance | None:
    """ "accused of planning to"."""
    if sentence[head].lower not in words.SUSPECTING or not stance.future:
        return None
    return stance.adding(hypothetical=Reason(Rule.CHARGE, (head,)))


def _by_obligation(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance | None:
    """ "has to leave", "ought to leave", "one option was to strike"."""
    lower = sentence[head].lower
    if lower == "ought":
        return stance.adding(hypothetical=Reason(Rule.OBLIGATION, (head,)))
    option = lower in words.COPULAS and _is_option(sentence, head)
    if not is_infinitive(sentence, index) or not (option or lower in ("has", "have")):
        return None
    return msgspec.structs.replace(stance, future=None, hypothetical=Reason(Rule.OBLIGATION, (head,)))


def _is_option(sentence: ParsedSentence, verb: int) -> bool:
    return any(is_one_of(words.NONFACTIVE_NOUNS, sentence[noun].lower) for noun in sentence.children(verb, "nsubj"))


def _by_readiness(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance | None:
    """ "are getting ready to strike"."""
    getting = sentence[sentence.head(head)].lower in words.GETTING
    if not getting or sentence[head].lower != "ready" or not is_infinitive(sentence, index):
        return None
    return msgspec.structs.replace(stance, future=None if stance.negated else Reason(Rule.GETTING_READY, (head,)))


def _by_prospective(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance | None:
    """ "plans to leave", "plans a visit", "is going to leave", "agreed on a truce"; not "did not decide to leave"."""
    reason = _prospective(sentence, index, head)
    if reason is None:
        return None
    undecided = stance.negated and sentence[head].lower in words.CHOOSING
    return msgspec.structs.replace(stance, future=None if undecided else reason)


def _prospective(sentence: ParsedSentence, index: int, head: int) -> Reason | None:
    lower, infinitive = sentence[head].lower, is_infinitive(sentence, index)
    object_too = lower in words.PROSPECTIVE_OBJECTS and sentence[index].dep not in _CLAUSES
    if (lower in words.PROSPECTIVE and (infinitive or object_too)) or (lower == "going" and infinitive):
        return Reason(Rule.PROSPECTIVE, (head,))
    particle = particle_of(sentence, head, words.PROSPECTIVE_WITH, index)
    return None if particle is None else Reason(Rule.PROSPECTIVE, (head, particle))


def _by_nonfactive(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance | None:
    """ "threatened to leave", "called for talks"; "offered no apology" tells that there was none."""
    reason = _asked_for(sentence, index, head) or _wanted(sentence, index, head)
    if reason is None or (stance.negated and sentence[index].dep == "dobj"):
        return None
    return stance.adding(hypothetical=reason)


def _asked_for(sentence: ParsedSentence, index: int, head: int) -> Reason | None:
    """ "called for a strike"; "called a strike for May" does not ask for it."""
    particle = None if sentence[index].dep == "dobj" else particle_of(sentence, head, words.NONFACTIVE_WITH, index)
    return None if particle is None else Reason(Rule.NONFACTIVE, (head, particle))


def _wanted(sentence: ParsedSentence, index: int, head: int) -> Reason | None:
    lower = sentence[head].lower
    if lower not in words.NONFACTIVE:
        return None
    tells_fact = sentence[index].dep in _CLAUSES and not _is_irrealis(sentence, index, lower)
    return None if tells_fact else Reason(Rule.NONFACTIVE, (head,))


def _is_irrealis(sentence: ParsedSentence, clause: int, above: str) -> bool:
    """Whether a governed clause tells no fact: an infinitive, a gerund, a bare or modal verb."""
    auxiliaries, tag = auxiliaries_of(sentence, clause), sentence[clause].tag
    if above in words.DIRECTIVES:
        return auxiliaries == {"to"} or (tag == "VB" and not auxiliaries)
    bare = tag in ("VB", "VBG", "NN", "VBP") or (tag == "VBN" and not auxiliaries)
    modal = any_of(words.POSSIBILITY, auxiliaries) or any_of(words.FUTURE_AUXILIARIES, auxiliaries)
    return bare or modal or "to" in auxiliaries or above.startswith(("fear", "suspect"))
