"""Whose name is it? Sentences of news, half of which name the actor and half somebody or something else.

`samples.tsv` holds them, `actors.yaml` the actors; each is read by the annotator and matched as in a running program.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.config.compile.watchlist import watchlist
from monitor.config.reading.yaml_file import read
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.text.article import article_of, story_of
from tests.match.builders import NOW

HERE = Path(__file__).parent


class Row(NamedTuple):
    """One line of samples.tsv."""

    actor: str
    expected: str
    language: str
    title: str
    text: str
    kind: str


def rows(name: str) -> Iterator[Row]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Row(*line.split("\t"))


@cache
def matcher() -> Matcher:
    file = read(HERE / "actors.yaml", "actors.yaml")
    made = watchlist(file, "names")
    assert made is not None, file.mistakes
    return compile_watchlists([made[0]])


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


SAMPLES = [pytest.param(row, id=f"{row.actor}: {row.title} {row.text}") for row in rows("samples.tsv")]


@pytest.mark.parametrize("row", SAMPLES)
def test_a_name_is_the_actors_or_somebody_elses(row: Row) -> None:
    article = article_of(row.text, NOW, source="wire", title=row.title, language=row.language)
    result = matcher().match(annotator().annotate_now(story_of(article)), NOW)
    matches = {match.watch: [piece.matched.text for piece in match.evidence] for match in result.matches}
    why = {each.watch: each.detail for each in result.rejections}
    found = "match" if row.actor in matches else "none"
    assert found == row.expected, matches.get(row.actor) or why.get(row.actor)
