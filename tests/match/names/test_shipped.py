"""The watchlists that ship on ordinary sentences with look-alikes of what they watch: `shipped.tsv`."""

from functools import cache
from pathlib import Path

import pytest

from monitor.config.load import load
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.text.article import article_of, story_of
from tests.match.builders import NOW

HERE = Path(__file__).parent
LINES = (HERE / "shipped.tsv").read_text(encoding="utf-8").splitlines()


@cache
def matcher() -> Matcher:
    return compile_watchlists(load(HERE.parents[2] / "config", {}).watchlists)


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("#")])
def test_a_shipped_watch_matches_whom_it_means(line: str) -> None:
    expected, text = line.split("\t")
    annotated = annotator().annotate_now(story_of(article_of(text, NOW, source="wire")))
    matches = sorted(match.watch for match in matcher().match(annotated, NOW).matches)
    assert (",".join(matches) or "-") == ",".join(sorted(expected.split(",")))
