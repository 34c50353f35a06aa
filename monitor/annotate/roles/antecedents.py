"""Whom a pronoun can mean: the last fitting subject before it, in its own sentence or the one before.

Subjects come first in English, and a pronoun goes on about the subject (Centering: B. Grosz, A. Joshi, S. Weinstein
1995). What fits is told by number, sex and kind: "he" and "she" are a person, "it" is a country or a body, "they" are
several. Where two fit alike, nobody is taken; nor is who stands behind the pronoun: in "they killed eleven, the mayor
said" the mayor is no killer.
"""

from collections.abc import Iterable, Iterator

from monitor.annotate.actors.coreference import sex_of
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import is_verb
from monitor.annotate.syntax.noun_phrases import PRONOUNS, Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention
from monitor.text.inflection import singular

_BODIES = words_of("antecedents", "bodies")
"""Nouns for what several people are or do together, of which "it" speaks, not "he"."""

_PLURAL = words_of("antecedents", "plural")
_PERSON = words_of("antecedents", "person")
_THING = words_of("antecedents", "thing")
_SEVERAL = words_of("antecedents", "several")
_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_OBJECTS = ("him", "her", "them")
_SUBJECTS = ("nsubj", "nsubjpass")


def agrees(pronoun: str, sentence: ParsedSentence, phrases: Phrases, head: int) -> bool:
    """Whether `pronoun` (lower case) can mean the party headed by `head`, by number, sex and kind."""
    token, name = sentence[head], phrases.name(head)
    if token.lower in PRONOUNS or not phrases.is_party(head):
        return False
    joined = len(phrases.with_conjuncts(head)) > 1
    if pronoun in _SEVERAL or joined:
        return pronoun in _SEVERAL and (joined or _are_several(token.lower, token.tag, name))
    if name is not None:
        return _named_so(pronoun, name, sentence, head)
    is_one = not token.tag.endswith("S") and token.lower not in _PLURAL - _BODIES
    is_body = singular(token.lower) in _BODIES
    return is_one and is_body == (pronoun in _THING)


def _are_several(word: str, tag: str, name: Mention | None) -> bool:
    if name is not None and name.type is EntityType.ORGANISATION:
        return True
    return tag.endswith("S") or word in _PLURAL


def _named_so(pronoun: str, name: Mention, sentence: ParsedSentence, head: int) -> bool:
    if name.type is not EntityType.PERSON:
        # a single word that is taken for no person may well be one; where it is known as a place or a body it is not
        return pronoun in _THING
    title = [sentence[child].text for child in sentence.children(head, "compound")][-1:]
    return pronoun in _PERSON and sex_of(name.name or name.text, title) in ("", _SEX[pronoun])


def within(sentence: ParsedSentence, phrases: Phrases, pronoun: int) -> int | None:
    """The only subject before the pronoun, in its own sentence, that it can mean; None where none or several are."""
    word, own = sentence[pronoun].lower, sentence.head(pronoun)
    found = _distinct(
        phrases,
        (
            head
            for head in subjects(sentence)
            if head < pronoun and sentence.head(head) != own and agrees(word, sentence, phrases, head)
        ),
    )
    return found[0] if len(found) == 1 else None


def is_named_before(sentence: ParsedSentence, phrases: Phrases, pronoun: int) -> bool:
    """Whether anybody whom the pronoun can mean stands before it in its own sentence."""
    word = sentence[pronoun].lower
    own = _acting_beside(sentence, pronoun) if word in _OBJECTS else set()
    return any(agrees(word, sentence, phrases, head) for head in range(pronoun) if head not in own)


def _acting_beside(sentence: ParsedSentence, pronoun: int) -> set[int]:
    """The words of who does something to whom a pronoun means, and so is not meant: "President Ruto fired on them"."""
    verb = next((above for above in sentence.ancestors(pronoun) if is_verb(sentence, above)), None)
    acting = () if verb is None else sentence.children(verb, *_SUBJECTS)
    return {part for head in acting for part in (head, *sentence.children(head, "compound", "amod", "appos"))}


def in_sentence_before(
    word: str, sentence: ParsedSentence, phrases: Phrases, taken: Iterable[int] = ()
) -> tuple[int, ...] | None:
    """The heads of whom the pronoun `word` means, in the sentence before its own: one, several that are one subject,
    none where it is not sure; None where nobody fits.

    taken: heads that cannot be meant, as another part of its clause means them.
    """
    fitting = [head for head in subjects(sentence) if head not in taken and agrees(word, sentence, phrases, head)]
    leading = _distinct(phrases, fitting)
    if len(leading) > 1:
        leading = [head for head in leading if _leads(sentence, head)]
    if leading or fitting:
        return tuple(phrases.with_conjuncts(leading[0])) if len(leading) == 1 else ()
    others = _distinct(
        phrases,
        (
            head
            for head in range(len(sentence))
            if sentence[head].dep in ("dobj", "pobj", "dative", "conj")
            and head not in taken
            and agrees(word, sentence, phrases, head)
        ),
    )
    return None if not others else tuple(others) if len(others) == 1 else ()


def _leads(sentence: ParsedSentence, head: int) -> bool:
    """Whether a subject is that of the main clause, and does not only say what others did."""
    verb = sentence.head(head)
    return sentence[verb].dep == "ROOT" and sentence.child(verb, "ccomp") is None


def subjects(sentence: ParsedSentence) -> Iterator[int]:
    """The heads of the subjects of a sentence, those of the main clause first."""
    for verb in sentence.outside_in:
        if is_verb(sentence, verb):
            yield from sentence.children(verb, *_SUBJECTS)


def _distinct(phrases: Phrases, heads: Iterable[int]) -> list[int]:
    """One head for each that is named; "Turkey" and "Turkey" are one."""
    found: dict[object, int] = {}
    for head in heads:
        name = phrases.name(head)
        found.setdefault((name.actor or name.text) if name is not None else head, head)
    return list(found.values())
