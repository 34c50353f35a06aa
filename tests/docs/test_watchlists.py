"""Each row of docs/watchlists.md says what it says: its watch matches the one text and not the other."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.match import matcher
from monitor.nlp.inline import InlineAnnotator
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
    """Whether the watch of `row` matches the text in `cell`: with a day before it, and a title in italics."""
    lists = loaded(root, watchlists__desk=f"{LISTS}watches:\n  - {{id: w, {row.watch}}}\n").watchlists
    day, title, text = re.fullmatch(r"(?:\((.*?)\) )?(?:\*(.*?)\* )?(.*)", cell).groups("")  # type: ignore[union-attr]
    moment = datetime.fromisoformat(f"{day}T00:00Z") if day else NOW
    article = article_of(text, moment, source="wire", title=title, published=moment)
    annotated = annotator().annotate_now(story_of(article))
    return bool(matcher.compile(lists).match(annotated, NOW).matches)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.element)
def test_a_row_matches_its_text_and_not_the_other(row: Row, tmp_path: Path) -> None:
    assert (is_found(row, row.matches, tmp_path / "one"), is_found(row, row.other, tmp_path / "two")) == (True, False)
