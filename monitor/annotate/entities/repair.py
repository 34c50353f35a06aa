"""From the words of a document, and what a language model saw in them, to mentions with their types and edges."""

from collections.abc import Sequence
from functools import cache

import msgspec

from monitor.annotate.entities.consistency import consistent
from monitor.annotate.entities.labelling import Labeller
from monitor.annotate.entities.spans import NameSpan, read_spans
from monitor.annotate.entities.weights import load_weights
from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.phrases import Phrases
from monitor.records import EntityType, Mention, Record

TYPES = {"PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION, "LOC": EntityType.PLACE}
_NATIONALITIES = frozenset({"B-NORP", "I-NORP"})
"""Labels of the language model."""

_KNOWN = (("C", "GPE", "LOC", "a country", 2), ("O", "ORG", "ORG", "an organisation", 3))
"""Class of the gazetteer, label of the language model, type, the reason that says it, and the least number of words."""


class Words(Record, frozen=True, kw_only=True):
    """The words of a document without its white space; `starts` are offsets of the document.

    labels: of the language model, OntoNotes types in BIO ("O", "B-GPE", "I-GPE"); sentences: the first word of each.
    """

    words: list[str]
    starts: list[int]
    labels: list[str]
    sentences: list[int]


@cache
def shipped_labeller() -> Labeller:
    """The labeller with the weights that ship; one a process, as it remembers words."""
    return Labeller(load_weights())


@cache
def shipped_phrases() -> Phrases:
    """The names of the gazetteer that ships."""
    return Phrases(load_compiled().phrases)


def find_names(words: Words, labeller: Labeller | None = None) -> list[NameSpan]:
    """The names among the words, typed PER, ORG, LOC or NORP, in order; consistent within the document."""
    labeller = labeller or shipped_labeller()
    tags = shipped_phrases().tags(words.words)
    labels = labeller.label(words.words, words.sentences, words.labels, tags)
    spans = list(read_spans(labels))
    mistaken = [span for span in spans if span.type not in TYPES]
    others = {at for span in mistaken for at in range(span.first, span.end)}
    typed = [span for span in spans if span.type in TYPES]
    names = _apart(consistent(typed, words.words, tags, others), typed, words.sentences)
    names = [*names, *_mistaken(words, tags, names, mistaken)]
    return sorted([*names, *_nationalities(words, tags, names)], key=lambda span: span.first)


def _apart(names: list[NameSpan], read: Sequence[NameSpan], sentences: Sequence[int]) -> list[NameSpan]:
    """`names`; of those that run over the end of a sentence, such as a title's, what was `read` of its parts."""
    begins = set(sentences)
    over = [name for name in names if not begins.isdisjoint(range(name.first + 1, name.end))]
    if not over:
        return names
    parts = (span for span in read if any(name.first <= span.first and span.end <= name.end for name in over))
    return [*(name for name in names if name not in over), *parts]


def _mistaken(
    words: Words, tags: Sequence[str], names: Sequence[NameSpan], mistaken: Sequence[NameSpan]
) -> list[NameSpan]:
    """Countries and bodies of several words that the sequence model alone takes for something else.

    Only as a whole: the United States of "the 2024 United States election" are part of its name.
    """
    taken = {at for name in names for at in range(name.first, name.end)}
    ends = {(span.first + (words.words[span.first].lower() == "the"), span.end) for span in mistaken}
    return [
        msgspec.structs.replace(span, type=kind, reason=reason)
        for label, seen, kind, reason, least in (_KNOWN if ends else ())
        for span in read_spans(tags, {tag for tag in set(tags) if tag[2:] == label})
        if (span.first, span.end) in ends
        and span.end - span.first >= least
        and taken.isdisjoint(range(span.first, span.end))
        and all(each[2:] == seen for each in words.labels[span.first : span.end])
    ]


def _nationalities(words: Words, tags: Sequence[str], names: Sequence[NameSpan]) -> list[NameSpan]:
    """Nationalities and groups outside of other names: those of the gazetteer, and what the model takes for one."""
    taken = {at for span in names for at in range(span.first, span.end)}
    found: list[NameSpan] = []
    of_gazetteer = {tag for tag in set(tags) if "N" in tag[2:]}
    for labels, wanted, reason in ((tags, of_gazetteer, "gazetteer"), (words.labels, _NATIONALITIES, "")):
        for span in read_spans(labels, wanted):
            here = set(range(span.first, span.end))
            if not here & taken and words.words[span.first][:1].isupper():
                taken |= here
                found.append(NameSpan(first=span.first, end=span.end, type="NORP", reason=reason))
    return found


def find_mentions(words: Words, document: str, model: str) -> tuple[Mention, ...]:
    """The mentions of a document, in order; `model` is named in their reasons."""
    return mentions_of(find_names(words), words, document, model)


def mentions_of(names: Sequence[NameSpan], words: Words, document: str, model: str) -> tuple[Mention, ...]:
    """The mentions that `names` are."""
    return tuple(_mention(name, words, document, model) for name in names)


def _mention(span: NameSpan, words: Words, document: str, model: str) -> Mention:
    start = words.starts[span.first]
    end = words.starts[span.end - 1] + len(words.words[span.end - 1])
    seen = words.labels[span.first].removeprefix("B-").removeprefix("I-")
    by = f"{model} {seen}" if seen != "O" else f"not seen by {model}"
    kind = TYPES.get(span.type, EntityType.NATIONALITY)
    return Mention(
        type=kind, text=document[start:end], start=start, end=end, reason=f"{by}, {span.reason or 'sequence model'}"
    )
