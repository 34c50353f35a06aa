"""Ordinary sentences on the watchlists that ship: `python -m benchmarks.ordinary [CONFIG [FILE]]`.

A line of FILE (by default `ordinary.txt` beside this module) has the watches that rightly fire, parted by commas, or
"-" for none; then " | " and the sentence, in which names and words stand that look like those of a watch. Each sentence
goes through the whole path as an article of today. Prints each with what fired; the last line is JSON.
"""

import argparse
import asyncio
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from monitor.clock import system_clock
from monitor.config.load import look
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Pipeline
from monitor.records import Match, Record
from monitor.text.article import article_of

CONFIG = Path(__file__).parents[1] / "monitor" / "config" / "default"
SENTENCES = Path(__file__).with_name("ordinary.txt")


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence, and the ids of the watches that rightly fire."""

    text: str
    watches: frozenset[str]


def sentences(file: Path) -> list[Sentence]:
    """Those of `file`; empty lines and lines that begin with "#" say nothing."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    parted = [line.split(" | ", 1) for line in lines]
    return [Sentence(text=text, watches=frozenset(ids.split(",")) - {"-"}) for ids, text in parted]


async def fired(text: str, matcher: Matcher, annotator: InlineAnnotator, now: datetime) -> Sequence[Match]:
    """The matches of one sentence, as the first article that there is."""
    article = article_of(text, now, source="ordinary")
    return (await Pipeline(annotator, matcher, lambda: now).take(article)).matched.matches


async def measure(config: Path, file: Path) -> dict[str, int]:
    """How many sentences there are, and on how many something fires that should not, or does not and should."""
    matcher, annotator = compile_watchlists(look(config, os.environ).configuration.watchlists), InlineAnnotator()
    now, counts = system_clock().astimezone(UTC), {"sentences": 0, "wrong": 0}
    for sentence in sentences(file):
        matches = await fired(sentence.text, matcher, annotator, now)
        is_right = {match.watch for match in matches} == sentence.watches
        shown = (f"{match.watch} ({'; '.join(piece.matched.text for piece in match.evidence)})" for match in matches)
        print("right" if is_right else "WRONG", sentence.text, ", ".join(shown) or "-", sep=" | ")
        counts = {"sentences": counts["sentences"] + 1, "wrong": counts["wrong"] + (not is_right)}
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", nargs="?", type=Path, default=CONFIG)
    parser.add_argument("file", nargs="?", type=Path, default=SENTENCES)
    given = parser.parse_args()
    counts = asyncio.run(measure(given.config, given.file))
    print(f"{counts['wrong']} of {counts['sentences']} sentences are wrong")
    print(json.dumps({"benchmark": "ordinary", **counts}))


if __name__ == "__main__":
    main()
