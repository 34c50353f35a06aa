"""Sentences once more with other names: what a name stands among then teaches more than the name itself does."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.conll import LabelledSentence, spans

_SWAPPED = 0.7  # of the names of a sentence

Names = dict[str, list[tuple[str, ...]]]
"""Type → the names of it."""


def swapped(sentences: Sequence[LabelledSentence], copies: int, seed: int = 1) -> Iterator[LabelledSentence]:
    """`copies` of each sentence that has names, most of them put in the place of others of their type."""
    chance = random.Random(seed)
    names: Names = defaultdict(list)
    for sentence in sentences:
        for first, end, kind in sorted(spans(sentence.labels)):
            names[kind].append(sentence.words[first:end])
    for _ in range(copies):
        for sentence in sentences:
            if any(kind != "MISC" for *_, kind in spans(sentence.labels)):
                yield _with_other_names(sentence, names, chance)


def _with_other_names(sentence: LabelledSentence, names: Names, chance: random.Random) -> LabelledSentence:
    words, labels, last = list[str](), list[str](), 0
    for first, end, kind in sorted(spans(sentence.labels)):
        name = sentence.words[first:end]
        if kind != "MISC" and chance.random() < _SWAPPED:
            name = chance.choice(names[kind])
        words += [*sentence.words[last:first], *name]
        labels += [*sentence.labels[last:first], f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1)]
        last = end
    words += sentence.words[last:]
    labels += sentence.labels[last:]
    return LabelledSentence(words=tuple(words), labels=tuple(labels), document=sentence.document)
