"""Each row of docs/watchlists.md says what it says: its watch matches the one text and not the other."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from monitor.config.query.canonical import canonical
from monitor.config.query.printed import printed
from monitor.config.query.written import written
from monitor.config.shapes.watchlist import WatchShape
from monitor.match import matcher
from monitor.match.matcher import Matcher
from monitor.match.narrowing.narrow import narrow
from monitor.match.narrowing.terms import holds
from monitor.match.narrowing.tokens import tokens
from monitor.match.narrowing.wording import of_words
from monitor.match.occurrences.scan import Scan
from monitor.match.verdicts.verdict import judge
from monitor.match.watchlist import Watchlist
from monitor.nlp.inline import InlineAnnotator
from monitor.records import LOWEST_TIER, AnnotatedArticle
from monitor.text.article import article_of, story_of
from tests.config.builders import loaded
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "watchlists.md").read_text("utf-8")
(LISTS,) = re.findall(r"```yaml\n(.*?)watches:.*?```", PAGE, re.DOTALL)
FOUND, _, TOLD = PAGE.partition("## What is told")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """One row of a table."""

    element: str
    watch: str  # YAML, what follows its id
    matches: str
    other: str


def rows(page: str) -> list[Row]:
    """The rows of the tables in `page`, their escapes undone."""
    lines = [line for line in page.splitlines() if re.match(r"\| (?!element|---)", line)]
    cells = ([cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return [Row(element, watch.strip("`"), matches, other) for element, watch, matches, other in cells]


ROWS = rows(FOUND)


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


def compiled(rows: Sequence[Row], root: Path) -> Watchlist:
    """A watchlist of the watches of `rows`, called by their numbers."""
    feeds = "feeds: [{id: a, url: https://wire.example/rss, tags: [wire, sport]}]"
    watches = "".join(f"  - {{id: w{number}, {row.watch}}}\n" for number, row in enumerate(rows))
    (found,) = loaded(root, watchlists__desk=f"{LISTS}watches:\n{watches}", feeds=feeds).watchlists
    return found


def judged(desk: Matcher, annotated: AnnotatedArticle) -> set[str]:
    """The watches that match, each of them looked at whatever the article holds."""
    scan = Scan(desk._automaton, annotated, desk._entities, desk._full_names.find)
    return {each.watch.id for each in desk._watches if judge(each, scan, NOW)}


@cache
def read(cell: str) -> AnnotatedArticle:
    """The article in `cell`: what is known of it, its title, its text."""
    known, title, text = re.fullmatch(r"(?:\((.*?)\) )?(?:\*(.*?)\* )?(.*)", cell).groups("")  # type: ignore[union-attr]
    kind, _, value = known.partition(" ")
    article = article_of(
        text.replace("¶", "\n"),
        NOW if value or not kind else datetime.fromisoformat(f"{kind}T00:00Z"),
        source=value if kind == "source" else "wire",
        title=title,
        tags=(value,) if kind == "tag" else (),
        tier=int(value) if kind == "tier" else LOWEST_TIER,
    )
    return annotator().annotate_now(story_of(article))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.element)
def test_a_row_matches_its_text_and_not_the_other(row: Row, tmp_path: Path) -> None:
    desk = matcher.compile([compiled([row], tmp_path)])
    assert [bool(desk.match(read(cell), NOW).matches) for cell in (row.matches, row.other)] == [True, False]


def test_no_watch_is_left_out_that_would_match_by_the_matcher_or_by_an_index(tmp_path: Path) -> None:
    """What a watch requires is never more than what it asks for, in any text of the page."""
    desk = compiled(ROWS, tmp_path)
    beside = matcher.compile([desk])
    by_words = [(watch, each) for watch in desk.watches if (each := of_words(watch)) is not None]
    quick = [(watch, matcher.compile([replace(desk, watches=(each,))])) for watch, each in by_words]
    for cell in {cell for row in ROWS for cell in (row.matches, row.other)}:
        annotated = read(cell)
        found = judged(beside, annotated)
        assert {match.watch for match in beside.match(annotated, NOW).matches} == found, cell
        for watch in desk.watches:
            assert watch.id not in found or holds(narrow(desk, watch), tokens(annotated)), (watch, cell)
        unread = replace(annotated, mentions=(), events=(), quotes=())
        for watch, one in quick:
            assert watch.id not in found or one.match(unread, NOW).matches, (watch, cell)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.element)
def test_a_row_can_be_said_in_a_line_as_far_as_lines_say_it(row: Row) -> None:
    said = canonical(WatchShape.model_validate({"id": "a"} | YAML(typ="safe", pure=True).load(f"{{{row.watch}}}")))
    assert canonical(WatchShape.model_validate({"id": "a"} | written(printed(said)).data)) == said
