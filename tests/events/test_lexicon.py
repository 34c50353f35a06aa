"""Every entry of the lexicon wins the sentence that is made of it: verb, particle and object, as parsed.

The sentences are parsed by construction ("Norway sent tanks to Chad"), so that what is tested is the lexicon and not
the parser. An entry that loses is shadowed by another one, and dead.
"""

from collections.abc import Iterator

from monitor.annotate.lexicon import Entry, load_lexicon
from monitor.annotate.lexicon.entries import ANY, NOTHING, PARTY, SUBJECT
from monitor.annotate.lexicon.words import rows
from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.annotate.typing.senses import read_entry
from monitor.text.inflection import past_forms

ADVERBS = frozenset("up out off down back away over aside forward in apart home together".split())
PREPOSITIONS = frozenset(
    "in to into with by on of at alongside for from upon over against behind around under toward towards through "
    "across among between near about onto as during along outside without amid until before after".split()
)
Word = tuple[str, str, str, int]  # text, tag, dependency, head


def noun(word: str, dependency: str, head: int) -> Word:
    return (word, "NNP" if word[0].isupper() else "NN", dependency, head)


def particles(entry: Entry, verb: int) -> list[Word]:
    """The particle word by word, each below the one before: walk → out → of."""
    found: list[Word] = []
    for word in entry.particle.split() if entry.particle not in (ANY, SUBJECT) else ():
        first = not found
        adverb = first and word in ADVERBS
        preposition = word in PREPOSITIONS and not adverb
        tag, dependency = ("RP", "prt") if adverb else ("IN", "prep") if preposition else ("RB", "advmod")
        if first and dependency == "advmod":
            tag, dependency = ("JJ", "acomp") if entry.word == "be" else ("NN", "dobj")
        found.append((word, tag, dependency, verb + len(found)))
    return found


def sentence(entry: Entry, argument: str | None, partner: str | None = None) -> ParsedSentence:
    """The shortest sentence with the entry in it; `argument` is its object, or its subject where it asks for one."""
    of_subject = entry.particle == SUBJECT
    words = [noun(argument if of_subject and argument else "Norway", "nsubj", 1)]
    words.append((past_forms(entry.word)[0], "VBD", "ROOT", 1))
    words += particles(entry, 1)
    if argument and not of_subject:
        behind = words[-1][2] == "prep"
        words.append(noun(argument, "pobj" if behind else "dobj", len(words) - 1 if behind else 1))
    if partner:
        words += [("with", "IN", "prep", 1), noun(partner, "pobj", len(words))]
    return parsed(words)


def parsed(words: list[Word]) -> ParsedSentence:
    tokens, at = [], 0
    for text, tag, dependency, head in words:
        tokens.append(
            Token(text=text, lower=text.lower(), tag=tag, dep=dependency, head=head, start=at, end=at + len(text))
        )
        at += len(text) + 1
    return ParsedSentence(tuple(tokens), 0, at)


def sentences(entry: Entry) -> Iterator[ParsedSentence]:
    """The sentences of an entry; one of them must be won."""
    arguments = {ANY: (None, "Chad", "gadget"), NOTHING: (None,), PARTY: ("Chad",)}.get(entry.object, (entry.object,))
    for argument in arguments:
        yield sentence(entry, argument)
    if load_lexicon().is_of_class("exercises", entry.object):
        yield sentence(entry, entry.object, partner="Chad")  # a drill is held together with somebody


def wins(entry: Entry) -> bool:
    readings = (read_entry(made, 1) for made in sentences(entry))
    return any(reading is not None and reading.type is entry.type for reading in readings)


def test_every_entry_wins_its_sentence() -> None:
    assert [entry.name for entry in load_lexicon().entries() if not wins(entry)] == []


def test_no_object_is_named_by_two_rows_of_different_types() -> None:
    named: dict[tuple[str, str, str], str] = {}
    twice = []
    for kind, verb, particle, objects, *_ in rows("verbs.tsv"):
        for word in objects.split():
            if named.setdefault((verb, particle, word), kind) != kind:
                twice.append((verb, particle, word))
    assert twice == []
