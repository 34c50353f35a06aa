"""The whole path over a file of articles, beside plain spaCy over the same texts.

    python -m benchmarks.pipeline FILE.jsonl [--limit N] [--rounds N]

FILE holds one article a line: `{"title", "text"}`. Each round runs both, one after the other, on all cores that this
process may use:

- `wirewatch`: the real agents on the embedded log and the SQLite store in a temporary directory, from `news.articles`
  to the archive and the delivery ledger, with the default watchlists; all that a running program does but polling. The
  clock starts when the program is up and has worked off a few articles, and stops when every topic is worked off.
- `nlp.pipe`: the same model, whole, by `nlp.pipe(texts, n_process=cores)`, with the worker processes started and warmed
  up before. Its settings are the library's own.
- `nlp.pipe, 1 process`: the same with the default of one process.

Prints articles/s and CPU seconds of each, the CPU seconds of our stages (the language work, and all the others, which
share one process), what that process wrote (calls and bytes, by /proc/self/io: log, store and what they keep beside
them), and the memory of all our processes when the work is done (PSS: pages that several share are counted once), each
by itself and in sum. The last line is one JSON object; `ratio` is articles/s
against `nlp.pipe` on as many processes, the median over rounds.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agents.composition.program import opened
from agents.composition.running import run
from agents.measuring.tally import Tally
from agents.runtime.backlog import drained
from agents.runtime.faust_app import GROUP
from agents.topics import ARTICLES
from benchmarks.resident import Held, shares, tree
from monitor.config.default import write_default
from monitor.config.load import load
from monitor.identity import article_id
from monitor.log.base import Log
from monitor.nlp.opening import usable_cores
from monitor.records import Article, StoryArticle, encode
from monitor.text.article import article_of, story_of

_FIRST = 20  # articles that are worked off before the clock starts: what is loaded once is no cost of an article
_SELDOM = 5  # times as long between two looks whether all is done, which cost something too
_WARM_UP = "The president of Freedonia said on Monday that the country would send aid to its neighbour."


class Run(NamedTuple):
    """One run of one contestant over all articles."""

    seconds: float
    cpu_seconds: float
    main_cpu_seconds: float = 0.0  # of those, what was not language work
    memory: Sequence[Held] = ()  # of each process at the end
    writes: int = 0  # calls that wrote something, of the process that does not do the language work
    written: int = 0  # bytes


def read_articles(path: Path, limit: int | None) -> list[Article]:
    """The articles of `path`, as ingest would publish them."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(limit or 10**9), strict=False)]
    now = datetime.now(UTC)
    return [
        Article(
            id=article_id(None, "benchmark", str(number), row["title"], row["text"]),
            feed="benchmark",
            entry=str(number),
            url=f"https://example.org/{number}",
            title=row["title"],
            text=row["text"],
            published=now,
            fetched=now,
            language="en",
            publisher=f"publisher-{number % 50}",
        )
        for number, row in enumerate(rows)
    ]


async def run_wirewatch(first: Sequence[Article], articles: Sequence[Article], directory: Path, tally: Tally) -> Run:
    """Everything from `news.articles` on; `first` are worked off before the clock starts."""
    write_default(directory)
    (directory / "receivers.yaml").write_text("version: 1\nreceivers: {out: {type: file, path: alerts.jsonl}}\n")
    (directory / "feeds.yaml").write_text("version: 1\nfeeds: [{id: none, url: https://192.0.2.1/}]\n")
    async with opened(load(directory, os.environ), tally) as program:
        await asyncio.gather(*(program.annotator.annotate(_warm_up(n)) for n in range(2 * usable_cores())))
        ready = asyncio.Event()
        running = asyncio.create_task(run(program, once=False, ready=ready.set))
        await ready.wait()
        await _worked_off(program.log, first)
        before = _spent()
        await _worked_off(program.log, articles)
        result = _since(before)._replace(memory=shares(os.getpid()))
        program.stop()
        await running
    return result


async def _worked_off(log: Log, articles: Sequence[Article]) -> None:
    await asyncio.gather(*(log.produce(ARTICLES, a.id.encode(), encode(a)) for a in articles))
    await drained(log, GROUP, lambda seconds: asyncio.sleep(_SELDOM * seconds))


def _spent() -> Run:
    """What was used until now, from any moment on."""
    return Run(
        seconds=time.perf_counter(),
        cpu_seconds=_cpu_seconds(),
        main_cpu_seconds=time.process_time(),
        writes=_of_io("syscw"),
        written=_of_io("wchar"),
    )


def _since(before: Run) -> Run:
    now = _spent()
    return Run(
        seconds=now.seconds - before.seconds,
        cpu_seconds=now.cpu_seconds - before.cpu_seconds,
        main_cpu_seconds=now.main_cpu_seconds - before.main_cpu_seconds,
        writes=now.writes - before.writes,
        written=now.written - before.written,
    )


def _of_io(name: str) -> int:
    counts = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(counts[name])


def run_plain(model: str, texts: Sequence[str], processes: int) -> Run:
    """Plain spaCy, in a process of its own, so that it starts from nothing and its CPU time can be told apart."""
    command = Path(__file__).with_name("plain_spacy.py")
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"model": model, "texts": list(texts), "processes": processes, "warm_up": _WARM_UP}, file)
        file.flush()
        printed = subprocess.run(
            [sys.executable, command, file.name], check=True, capture_output=True, text=True
        ).stdout
    return Run(**json.loads(printed.splitlines()[-1]))


def report(articles: int, runs: dict[str, list[Run]], tally: Tally) -> dict[str, object]:
    """Prints a table of the medians; returns what the last line says."""
    print(f"\n{'':24}{'articles/s':>12}{'CPU s':>10}")
    for name, each in runs.items():
        speed = statistics.median(articles / run.seconds for run in each)
        print(f"{name:24}{speed:>12.1f}{statistics.median(run.cpu_seconds for run in each):>10.1f}")
    own = statistics.median(run.main_cpu_seconds for run in runs["wirewatch"])
    whole = statistics.median(run.cpu_seconds for run in runs["wirewatch"])
    print(f"  annotate {whole - own:.1f} CPU s; story, match, alert, deliver, archive and the log {own:.1f} CPU s")
    writes, written = (
        statistics.median(getattr(run, name) for run in runs["wirewatch"]) for name in ("writes", "written")
    )
    print(f"  written an article: {writes / articles:.0f} calls, {written / articles / 1000:.0f} kB")
    pairs = zip(runs["wirewatch"], runs["nlp.pipe"], strict=True)
    single = zip(runs["wirewatch"], runs["nlp.pipe, 1 process"], strict=True)
    memory = runs["wirewatch"][-1].memory
    for held in memory:
        print(f"  memory {held.megabytes:6.0f} MB  {held.command[:90]}")
    return {
        "articles": articles,
        "articles_per_second": round(statistics.median(articles / run.seconds for run in runs["wirewatch"]), 1),
        "ratio": round(statistics.median(plain.seconds / ours.seconds for ours, plain in pairs), 2),
        "ratio_to_one_process": round(statistics.median(plain.seconds / ours.seconds for ours, plain in single), 2),
        "cpu_seconds_annotate": round(whole - own, 1),
        "cpu_seconds_other_stages": round(own, 1),
        "memory_mb": round(sum(held.megabytes for held in memory)),
        "cpu_ms_an_article_other_stages": round(own / articles * 1000, 1),
        "writes_an_article": round(writes / articles),
        "kilobytes_written_an_article": round(written / articles / 1000),
        "duplicates": tally.duplicates,
        "events": tally.events,
        "dead_letters": tally.dead_letters,
    }


def _warm_up(number: int) -> StoryArticle:
    now = datetime.now(UTC)
    return story_of(article_of(f"{_WARM_UP} {number}", now, source="benchmark", language="en"))


def _cpu_seconds() -> float:
    """CPU of this process and of all that descend from it, the worker processes included."""
    return time.process_time() + sum(_cpu_of(pid) for pid in tree(os.getpid()) if pid != os.getpid())


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Runs the rounds and prints the report."""
    parser = argparse.ArgumentParser(description="The whole path beside plain spaCy.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    read = read_articles(options.file, options.limit and options.limit + _FIRST)
    first, articles = read[:_FIRST], read[_FIRST:]
    runs: dict[str, list[Run]] = {"wirewatch": [], "nlp.pipe": [], "nlp.pipe, 1 process": []}
    tally = Tally()
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as directory:
            tally = Tally()
            runs["wirewatch"].append(asyncio.run(run_wirewatch(first, articles, Path(directory), tally)))
            model = load(Path(directory), os.environ).settings.annotate.model
        texts = [article.document for article in articles]
        runs["nlp.pipe"].append(run_plain(model, texts, usable_cores()))
        runs["nlp.pipe, 1 process"].append(run_plain(model, texts, 1))
    print(json.dumps(report(len(articles), runs, tally)))


if __name__ == "__main__":
    main()
