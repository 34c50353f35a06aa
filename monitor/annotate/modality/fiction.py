"""Whether an event is told in a novel, a film, a play or a game, and so did not happen: "in the film, rebels seize"."""

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.modality.stance import Reason, Rule, where
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import singular

_WORKS = words_of("fiction", "works")
"""Works that make up what they tell; books and documentaries tell what happened."""

_DEPICTING = words_of("fiction", "depicting")
_CHARACTERS = words_of("fiction", "characters")
_OPENING = 3  # tokens of a sentence in which the work that it retells is introduced
_PRESENT = ("VBZ", "VBP")


def fiction_of(sentence: ParsedSentence, trigger: int) -> Reason | None:
    """Why the event is made up; works of fiction are retold in the present: "In the film, rebels seize the town"."""
    if not is_present(sentence, trigger):
        return None
    return where(Rule.FICTION, _setting(sentence) or _depicting_work(sentence, trigger) or _character(sentence))


def is_present(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether the trigger, or the finite verb that it hangs on, stands in the present."""
    for index in (trigger, *sentence.ancestors(trigger)):
        finite = [index, *sentence.children(index, "aux", "auxpass")]
        tags = {sentence[at].tag for at in finite}
        if "VBD" in tags:
            return False
        if not tags.isdisjoint(_PRESENT):
            return True
    return False


def _is_work(sentence: ParsedSentence, noun: int) -> bool:
    return singular(sentence[noun].lower) in _WORKS


def _setting(sentence: ParsedSentence) -> int | None:
    """ "In her new novel, a hit squad kills the minister"."""
    for preposition in range(min(_OPENING, len(sentence))):
        if sentence[preposition].lower in ("in", "throughout"):
            return next((noun for noun in sentence.children(preposition, "pobj") if _is_work(sentence, noun)), None)
    return None


def _depicting_work(sentence: ParsedSentence, trigger: int) -> int | None:
    """ "The film follows two soldiers who shoot a smuggler"."""
    for verb in sentence.ancestors(trigger):
        if sentence[verb].lower in _DEPICTING:
            return next((noun for noun in sentence.children(verb, "nsubj") if _is_work(sentence, noun)), None)
    return None


def _character(sentence: ParsedSentence) -> int | None:
    """ "Its heroine smuggles letters past snipers"."""
    for index, token in enumerate(sentence.tokens):
        owners = sentence.children(index, "poss") if singular(token.lower) in _CHARACTERS else []
        if any(sentence[owner].tag == "PRP$" or _is_work(sentence, owner) for owner in owners):
            return index
    return None
