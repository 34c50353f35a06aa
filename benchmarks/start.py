"""How long the program takes to start, and to resume after kill -9.

    python -m benchmarks.start [--rounds N]
    python -m benchmarks.start --backlog FILE.jsonl [--limit N] [--rounds N]

Each round starts `wirewatch run` on the watchlists that ship, on the embedded log in a temporary directory. Without
`--backlog` it is stopped once it is ready. With it, the articles of FILE (`{"title", "text"}` a line) wait in the log;
the program is killed once it works on them, and started anew at once: the second start is timed until it has handled
its first message, beside what waits.

Prints seconds by the wall, and of the processor of the main process, up to then, with the medians. Where the machine is
busy only the latter can be compared. The first start, which may have to compile modules, does not count.
"""

import argparse
import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from agents.composition.program import create_topics
from agents.topics import ARTICLES
from benchmarks.pipeline import read_articles
from monitor.config.default import write_default
from monitor.config.load import load
from monitor.log.open import open_log
from monitor.records import Article, encode

_READY: Final = " ready "
_FIRST_MESSAGE: Final = " first_message "


class Took(NamedTuple):
    """What one start took."""

    wall: float
    processor: float


def start(directory: Path, until: str) -> tuple["subprocess.Popen[str]", Took]:
    """Starts the program and waits until a line of its log holds `until`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "monitor.cli", "run", "--verbose", "--config", str(directory)]
    began = time.perf_counter()
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert program.stderr is not None
    for line in program.stderr:
        if until in line:
            return program, Took(time.perf_counter() - began, _processor(program.pid))
    raise SystemExit(f"wirewatch ended with {program.wait()} before it wrote{until}")


def end(program: "subprocess.Popen[str]", number: signal.Signals) -> None:
    """Ends the program."""
    program.send_signal(number)
    program.communicate()


def prepare(directory: Path) -> None:
    """The configuration that `wirewatch init` writes, without feeds that answer or alerts on the console."""
    write_default(directory)
    (directory / "receivers.yaml").write_text("version: 1\nreceivers: {out: {type: file, path: alerts.jsonl}}\n")
    (directory / "feeds.yaml").write_text("version: 1\nfeeds: [{id: none, url: https://192.0.2.1/}]\n")


async def fill(directory: Path, articles: Sequence[Article]) -> None:
    """Puts the articles into the log, as ingest would."""
    configuration = load(directory, os.environ)
    configuration.settings.data_dir.mkdir(parents=True, exist_ok=True)
    log = await open_log(configuration.settings.broker)
    await create_topics(log, configuration.settings, [each.id for each in configuration.watchlists])
    await asyncio.gather(*(log.produce(ARTICLES, each.id.encode(), encode(each)) for each in articles))
    await log.close()


def started(directory: Path) -> Took:
    """One start until ready."""
    program, took = start(directory, _READY)
    end(program, signal.SIGTERM)
    return took


def resumed(directory: Path) -> Took:
    """One start after kill -9 until the first message."""
    program, _ = start(directory, _FIRST_MESSAGE)
    end(program, signal.SIGKILL)
    program, took = start(directory, _FIRST_MESSAGE)
    end(program, signal.SIGKILL)
    return took


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Runs the rounds and prints what they took."""
    parser = argparse.ArgumentParser(description="How long a start takes.")
    parser.add_argument("--backlog", type=Path, help="articles that wait; resumes after kill -9 are timed")
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(temporary)
        prepare(directory)
        if options.backlog:
            asyncio.run(fill(directory, read_articles(options.backlog, options.limit)))
        else:
            started(directory)
        rounds = [(resumed if options.backlog else started)(directory) for _ in range(options.rounds)]
    for took in rounds:
        print(f"{took.wall:8.2f} s {took.processor:8.2f} s of the processor")
    wall, processor = (statistics.median(each) for each in zip(*rounds, strict=True))
    print(f"{wall:8.2f} s {processor:8.2f} s of the processor, medians")


if __name__ == "__main__":
    main()
