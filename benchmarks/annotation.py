"""The language work of articles, step by step, beside the bare recogniser of the same model.

    python -m benchmarks.annotation FILE.jsonl [--limit N] [--beside OTHER.jsonl]

FILE holds one article a line: `{"title", "text"}`. Every article goes through spaCy's own tokenizer and recogniser, a
sentence at a time as that is fastest for it, and through each step of `monitor.nlp.annotation`; in turns, so that noise
of the machine strikes both. Times are CPU times of this process, which uses one thread, so tokens a second are those of
a core. The last line is one JSON object:

- `bare_ner`, `names`, `everything`: tokens a second of spaCy's recogniser, of ours with repair and linking, and of all
  language work; `names_ratio`, `everything_ratio`: against `bare_ner`.
- `ladder`: what each gate leaves, in sentences and in the share of all tokens, and what the gates up to it save of the
  parse and all behind it, in microseconds a token of the articles.
- `beside`: all of this for the articles of OTHER, such as short texts of which each tells an event. They are read
  behind those of FILE, so that tables are loaded and the usual words known.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
import spacy

from benchmarks.jsonl import Row, read_rows
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE
from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.repair import find_mentions
from monitor.annotate.events.coder import code_events, drafts
from monitor.annotate.events.gates import may_tell_events
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.quotes.quotes import find_quotes
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.nlp.annotation import warm_up, worth_parsing
from monitor.nlp.installed import find_model
from monitor.nlp.model import LanguageModel, ReadSentence, load_model
from monitor.records import Article, Event, Mention
from monitor.text.article import article_of
from monitor.text.language import language_of
from monitor.text.sentences import split_sentences

ALL, POLITICAL, PARSED = "all", "in news of politics", "a party and a trigger: parsed"
NAMES = ("sentences", "recognise", "words", "repair", "link")
"""The steps that find names and say who they are."""

OTHERS = ("language", "gates", "parse", "events", "quotes")
BARE = "bare recogniser"

P = ParamSpec("P")
T = TypeVar("T")


class Stopwatch:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def timed(self, step: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns; its time is added to `step`."""
        start = time.process_time()
        result = work(*args, **kwargs)
        self.seconds[step] += time.process_time() - start
        return result

    def sum(self, steps: Iterable[str]) -> float:
        """The seconds of several steps."""
        return sum(self.seconds[step] for step in steps)


class Bare:
    """Tokenizer and recogniser of the model, as spaCy runs them."""

    def __init__(self, name: str) -> None:
        pipeline = spacy.load(name)
        self._pipeline = pipeline
        pipeline.select_pipes(enable="ner")

    def __call__(self, document: str, sentences: Sequence[tuple[int, int]]) -> None:
        """Finds the names of all sentences."""
        for _ in self._pipeline.pipe(document[start:end] for start, end in sentences):
            pass


def articles(rows: Iterable[Row]) -> list[Article]:
    """The articles of a file, all of this moment."""
    now = datetime.now(UTC)
    return [
        article_of(row["text"], now, source="benchmark", title=row["title"], id_=f"a-{number}")
        for number, row in enumerate(rows)
    ]


def annotate(article: Article, model: LanguageModel, watch: Stopwatch, counts: Counter[str]) -> tuple[Event, ...]:
    """Every step of the language work of one article, timed; counts what each gate leaves."""
    document, on = article.document, article.fetched.date()
    watch.timed("language", language_of, article)
    sentences, text = watch.timed("sentences", lambda: (split_sentences(document), recased(document)))
    read = watch.timed("recognise", model.read, text, sentences)
    words = watch.timed("words", model.words, read)
    found = watch.timed("repair", find_mentions, words, document, model.name)
    mentions = watch.timed("link", resolve, found, document, on, load_directory())
    kept = watch.timed("gates", worth_parsing, read, words, mentions)
    parsed = watch.timed("parse", model.parse, kept)
    events = watch.timed("events", code_events, parsed, mentions, document=document, story="s", on=on)
    watch.timed("quotes", find_quotes, document, sentences, mentions)
    political = read if may_tell_events(words.words) else []
    count(counts, ALL, read)
    count(counts, POLITICAL, political)
    count(counts, PARSED, kept)
    count(counts, "a draft", [row for row, parse in zip(kept, parsed, strict=True) if _has_draft(parse, mentions)])
    sure = [event for event in events if event.confidence >= ALERT_CONFIDENCE]
    count(counts, "an event", [row for row in kept if _holds(row, events)])
    count(counts, "an event worth an alert", [row for row in kept if _holds(row, sure)])
    return events


def count(counts: Counter[str], gate: str, sentences: Sequence[ReadSentence]) -> None:
    """Adds the sentences that a gate left."""
    counts[f"{gate}: sentences"] += len(sentences)
    counts[f"{gate}: tokens"] += sum(len(sentence.words) for sentence in sentences)


def _holds(sentence: ReadSentence, events: Sequence[Event]) -> bool:
    return any(sentence.start <= event.trigger.start < sentence.end for event in events)


def _has_draft(parse: ParsedSentence, mentions: Sequence[Mention]) -> bool:
    return next(drafts(parse, Roles(parse, mentions)), None) is not None


def ladder(watch: Stopwatch, counts: Counter[str]) -> list[Row]:
    """What each gate leaves, and what parse and coding would cost on all that those before the parse have stopped."""
    tokens = counts[f"{ALL}: tokens"]
    behind = 1e6 * watch.sum(("parse", "events")) / max(1, counts[f"{PARSED}: tokens"])
    rungs: list[Row] = []
    for gate in (ALL, POLITICAL, PARSED, "a draft", "an event", "an event worth an alert"):
        share = counts[f"{gate}: tokens"] / tokens
        saved = {"saved_us": round(behind * (1 - share), 1)} if gate in (POLITICAL, PARSED) else {}
        rungs.append({"gate": gate, "sentences": counts[f"{gate}: sentences"], "tokens": round(share, 3), **saved})
    return rungs


def report(watch: Stopwatch, counts: Counter[str], found: int) -> Row:
    """The last line."""
    tokens = counts[f"{ALL}: tokens"]
    speeds = {
        "bare_ner": tokens / watch.seconds[BARE],
        "names": tokens / watch.sum(NAMES),
        "everything": tokens / watch.sum((*NAMES, *OTHERS)),
    }
    return {
        "benchmark": "annotation",
        "articles": found,
        "tokens": tokens,
        **{name: round(speed) for name, speed in speeds.items()},
        "names_ratio": round(speeds["names"] / speeds["bare_ner"], 3),
        "everything_ratio": round(speeds["everything"] / speeds["bare_ner"], 3),
        "microseconds_a_token": {step: round(1e6 * seconds / tokens, 2) for step, seconds in watch.seconds.items()},
        "ladder": ladder(watch, counts),
    }


def measured(path: Path, limit: int | None, model: LanguageModel, bare: Bare) -> Row:
    """The figures of the articles of a file; prints the time of each step."""
    watch, counts, read = Stopwatch(), Counter[str](), articles(read_rows(path)[:limit])
    annotate(read[0], model, Stopwatch(), Counter())
    for article in read:
        watch.timed(BARE, bare, article.document, split_sentences(article.document))
        annotate(article, model, watch, counts)
    for step, seconds in watch.seconds.items():
        click.echo(f"{step:<16}{1e6 * seconds / counts[f'{ALL}: tokens']:>8.2f} µs a token")
    return report(watch, counts, len(read))


@click.command()
@click.argument("path", metavar="FILE.jsonl", type=click.Path(exists=True, path_type=Path))
@click.option("--limit", type=int, help="Only the first so many articles of FILE.")
@click.option("--beside", type=click.Path(exists=True, path_type=Path), help="Another file to measure.")
def main(path: Path, limit: int | None, beside: Path | None) -> None:
    """Times the language work of the articles of FILE."""
    name = find_model()
    warm_up(name)
    model, bare = load_model(name), Bare(name)
    figures = measured(path, limit, model, bare)
    if beside is not None:
        click.echo(f"{beside.name}:")
        figures["beside"] = measured(beside, None, model, bare)
    click.echo(json.dumps(figures))


if __name__ == "__main__":
    main()
