"""Each row of docs/watchlists.md says what it says: its watch matches the one text and not the other."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.match import matcher
from monitor.nlp.inline import InlineAnnotator
from monitor.records import LOWEST_TIER
from monitor.text.article import article_of, story_of
from tests.config.builders import loaded
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "watchlists.md").read_text("utf-8")
(LISTS,) = re.findall(r"```yaml\n(.*?)watches:.*?```", PAGE, re.DOTALL)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """One row of a table."""

    element: str
    watch: str  # YAML, what follows its id
    matches: str
    other: str


def rows() -> list[Row]:
    """All rows, their escapes undone."""
    lines = [line for line in PAGE.splitlines() if re.match(r"\| (?!element|---)", line)]
    cells = ([cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return [Row(element, watch.strip("`"), matches, other) for element, watch, matches, other in cells]


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


def is_found(row: Row, cell: str, root: Path) -> bool:
    """Whether the watch of `row` matches the article in `cell`: what is known of it, its title, its text."""
    feeds = "feeds: [{id: a, url: https://wire.example/rss, tags: [wire, sport]}]"
    written = f"{LISTS}watches:\n  - {{id: w, {row.watch}}}\n"
    lists = loaded(root, watchlists__desk=written, feeds=feeds).watchlists
    known, title, text = re.fullmatch(r"(?:\((.*?)\) )?(?:\*(.*?)\* )?(.*)", cell).groups("")  # type: ignore[union-attr]
    kind, _, value = known.partition(" ")
    article = article_of(
        text.replace("¶", "\n"),
        NOW if value or not kind else datetime.fromisoformat(f"{kind}T00:00Z"),
        source="wire",
        title=title,
        tags=(value,) if kind == "tag" else (),
        tier=int(value) if kind == "tier" else LOWEST_TIER,
    )
    annotated = annotator().annotate_now(story_of(article))
    return bool(matcher.compile(lists).match(annotated, NOW).matches)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.element)
def test_a_row_matches_its_text_and_not_the_other(row: Row, tmp_path: Path) -> None:
    assert (is_found(row, row.matches, tmp_path / "one"), is_found(row, row.other, tmp_path / "two")) == (True, False)
