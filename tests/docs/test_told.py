"""Each row of the last table of docs/watchlists.md: the last article of one cell is told, that of the other is not."""

import re
from pathlib import Path

import pytest

from monitor.alerting.severities import highest
from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.config.reading.quantities import seconds
from monitor.match import matcher
from monitor.pipeline import Decided, Pipeline
from monitor.records import Article, DecisionOutcome
from monitor.text.article import article_of
from tests.config.builders import loaded
from tests.docs.test_watchlists import LISTS, NOW, TOLD, Row, annotator, rows


def articles(cell: str, clock: ManualClock) -> list[tuple[float, Article]]:
    """The articles in `cell`, each with the seconds since the one before."""
    found = []
    at = clock()
    for number, part in enumerate(cell.split(" ‖ ")):
        known, title, text = re.fullmatch(r"(?:\((.*?)\) )?(?:\*(.*?)\* )?(.*)", part).groups("")  # type: ignore[union-attr]
        wait, _, publisher = known.partition(" ")
        since = seconds(wait) if wait else 0.0
        article = article_of(text, at, source=publisher or "Wire", title=title, id_=f"a-{number}")
        found.append((since, article))
    return found


async def is_told(row: Row, cell: str, root: Path) -> bool:
    """Whether the last article in `cell` is told as loud as the watch can be."""
    configuration: Configuration = loaded(root, watchlists__desk=f"{LISTS}watches:\n  - {{id: w, {row.watch}}}\n")
    (policy,) = configuration.policies.values()
    loud = highest([policy.severity, *(step.to for step in policy.steps)])
    clock = ManualClock(NOW)
    pipeline = Pipeline(annotator(), matcher.compile(configuration.watchlists), clock, configuration)
    decided: tuple[Decided, ...] = ()
    for since, article in articles(cell, clock):
        clock.advance(since)
        decided = (await pipeline.take(article)).decided
    return any(each.decision.outcome is DecisionOutcome.TOLD and each.decision.severity is loud for each in decided)


@pytest.mark.parametrize("row", rows(TOLD), ids=lambda row: row.element)
async def test_the_last_article_is_told_or_not(row: Row, tmp_path: Path) -> None:
    assert [await is_told(row, cell, tmp_path / str(len(cell))) for cell in (row.matches, row.other)] == [True, False]
