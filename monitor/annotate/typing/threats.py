"""Whether a threat is made or only told of: "warned that it would answer" against "warned that rebels would attack".

A threat, a vow or an ultimatum is an act of speech and as real as any other; only what is threatened is hypothetical.
A warning of what somebody else, or the weather, may do is none.
"""

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import is_passive
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.complements import object_words
from monitor.annotate.typing.plover import HOSTILE
from monitor.records import EventType

_CONSEQUENCES = words_of("threats", "consequences")
"""What a warning is a threat by, besides the nouns of hostile events."""

_SUFFERING = words_of("threats", "suffering")
_RESPONDING = words_of("threats", "responding")
_HARSHLY = words_of("threats", "harshly")
_TARGETS = words_of("threats", "targets")
_OWN = words_of("threats", "own")
"""Those in whose name a speaker threatens: "warned that the army would respond"."""

_IMPOSED = frozenset({EventType.SANCTION, EventType.COERCE})


def speaks_of_hostility(sentence: ParsedSentence, verb: int) -> bool:
    """Whether below `verb` stands a noun of conflict: "warned of retaliation", "that sanctions would follow"."""
    return _names(sentence, _nouns_below(sentence, verb), HOSTILE)


def is_own_deed(sentence: ParsedSentence, embedded: int) -> bool:
    """Whether what is said to come is the speaker's to do, as far as the words tell.

    So it is without a subject ("vowed to strike"), of a pronoun, of what is suffered ("would be hit", "would pay a
    price"), of the consequence itself ("sanctions would follow", "would bring a response" of nobody else, "would be
    targets"), and of an own force ("the army would respond").
    """
    subject = sentence.child(embedded, "nsubj", "nsubjpass", "expl")
    if subject is None or sentence[subject].tag == "PRP" or suffers(sentence, embedded):
        return True
    if _brings_consequences(sentence, embedded) or is_made_target(sentence, embedded):
        return True
    return sentence[subject].lower in _OWN or _names(sentence, [subject], HOSTILE)


def suffers(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the subject of what is threatened is who is threatened: "would be hit", "would pay a price"."""
    return is_passive(sentence, verb) or not _SUFFERING.isdisjoint(load_lexicon().lemmas(sentence[verb].lower))


def _brings_consequences(sentence: ParsedSentence, embedded: int) -> bool:
    """Whether somebody who is addressed by name hears of consequences, and not whose: "warned Seoul that it would
    bring a response".
    """
    addressed = any(sentence[head].tag.startswith("NNP") for head in sentence.children(sentence.head(embedded), "dobj"))
    brought = (head for head in sentence.children(embedded, "dobj") if sentence[head].lower in _CONSEQUENCES)
    named = (any(sentence[part].text[0].isupper() for part in sentence.subtree(head)) for head in brought)
    return addressed and not next(named, True)


def hits_back(sentence: ParsedSentence, verb: int) -> bool:
    """ "respond in kind", "answer harshly"."""
    if sentence[verb].lower not in _RESPONDING:
        return False
    around = (*sentence.children(verb, "advmod"), *sentence.children(verb, "prep"))
    manner = (*around, *(noun for prep in around for noun in sentence.children(prep, "pobj")))
    return any(sentence[word].lower in _HARSHLY for word in manner)


def vows_answer(sentence: ParsedSentence, verb: int) -> bool:
    """ "vowed to respond": to what is left open; who responds to the needs of the poor does not threaten."""
    return sentence[verb].lower in _RESPONDING and "to" not in (
        sentence[child].lower for child in sentence.children(verb, "prep")
    )


def is_made_target(sentence: ParsedSentence, verb: int) -> bool:
    """ "any ship would be a target"."""
    is_be = sentence[verb].lower in ("be", "become")
    return is_be and any(sentence[head].lower in _TARGETS for head in sentence.children(verb, "attr"))


def names_own_means(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a warning without a clause names what the speaker himself would bring: "warned of sanctions"."""
    below = _nouns_below(sentence, verb)
    by_others = any(sentence[index].lower == "by" for index in sentence.subtree(verb))
    return not by_others and _names(sentence, below, _IMPOSED)


def deters(sentence: ParsedSentence, verb: int) -> bool:
    """Whether somebody by name is warned off: "warned Taipei against a vote"; a travel warning goes to citizens."""
    addressed = any(sentence[head].tag.startswith("NNP") for head in sentence.children(verb, "dobj", "dative"))
    around = (sentence[child].lower for child in sentence.children(verb, "prep"))
    return addressed and "against" in around and "warn" in load_lexicon().lemmas(sentence[verb].lower)


def _nouns_below(sentence: ParsedSentence, verb: int) -> list[int]:
    return [index for index in sentence.subtree(verb) if sentence[index].tag.startswith("NN")]


def _names(sentence: ParsedSentence, nouns: list[int], kinds: frozenset[EventType]) -> bool:
    words = {word for word, _ in object_words(sentence, nouns)}
    entries = (load_lexicon().noun(word) for word in words)
    return not words.isdisjoint(_CONSEQUENCES) or any(entry is not None and entry.type in kinds for entry in entries)
