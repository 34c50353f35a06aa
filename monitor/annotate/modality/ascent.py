"""The way up the parse, from a trigger to the main clause: which words above it say something of it, and how far.

Each step gives the stance after the word above and whether the ascent goes on: the scope of a cue ends where a clause
stands for itself.
"""

from typing import NamedTuple

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import is_one_of
from monitor.annotate.modality.conditionals import condition_of, opened_by
from monitor.annotate.modality.embedding import by_embedding, denies, particle_of
from monitor.annotate.modality.embedding_nouns import by_embedding_noun, is_transparent
from monitor.annotate.modality.modal_auxiliaries import by_auxiliaries
from monitor.annotate.modality.predicates import by_predicate
from monitor.annotate.modality.prepositions import by_preposition, leads_on
from monitor.annotate.modality.stance import Reason, Rule, Stance, cued, where
from monitor.annotate.syntax.auxiliaries import is_reported, negation_of
from monitor.annotate.syntax.clauses import is_infinitive, is_verb
from monitor.annotate.syntax.parse import ParsedSentence

_HIGHEST = 8
_SHARING = frozenset("xcomp nsubj nsubjpass dobj attr acomp pobj pcomp ccomp prep".split())
"""Relations over which what is said of the word above holds of the one below as well."""

_LOOSE = frozenset("appos punct compound parataxis nmod".split())


class Step(NamedTuple):
    """What one word above made of an event, and whether the words above it say something of the event as well."""

    stance: Stance
    goes_on: bool


def ascend(sentence: ParsedSentence, trigger: int, stance: Stance) -> Stance:
    """The stance after each word that governs the trigger, until a clause stands for itself."""
    index = trigger
    for _ in range(_HIGHEST):
        head = _governor(sentence, index)
        if head == index:
            return stance
        stance, goes_on = _past(sentence, index, head, stance)
        if not goes_on:
            return stance
        index = head
    return stance


def _governor(sentence: ParsedSentence, index: int) -> int:
    """The word above; of "to go" or "for a truce" right behind "vow" or "refusal" that noun, wherever it hangs."""
    head = sentence.head(index)
    start = index if sentence[index].dep == "prep" else sentence.child(index, "aux")
    if sentence[index].dep not in ("advcl", "xcomp", "prep") or not start:
        return head
    leads_on = sentence[start].lower in ("to", "for") and _is_embedding_noun(sentence, start - 1)
    return start - 1 if leads_on else head


def _is_embedding_noun(sentence: ParsedSentence, index: int) -> bool:
    groups = (words.PROSPECTIVE_NOUNS, words.NONFACTIVE_NOUNS, words.NEGATIVE_NOUNS)
    return sentence[index].tag.startswith("NN") and any(is_one_of(group, sentence[index].lower) for group in groups)


def _past(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    """What the word above makes of the event."""
    match sentence[index].dep:
        case "conj" if sentence[index].tag != "IN":
            return Step(_past_conjunct(sentence, index, head, stance), True)
        case "advcl" | "xcomp" | "prep" if head != sentence.head(index):
            return _past_noun(sentence, index, head, stance)
        case "advcl" | "relcl" | "acl" if not _is_embedded_clause(sentence, index, head):
            return _past_adverbial(sentence, index, head, stance)
        case dep if dep == "prep" or (dep == "conj" and sentence[index].lower == "without"):
            return _past_preposition(sentence, index, head, stance)
    return _past_word(sentence, index, head, stance) if _is_governed(sentence, index) else Step(stance, False)


def _is_governed(sentence: ParsedSentence, index: int) -> bool:
    """Whether the word above says anything of the event: "the looming war" does, "the war criminal" does not."""
    dep = sentence[index].dep
    return sentence[index].tag == "VBG" if dep == "amod" else dep not in _LOOSE


def _past_word(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    if sentence[head].tag.startswith(("VB", "JJ", "MD")) or is_verb(sentence, head):
        return _past_verb(sentence, index, head, stance)
    return _past_noun(sentence, index, head, stance) if sentence[head].tag.startswith("NN") else Step(stance, True)


def _past_preposition(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    stance = by_preposition(sentence, index, stance)
    return _past_word(sentence, index, head, stance) if leads_on(sentence, index) else Step(stance, False)


def _is_embedded_clause(sentence: ParsedSentence, index: int, head: int) -> bool:
    """Whether a clause is what the word above is about: "plans to go", "reports that", "ruled out sending"."""
    infinitive = is_infinitive(sentence, index)
    if sentence[index].dep != "advcl":
        marks = sentence.children(index, "mark")
        return infinitive or any(sentence[mark].lower in ("that", "whether") for mark in marks)
    if infinitive:
        return _decides(sentence, head)
    particle = particle_of(sentence, head, words.NEGATIVE_IMPLICATIVES_WITH)
    return sentence[index].tag == "VBG" and particle is not None


def _decides(sentence: ParsedSentence, head: int) -> bool:
    """Whether the verb above is one that has an infinitive: the parser hung "to go" on it as a purpose."""
    lower = sentence[head].lower
    known = lower in words.NEGATIVE_IMPLICATIVES or lower in words.PROSPECTIVE or lower in words.NONFACTIVE
    return known or particle_of(sentence, head, words.NONFACTIVE_WITH) is not None


def _past_conjunct(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance:
    """A conjunct shares the auxiliaries and the condition before the first one, unless it has its own."""
    if sentence.child(index, "aux", "nsubj", "nsubjpass", "auxpass") is not None or not is_verb(sentence, head):
        return stance
    stance = by_auxiliaries(sentence, head, stance).adding(condition=opened_by(sentence, head))
    if any(sentence[joining].lower == "but" for joining in sentence.children(head, "cc") if joining < index):
        return stance  # "did not retreat but attacked"
    return stance.adding(negated=where(Rule.NEGATION, negation_of(sentence, head)))


def _past_adverbial(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    """Another clause stands for itself; a purpose is as real as the way there: "will go to meet".

    Who does something to protest has protested: "shut their shops to protest against a tax".
    """
    if sentence[index].dep != "advcl" or not is_infinitive(sentence, index) or stance.cancelled:
        return Step(stance, False)
    # "are due on Monday to inspect it"
    due = cued(Rule.PROSPECTIVE, sentence, words.PROSPECTIVE, sentence.children(head, "acomp"))
    stance = by_auxiliaries(sentence, head, stance.sharing(head)).adding(future=due)
    moves = sentence[head].lower in words.MOTION
    purpose = (
        None if stance.future or moves or sentence[index].lower in words.PROTESTING else Reason(Rule.PURPOSE, (head,))
    )
    return Step(stance.adding(hypothetical=purpose), moves)


def _past_noun(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    if sentence[head].lower in words.ANNIVERSARIES:
        return Step(stance, False)
    return Step(by_embedding_noun(sentence, index, head, stance), is_transparent(sentence, index, head))


def _past_verb(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Step:
    dep = sentence[index].dep
    if sentence[head].lower in words.DOUBTING and negation_of(sentence, head) is not None:
        return Step(stance, False)  # "nobody doubts that they did"
    if sentence[head].lower in words.COMMEMORATING and dep in ("dobj", "pobj"):
        return Step(stance, False)
    if dep in ("nsubj", "nsubjpass"):
        stance = by_predicate(sentence, head, stance, passive=dep == "nsubjpass")
    else:
        stance = by_embedding(sentence, index, head, stance)
    if dep == "ccomp" and is_reported(sentence, index):
        return Step(stance, False)
    shares = dep in _SHARING and _shares_auxiliaries(sentence, index, head)
    return Step(_shared(sentence, index, head, stance) if shares else stance, True)


def _shared(sentence: ParsedSentence, index: int, head: int, stance: Stance) -> Stance:
    """The stance after the auxiliaries, the polarity and the condition of the verb above, which hold of the event."""
    stance = by_auxiliaries(sentence, head, stance).sharing(head)
    negation = None if denies(sentence, index, head) else negation_of(sentence, head)
    return stance.adding(negated=where(Rule.NEGATION, negation), condition=condition_of(sentence, head))


def _shares_auxiliaries(sentence: ParsedSentence, index: int, head: int) -> bool:
    """Whether the auxiliaries of the verb above hold of what hangs on it: "will hold talks", not "will end the war"."""
    lower, preposition = sentence[head].lower, sentence[index].lower
    match sentence[index].dep:
        case "nsubj":
            return lower in words.HAPPENING
        case "nsubjpass":
            return lower in words.HELD
        case "dobj":
            return lower not in words.FACTIVE_OBJECTS
        case "prep" if lower in words.PROSECUTING:
            return preposition not in ("of", "for", "over", "in", "with")
        case "prep" if preposition in ("to", "over", "about"):
            return lower in words.LEADING_TO
    return True
