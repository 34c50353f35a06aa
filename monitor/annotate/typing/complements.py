"""What completes a verb: the words that its objects are known by in the lexicon, and its particles."""

from collections.abc import Iterator

from monitor.annotate.lexicon import Entry, load_lexicon
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import predicated
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.strikes import strike_of_workers
from monitor.text.inflection import singular

HEAD, MODIFIER, NOUN = 3.0, 2.0, 1.5
"""How much an object counts as head, as modifier, and as an event noun under a verb that has no entry for it."""

_QUANTITIES = words_of("complements", "quantities")

_DURING = words_of("complements", "during")
_RESULTS = words_of("complements", "results")
"""Adjectives of what is done to somebody, which a parser hangs on whom it is done to."""

_PARTICLES = ("prt", "prep", "agent", "advmod", "acomp", "oprd", "dobj", "attr", "dative", "intj")


def particles(sentence: ParsedSentence, verb: int) -> dict[str, int]:
    """The words that can complete `verb`, each with its token; those one below count too: "walk out of"."""
    found: dict[str, int] = {}
    for child in (*sentence.children(verb, *_PARTICLES), *predicated(sentence, verb)):
        if child < verb and sentence[child].dep == "prep":
            continue  # "In October the army took …" is not "took in"
        if sentence[child].dep == "prep" and _says_when(sentence, child):
            continue  # "called him on Friday" is not "called on him"
        found.setdefault(sentence[child].lower, child)
        if sentence[child].lower in _DURING:
            continue  # "laid flowers during the siege" is not "laid siege"
        if sentence[child].dep in ("prep", "prt", "advmod", "acomp") or sentence[child].lower == "part":
            for below in sentence.children(child, "prep", "pobj", "pcomp", "advmod"):
                found.setdefault(sentence[below].lower, below)
    if verb + 1 < len(sentence) and sentence[verb + 1].tag == "RP":  # "handed over 400 tents", hung on the number
        found.setdefault(sentence[verb + 1].lower, verb + 1)
    if (result := _result(sentence, verb)) is not None:
        found.setdefault(sentence[result].lower, result)
    return found


def _result(sentence: ParsedSentence, verb: int) -> int | None:
    """The adjective right behind a verb that says what became of its object: "set free 28 pupils"."""
    behind = verb + 1
    said = (at for at in sentence.children(verb, "advcl") if sentence[at].tag == "JJ")
    if (apart := next((at for at in said if sentence[at].lower in _RESULTS), None)) is not None:
        return apart  # "set 28 pupils free"
    if behind == len(sentence) or sentence[behind].lower not in _RESULTS or sentence[behind].dep != "amod":
        return None
    struck = sentence.child(verb, "dobj")
    return behind if struck is not None and behind in sentence.subtree(struck) else None


def behind_particle(sentence: ParsedSentence, particle: int) -> list[int]:
    """What stands behind a particle, or behind the preposition of a noun that is one ("took part in drills")."""
    behind = sentence.children(particle, "pobj")
    if sentence[particle].lower == "as":
        behind += sentence.children(particle, "amod")  # "described it as illegal"
    for preposition in sentence.children(particle, "prep") if sentence[particle].tag.startswith("NN") else ():
        behind += sentence.children(preposition, "pobj")
    return behind


def _says_when(sentence: ParsedSentence, preposition: int) -> bool:
    behind = sentence.child(preposition, "pobj")
    return behind is not None and is_time_word(sentence[behind].lower) and not _is_filled(sentence, behind)


def _is_filled(sentence: ParsedSentence, time: int) -> bool:
    """Whether a stretch of time is told by what filled it: "after a week of protests", not "in the hours of Sunday"."""
    of = (child for child in sentence.children(time, "prep") if sentence[child].lower == "of")
    filling = [noun for child in of for noun in sentence.children(child, "pobj")]
    return any(not is_time_word(sentence[noun].lower) for noun in filling)


def event_noun(sentence: ParsedSentence, index: int) -> Entry | None:
    """The entry of the noun at `index`, with the word before it where both make one ("phone call").

    A strike is one where workers do it.
    """
    lexicon, word = load_lexicon(), sentence[index].lower
    for modifier in sentence.children(index, "compound", "amod"):
        if entry := lexicon.noun(f"{sentence[modifier].lower}-{word}"):
            return entry
    return lexicon.noun(word) or strike_of_workers(sentence, index)


def object_words(sentence: ParsedSentence, heads: list[int]) -> Iterator[tuple[str, float]]:
    """The words that the objects headed by `heads` are known by in the lexicon, with how much each counts."""
    for head in heads:
        yield from _noun_words(sentence, head)
        for conjunct in sentence.children(head, "conj"):
            yield from _noun_words(sentence, conjunct)


def _counted_words(sentence: ParsedSentence, noun: int) -> Iterator[str]:
    """ "10 days of war games": what is counted, with the word before it and alone."""
    forms = (sentence[noun].lower, singular(sentence[noun].lower))
    for modifier in sentence.children(noun, "compound"):
        yield from (f"{sentence[modifier].lower}-{form}" for form in forms)
    yield from forms


def _noun_words(sentence: ParsedSentence, noun: int) -> Iterator[tuple[str, float]]:
    word = sentence[noun].lower
    modifiers = [sentence[child].lower for child in sentence.children(noun, "compound", "amod", "nmod", "nummod")]
    for modifier in modifiers:
        yield from ((f"{modifier}{join}{form}", HEAD + 0.5) for join in ("-", "") for form in (word, singular(word)))
    quantity = singular(word) in _QUANTITIES
    yield from ((form, HEAD - 0.3 * quantity) for form in (word, singular(word)))
    if quantity:
        for preposition in sentence.children(noun, "prep"):
            for counted in sentence.children(preposition, "pobj"):
                yield from ((form, HEAD - 0.2) for form in _counted_words(sentence, counted))
                modifiers += [sentence[child].lower for child in sentence.children(counted, "compound")]
    yield from ((form, MODIFIER) for modifier in modifiers for form in (modifier, singular(modifier)))
