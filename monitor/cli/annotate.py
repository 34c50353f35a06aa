"""`wirewatch annotate`: the language work alone, for a corpus of one's own."""

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from monitor.clock import system_clock
from monitor.errors import Unprocessable, WirewatchError
from monitor.nlp.forked.worker import WorkerAnnotator
from monitor.nlp.opening import open_annotator, usable_cores
from monitor.records import AnnotatedArticle, Record, StoryArticle, encode
from monitor.text.article import article_of, story_of

_AHEAD = 4  # articles a process that are read before the first of them is done


class Row(Record, frozen=True, kw_only=True):
    """One line of the input; other fields are ignored."""

    id: str
    title: str = ""
    text: str = ""
    url: str = ""
    language: str | None = None
    published: datetime | None = None  # whose day tells who holds an office; left out, it is now


@click.command("annotate")
@click.argument("source", metavar="[FILE.jsonl|-]", type=click.File("rb"), default="-")
@click.option("--model", help="The spaCy model for English; left out, the one that is installed.")
@click.option("--processes", type=click.IntRange(1), help="Worker processes; left out, one a core.")
def annotate_command(source: Iterable[bytes], model: str | None, processes: int | None) -> None:
    """Annotates articles without feeds or watches.

    Reads an article a line, {"id": …, "title": …, "text": …} and if known "published", "language" and "url", from a
    file or from standard input. Prints for each, in the same order, the record that news.annotated would carry. A line
    that is no article, or that cannot be annotated, is told on standard error; the exit code is then 1.
    """
    failed = asyncio.run(_annotate(source, model, processes or usable_cores()))
    if failed:
        raise SystemExit(1)


async def _annotate(source: Iterable[bytes], model: str | None, processes: int) -> int:
    annotator = open_annotator(model=model, processes=processes)
    failed = 0
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("articles", total=None)
        try:
            async for number, outcome in _outcomes(source, annotator, processes * _AHEAD):
                progress.advance(task)
                if isinstance(outcome, AnnotatedArticle):
                    sys.stdout.buffer.write(encode(outcome) + b"\n")
                else:
                    failed += 1
                    progress.console.print(f"line {number}: {outcome}", markup=False, highlight=False)
            progress.update(task, total=progress.tasks[task].completed)
        finally:
            await annotator.close()
    sys.stdout.buffer.flush()
    return failed


Outcome = AnnotatedArticle | WirewatchError


async def _outcomes(
    source: Iterable[bytes], annotator: WorkerAnnotator, ahead: int
) -> AsyncIterator[tuple[int, Outcome]]:
    """Line number and outcome of each article, in order; `ahead` of them are under way at a time."""
    under_way: deque[tuple[int, asyncio.Task[Outcome]]] = deque()
    for number, line in _lines(source):
        under_way.append((number, asyncio.create_task(_outcome(line, annotator))))
        if len(under_way) >= ahead:
            first, task = under_way.popleft()
            yield first, await task
    for number, task in under_way:
        yield number, await task


def _lines(source: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(source, 1) if line.strip())


async def _outcome(line: bytes, annotator: WorkerAnnotator) -> Outcome:
    try:
        return await annotator.annotate(_placed(line, system_clock().astimezone(UTC)))
    except WirewatchError as error:
        return error


def _placed(line: bytes, now: datetime) -> StoryArticle:
    """The article of one line, a story of its own. Raises Unprocessable where it holds none."""
    try:
        row = msgspec.json.decode(line, type=Row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unprocessable(f"no article: {error}") from error
    published = row.published
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    article = article_of(
        row.text,
        now,
        source="annotate",
        title=row.title,
        id_=row.id,
        url=row.url,
        published=published,
        language=row.language,
    )
    return story_of(article)
