"""What a noun makes of the event that it governs: the refusal to, plans for, the threat of, no evidence that."""

import msgspec

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import is_one_of
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.modality.stance import Reason, Rule, Stance, cued, where
from monitor.annotate.syntax.auxiliaries import negation_of, negative_determiner
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence


def by_embedding_noun(sentence: ParsedSentence, index: int, noun: int, stance: Stance) -> Stance:
    """The stance after the noun that governs `index`; the first class that knows it decides."""
    lower, reason = sentence[noun].lower, (noun,)
    if is_one_of(words.NEGATIVE_NOUNS, lower):
        denied = Reason(Rule.NEGATIVE_NOUN, reason)
        return msgspec.structs.replace(stance, negated=denied, cancelled=denied)
    if _is_claim(sentence, index, noun):
        return stance.adding(negated=_contested(sentence, noun), hypothetical=_unconfirmed(sentence, noun))
    promised, thought = is_one_of(words.PROSPECTIVE_NOUNS, lower), is_one_of(words.NONFACTIVE_NOUNS, lower)
    if (promised or thought) and (unkept := _unkept(sentence, noun)):
        return stance.denied_for(unkept)
    if promised:
        alleged = cued(Rule.CHARGE, sentence, words.ALLEGED, sentence.children(noun, "amod"))
        leads = is_infinitive(sentence, index) or sentence[index].lower in ("for", "of")
        planned = Reason(Rule.PROSPECTIVE_NOUN, reason) if leads and not alleged else None
        return stance.adding(future=planned, hypothetical=alleged)
    if thought:
        return stance.adding(hypothetical=Reason(Rule.NONFACTIVE_NOUN, reason))
    return stance.adding(hypothetical=_deadline(sentence, index, noun))


def is_transparent(sentence: ParsedSentence, index: int, noun: int) -> bool:
    """Whether what is said of `noun` holds of the event below it: "a round of talks", not "the king of Spain"."""
    lower = sentence[noun].lower
    if _is_claim(sentence, index, noun):
        return False
    if sentence[index].dep != "prep" or _is_cue(lower):
        return True
    within = sentence[index].lower in ("in", "at", "during") and lower not in words.INVOLVEMENT
    return within or is_one_of(words.TRANSPARENT_NOUNS, lower)


def _is_cue(lower: str) -> bool:
    groups = (words.NEGATIVE_NOUNS, words.PROSPECTIVE_NOUNS, words.NONFACTIVE_NOUNS)
    return any(is_one_of(group, lower) for group in groups)


def _is_claim(sentence: ParsedSentence, index: int, noun: int) -> bool:
    return is_one_of(words.CLAIM_NOUNS, sentence[noun].lower) and not is_infinitive(sentence, index)


def _unconfirmed(sentence: ParsedSentence, claim: int) -> Reason | None:
    """ "rumours of a truce", "unconfirmed reports of a coup"."""
    return cued(Rule.UNCONFIRMED, sentence, words.UNCONFIRMED, (claim, *sentence.children(claim, "amod")))


def _deadline(sentence: ParsedSentence, index: int, noun: int) -> Reason | None:
    """ "has 48 hours to surrender"."""
    if is_infinitive(sentence, index) and is_time_word(sentence[noun].lower):
        return Reason(Rule.DEADLINE, (noun,))
    return None


def _unkept(sentence: ParsedSentence, noun: int) -> Reason | None:
    """ "no plans to leave", "did not keep its promise to leave"."""
    if (cue := negative_determiner(sentence, noun)) is not None:
        return Reason(Rule.UNKEPT, (cue, noun))
    above = sentence.head(noun)
    if sentence[noun].dep != "dobj" or sentence[above].lower not in words.KEEPING:
        return None
    return where(Rule.UNKEPT, negation_of(sentence, above))


def _contested(sentence: ParsedSentence, claim: int) -> Reason | None:
    """ "no evidence that", "saw no signs that", "rejected the claim that", "the claim is false"."""
    if (cue := negative_determiner(sentence, claim)) is not None:
        return Reason(Rule.CONTESTED, (cue, claim))
    above = sentence.head(claim)
    if sentence[claim].dep == "dobj" and (unseen := negation_of(sentence, above)) is not None:
        return Reason(Rule.CONTESTED, (unseen, claim))
    said = [above, *sentence.children(above, "acomp", "attr", "advcl")]
    if sentence[above].dep in ("advcl", "prep"):
        said.append(sentence.head(above))
    return cued(Rule.CONTESTED, sentence, words.CONTESTING, said)
