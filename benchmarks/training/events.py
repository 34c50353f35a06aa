"""Trains the two linear models of the event coder: `python -m benchmarks.training.events`.

Reads only what the project wrote: patterns, paragraphs with their events, sentences without any. Softmax regression
by Adam over sparse binary features, L2 on the weights; the temperature
is chosen by cross-validation, on the sentences written by hand.
Writes monitor/annotate/confidence/events.npz. The same input gives the same weights.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.event_types import in_terms_of_the_sets
from benchmarks.language import ReadText, language_model, read_text
from benchmarks.training.events_paragraphs import Paragraph, paragraphs
from benchmarks.training.events_sentences import Made, made_sentences, negatives, news_sentences, written
from monitor.annotate.confidence.features import all_features
from monitor.annotate.confidence.linear import NO_EVENT, softmax
from monitor.annotate.events.coder import drafts
from monitor.annotate.events.plover_rules import type_abroad, type_by_actors, type_by_modes
from monitor.annotate.modality.modes import modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType, Record

WEIGHTS = Path(__file__).parents[2] / "monitor" / "annotate" / "confidence" / "events.npz"
CLASSES = (*(kind.value for kind in EventType), NO_EVENT)
_ROUNDS, _BATCH, _RATE, _DECAY = 6, 256, 0.02, 1e-4
_MEAN_OF = 3  # the last rounds, over which the weights are averaged: less depends on the order of the examples
_LEAST_SEEN = 2
_FOLDS = 5
_YEAR = 2020
_GIVING_BACK = frozenset("withdraw pull release free retreat evacuate return lift end stop surrender disarm".split())
_NEGATIVE_WEIGHT, _PARAGRAPH_WEIGHT = 2.0, 3.0
_NEAR_TYPES = (
    {"ASSAULT", "COERCE"},
    {"SANCTION", "COERCE"},
    {"CONCEDE", "RETREAT"},
    {"AID", "COOPERATE"},
    {"AID", "AGREE"},
    {"SUPPORT", "AGREE"},
    {"MOBILIZE", "AGREE"},
    {"MOBILIZE", "ASSAULT"},
    {"REJECT", "PROTEST"},
    {"THREATEN", "PROTEST"},
)
"""Pairs of types that editors tell apart in more than one way."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Example(Record, frozen=True, kw_only=True):
    """A draft as the models see it, what it is, how much it counts, and the pattern it comes from."""

    words: tuple[str, ...]
    lexicon: tuple[str, ...]
    label: str
    weight: float = 1.0
    source: str
    by_hand: bool = True  # written as a whole, not made of a pattern


def seen(sentence: ParsedSentence, roles: Roles, draft: Draft) -> tuple[EventType, Sequence[str], Sequence[str]]:
    """The type of a draft by the rules, and its features."""
    modes = modality(sentence, draft.trigger, _YEAR)
    kind = type_by_actors(draft.reading, sentence, draft.trigger, (*draft.actors, *draft.recipients))
    kind = type_abroad(kind, draft.reading, roles, draft)
    kind, modes = type_by_modes(kind, modes, draft.reading)
    return (kind, *all_features(sentence, roles.phrases, draft, kind, modes))


def drafted(read: ReadText) -> Iterator[tuple[ParsedSentence, Roles, Draft]]:
    """All drafts of a text, those without enough parties too."""
    for sentence in read.sentences:
        roles = Roles(sentence, read.mentions)
        for draft in drafts(sentence, roles):
            yield sentence, roles, draft


def of_made(made: Made, read: ReadText) -> Iterator[Example]:
    """The examples of a made sentence: its first draft is the pattern's event."""
    for number, (sentence, roles, draft) in enumerate(drafted(read)):
        kind, words, lexicon = seen(sentence, roles, draft)
        label = _label(made, kind, draft) if made.type else NO_EVENT
        if made.type and number and kind.value != label:
            continue  # of a second event nothing is known
        weight = 1.0 if made.type else _NEGATIVE_WEIGHT
        yield Example(
            words=tuple(words),
            lexicon=tuple(lexicon),
            label=label,
            weight=weight,
            source=made.pattern,
            by_hand=made.text == made.pattern,
        )


def _label(made: Made, kind: EventType, draft: Draft) -> str:
    """The pattern's type in terms of the manual: the patterns know YIELD and call sanctions COERCE."""
    if made.type == in_terms_of_the_sets(kind, str(draft.reading.rule)):
        return kind.value
    if made.type != "YIELD":
        return made.type
    if kind in (EventType.CONCEDE, EventType.RETREAT):
        return kind.value
    giving_back = made.pattern.split()[0] in _GIVING_BACK
    return (EventType.RETREAT if giving_back else EventType.CONCEDE).value


def of_paragraph(paragraph: Paragraph, read: ReadText) -> Iterator[Example]:
    """The examples of a paragraph: a draft whose type its gold events have, and no other actor than theirs, is right.

    Of one with a type near to one of theirs nothing is known; others are none.
    """
    for sentence, roles, draft in drafted(read):
        kind, words, lexicon = seen(sentence, roles, draft)
        actors = " ".join(_said(head, sentence, roles, read) for head in draft.actors).strip()
        right = any(event.type == kind.value and event.has_actors(actors) for event in paragraph.events)
        if not right and any({event.type, kind.value} in _NEAR_TYPES for event in paragraph.events):
            continue
        yield Example(
            words=tuple(words),
            lexicon=tuple(lexicon),
            label=kind.value if right else NO_EVENT,
            weight=_PARAGRAPH_WEIGHT if right else _NEGATIVE_WEIGHT,
            source=paragraph.text,
        )


def _said(head: int, sentence: ParsedSentence, roles: Roles, read: ReadText) -> str:
    """The words of a party; a pronoun says nothing, whom it means is found later."""
    return "" if sentence[head].tag == "PRP" else roles.phrases.span(head, read.text).text


def examples(each: int, *, with_paragraphs: bool) -> list[Example]:
    """All examples, from parses of all texts."""
    model = language_model()
    found: list[Example] = []
    for made in (*made_sentences(7, each), *news_sentences(7, each), *written(), *negatives()):
        found += of_made(made, read_text(made.text, model))
    for paragraph in paragraphs() if with_paragraphs else ():
        found += of_paragraph(paragraph, read_text(paragraph.text, model))
    return found


class Table:
    """Examples as rows of feature numbers, padded with the number behind the last feature."""

    def __init__(self, rows: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        numbers = {name: number for number, name in enumerate(names)}
        known = [[numbers[name] for name in row if name in numbers] for row in rows]
        self.width = len(names)
        self.rows: Ints = np.full((len(rows), max(map(len, known), default=1)), len(names), dtype=np.int32)
        for at, row in enumerate(known):
            self.rows[at, : len(row)] = row

    def of(self, kept: NDArray[np.bool_]) -> "Table":
        """Some of the rows, with the same features."""
        part = copy(self)
        part.rows = self.rows[kept]
        return part


def frequent(rows: Sequence[Sequence[str]]) -> list[str]:
    """The features that occur often enough to learn from."""
    counts = Counter(name for row in rows for name in set(row))
    return sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)


def trained(table: Table, labels: Ints, weights: Floats, seed: int) -> tuple[Floats, Floats]:
    """Weights (features × classes) and biases of a softmax regression, each the mean of the last rounds."""
    chance = np.random.default_rng(seed)
    matrix = np.zeros((table.width + 1, len(CLASSES)), np.float32)
    bias = np.zeros(len(CLASSES), np.float32)
    first, second, total, biases = (np.zeros_like(each) for each in (matrix, matrix, matrix, bias))
    step = taken = 0
    for number in range(_ROUNDS):
        order = chance.permutation(len(labels))
        for start in range(0, len(order), _BATCH):
            step += 1
            batch = order[start : start + _BATCH]
            rows = table.rows[batch]
            error = softmax(matrix[rows].sum(axis=1) + bias)
            error[np.arange(len(batch)), labels[batch]] -= 1
            error *= weights[batch, None] / len(batch)
            gradient = _DECAY * matrix + _summed(rows, error, len(matrix))
            gradient[-1] = 0
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            matrix -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-6)
            bias -= 0.1 * error.sum(axis=0)
            if number >= _ROUNDS - _MEAN_OF:
                total, biases, taken = total + matrix, biases + bias, taken + 1
    return total[:-1] / np.float32(taken), biases / np.float32(taken)


def _summed(rows: Ints, error: Floats, features: int) -> Floats:
    """The error of each example added to each of its features."""
    flat = rows.ravel()
    columns = [np.bincount(flat, np.repeat(column, rows.shape[1]), features) for column in error.T]
    return np.stack(columns, axis=1).astype(np.float32)


def quantised(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """The matrix as int8 with a scale a class."""
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-6).astype(np.float32) / 127
    return np.round(matrix / scale).astype(np.int8), scale


def best_temperature(scores: Floats, labels: Ints, weights: Floats) -> float:
    """The temperature under which the held-out labels are likeliest."""

    def loss(temperature: float) -> float:
        likely = softmax(scores / np.float32(temperature))[np.arange(len(labels)), labels]
        return float(-(weights * np.log(likely + 1e-9)).sum())

    return min((step / 10 for step in range(5, 60)), key=loss)


def cross_validated(table: Table, labels: Ints, weights: Floats, folds: NDArray[np.int64]) -> Floats:
    """The scores of each example by a model that saw neither it nor any other of its pattern."""
    scores = np.zeros((len(labels), len(CLASSES)), np.float32)
    for fold in range(_FOLDS):
        inside = folds != fold
        matrix, bias = trained(table.of(inside), labels[inside], weights[inside], 1)
        padded = np.vstack([matrix, np.zeros((1, len(CLASSES)), np.float32)])
        scores[~inside] = padded[table.rows[~inside]].sum(axis=1) + bias
    return scores


def trained_models(found: list[Example]) -> dict[str, NDArray[np.generic]]:
    """Everything that the file of weights holds."""
    chance = random.Random(3)
    fold = {source: chance.randrange(_FOLDS) for source in sorted({example.source for example in found})}
    folds = np.array([fold[example.source] for example in found])
    labels = np.array([CLASSES.index(example.label) for example in found], np.int32)
    weights = np.array([example.weight for example in found], np.float32)
    views = {"words": [example.words for example in found], "lexicon": [example.lexicon for example in found]}
    content: dict[str, NDArray[np.generic]] = {"classes": np.array(CLASSES)}
    unseen: list[Floats] = []
    for name, rows in views.items():
        names = frequent(rows)
        table = Table(rows, names)
        unseen.append(cross_validated(table, labels, weights, folds))
        matrix, bias = trained(table, labels, weights, 1)
        content[f"{name}_weights"], content[f"{name}_scale"] = quantised(matrix)
        content[f"{name}_bias"], content[f"{name}_names"] = bias, np.array("\n".join(names))
    scores = np.asarray((unseen[0] + unseen[1]) / 2, np.float32)
    right = float((scores.argmax(axis=1) == labels).mean())
    by_hand = np.array([example.by_hand for example in found])
    temperature = best_temperature(scores[by_hand], labels[by_hand], weights[by_hand])
    click.echo(f"{len(found)} examples, unseen right {right:.3f}, temperature {temperature}")
    return content | {"temperature": np.array(temperature)}


@click.command()
@click.option("--each", default=3, show_default=True, help="Sentences made from each pattern.")
@click.option("--paragraphs/--no-paragraphs", "with_paragraphs", default=True, help="Whether to learn from them too.")
def main(each: int, with_paragraphs: bool) -> None:
    """Trains both models and writes the weights."""
    content = trained_models(examples(each, with_paragraphs=with_paragraphs))
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(WEIGHTS, allow_pickle=False, **content)
    click.echo(json.dumps({"weights": WEIGHTS.name, "bytes": WEIGHTS.stat().st_size}))


if __name__ == "__main__":
    main()
