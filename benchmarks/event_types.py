"""How well the type of what one given party does to another is told: `python -m benchmarks.event_types FILE.jsonl`.

Each line of FILE holds `sentence`, `marked` (the same with <s>source</s> and <t>target</t>), or `source` and `target`,
and a `type`: PLOVER's, with YIELD for CONCEDE and RETREAT. The last line printed is a JSON object with accuracy,
macro-F1, F1 of each type and the precision of the most confident answers.

The public sets have conventions that are not the manual's: an imposed sanction is COERCE, a blockade ASSAULT, hostile
deeds to come are THREATEN. They are mapped here and in `conventions.tsv`, and nowhere else.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from benchmarks.between import Joined, readings_between, verb_between
from benchmarks.jsonl import Row, read_rows, write_rows
from benchmarks.language import ReadText, language_model, read_text
from benchmarks.scores import by_class, macro_f1, precision_by_coverage
from monitor.annotate.confidence.features import all_features
from monitor.annotate.confidence.linear import NO_EVENT, load_event_models, softmax
from monitor.annotate.events.plover_rules import type_by_actors, type_by_modes
from monitor.annotate.modality.modes import modality
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.plover import HOSTILE
from monitor.annotate.typing.senses import Reading
from monitor.nlp.model import LanguageModel
from monitor.records import EventType, Rule

_YIELD = frozenset({EventType.CONCEDE.value, EventType.RETREAT.value})
_YEAR = 2020
_FIT = 0.02  # how much a reading that joins both parties well adds to the confidence
_SHARES = (0.3, 0.5, 0.7, 0.9, 1.0)
_CONVENTIONS = Path(__file__).with_name("conventions.tsv")
Stretch = tuple[int, int]
Parties = tuple[frozenset[int], frozenset[int]]


class Typed(NamedTuple):
    """An answer: a type by the convention of the sets, how sure it is, and by which rule."""

    type: str
    confidence: float
    rule: str


@cache
def _conventions() -> dict[tuple[str, str], str]:
    lines = _CONVENTIONS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(kind, entry): other for kind, entry, other in rows}


def in_terms_of_the_sets(kind: EventType, entry: str) -> str:
    """The type that the public sets give to what an entry of the lexicon is read as."""
    return _conventions().get((kind.value, entry), kind.value)


def marked_parties(row: Row) -> tuple[list[Stretch], list[Stretch]]:
    """Where source and target stand in the sentence."""
    if not row.get("marked"):
        return _stretches(row["sentence"], row["source"]), _stretches(row["sentence"], row["target"])
    found: dict[str, list[Stretch]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    length = 0
    for part in re.split(r"(</?[st]>)", row["marked"]):
        if tag := re.fullmatch(r"<(/?)([st])>", part):
            if tag[1]:
                found[tag[2]].append((opened[tag[2]], length))
            else:
                opened[tag[2]] = length
        else:
            length += len(part)
    return found["s"], found["t"]


def _stretches(text: str, phrase: str) -> list[Stretch]:
    start = text.find(phrase)
    return [(start, start + len(phrase))] if start >= 0 and phrase else []


def _tokens(sentence: ParsedSentence, stretches: Iterable[Stretch]) -> frozenset[int]:
    return frozenset(
        index
        for start, end in stretches
        for index, token in enumerate(sentence.tokens)
        if start < token.end and token.start < end
    )


def _head(sentence: ParsedSentence, tokens: frozenset[int]) -> tuple[int, ...]:
    return next(((index,) for index in sorted(tokens) if sentence.head(index) not in tokens - {index}), ())


def typed(row: Row, model: LanguageModel) -> Typed:
    """The type that source and target of `row` are joined by."""
    read = read_text(row["sentence"], model)
    source, target = marked_parties(row)
    places = [
        (sentence, tokens)
        for sentence in read.sentences
        if (tokens := (_tokens(sentence, source), _tokens(sentence, target))) != (frozenset(), frozenset())
    ]
    answers = [
        (joined, sentence, tokens) for sentence, tokens in places for joined in readings_between(sentence, *tokens)[:1]
    ]
    if not answers:
        return _answer_by_words(read, places)
    joined, sentence, tokens = max(answers, key=lambda answer: answer[0].fit)
    return _answer(read, sentence, joined, *tokens)


def _answer_by_words(read: ReadText, places: list[tuple[ParsedSentence, Parties]]) -> Typed:
    """The answer where the lexicon has none: what the model that sees words only makes of the verb between them."""
    verbs = [
        (*found, sentence, tokens)
        for sentence, tokens in places
        if (found := verb_between(sentence, *tokens)) is not None
    ]
    if not verbs:
        return Typed(EventType.ACCUSE.value, 0.0, "no verb")
    _, trigger, sentence, (source, target) = max(verbs, key=lambda found: found[0])
    unread = Reading(type=EventType.ACCUSE, rule=Rule(entry="words"), strength=0.0)
    draft = Draft(reading=unread, trigger=trigger, actors=_head(sentence, source), recipients=_head(sentence, target))
    modes = modality(sentence, trigger, _YEAR)
    phrases = Roles(sentence, read.mentions).phrases
    words, _ = all_features(sentence, phrases, draft, unread.type, modes)
    likely = _by_words_alone(words)
    likely.pop(NO_EVENT)
    name, probability = max(likely.items(), key=lambda item: item[1])
    kind, modes = type_by_modes(EventType(name), modes, unread)
    if modes.future and not modes.negated and kind in HOSTILE:
        kind = EventType.THREATEN
    return Typed("YIELD" if kind in _YIELD else kind.value, round(probability, 4) * 0.5, "words")


def _by_words_alone(words: Sequence[str]) -> dict[str, float]:
    models = load_event_models()
    shares = softmax(models.words.scored(models.words.summed(words)) / np.float32(models.temperature))
    return dict(zip(models.classes, shares.tolist(), strict=True))


def _answer(
    read: ReadText, sentence: ParsedSentence, joined: Joined, source: frozenset[int], target: frozenset[int]
) -> Typed:
    reading, trigger, fit = joined
    parties = (_head(sentence, source), _head(sentence, target))
    modes = modality(sentence, trigger, _YEAR)
    told = type_by_actors(reading, sentence, trigger, (*parties[0], *parties[1]))
    kind, modes = type_by_modes(told, modes, reading)
    draft = Draft(reading=reading, trigger=trigger, actors=parties[0], recipients=parties[1])
    phrases = Roles(sentence, read.mentions).phrases
    models = load_event_models()
    likely = models.likely(*models.summed(*all_features(sentence, phrases, draft, kind, modes)))
    confidence = likely[kind.value] / (1 - likely[NO_EVENT] + 1e-6) + _FIT * min(fit, 4.5)
    name = kind.value if kind is not told else in_terms_of_the_sets(kind, str(reading.rule))
    if modes.future and not modes.negated and kind in HOSTILE:
        name = EventType.THREATEN.value
    return Typed("YIELD" if name in _YIELD else name, round(confidence, 4), str(reading.rule))


def scored(rows: list[Row], answers: list[Typed]) -> Row:
    """The figures of all answers."""
    gold = ["YIELD" if row["type"] in _YIELD else row["type"] for row in rows]
    found = [answer.type for answer in answers]
    right = [was == said for was, said in zip(gold, found, strict=True)]
    tallies = by_class(gold, found)
    confidences = [(answer.confidence, ok) for answer, ok in zip(answers, right, strict=True)]
    return {
        "benchmark": "event_types",
        "rows": len(rows),
        "accuracy": round(sum(right) / max(1, len(rows)), 4),
        "macro_f1": round(macro_f1(tallies), 4),
        "f1": {name: round(tally.f1, 4) for name, tally in tallies.items()},
        "precision_by_coverage": precision_by_coverage(confidences, _SHARES),
    }


@click.command()
@click.argument("path", metavar="FILE.jsonl", type=click.Path(exists=True, path_type=Path))
@click.option("--predictions", type=click.Path(path_type=Path), help="Where to write each row with its answer.")
def main(path: Path, predictions: Path | None) -> None:
    """Scores the types of the sentences in FILE."""
    rows, model = read_rows(path), language_model()
    answers = [typed(row, model) for row in rows]
    write_rows(predictions, ({**row, "predicted": answer._asdict()} for row, answer in zip(rows, answers, strict=True)))
    click.echo(json.dumps(scored(rows, answers)))


if __name__ == "__main__":
    main()
