"""A trial on a made month tells what the program told in it, after the whole chain of decisions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.alerting.attention.counts import Counts
from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Pipeline
from monitor.records import Alert, Article, DecisionOutcome, DecisionReason
from monitor.store.base import DecisionQuery, Store, WatchState
from monitor.store.memory import MemoryStore
from monitor.trial.sides import Outcome, Side
from monitor.trial.trying import try_watches
from tests.config.builders import loaded
from tests.search.month import BEGIN, DAYS, WATCHLIST, month

MINUTE = timedelta(minutes=1)  # articles come, and holds end, at whole minutes
END = BEGIN + timedelta(days=DAYS + 32)  # by when all that is held has come out
REACHED = {
    DecisionReason.FIRST_IN_STORY,
    DecisionReason.MATERIAL_CHANGE,
    DecisionReason.COPY_ALERTED,
    DecisionReason.NOTHING_MATERIAL,
    DecisionReason.THROTTLED,
    DecisionReason.THROTTLE_ENDED,
    DecisionReason.CAP_DIGEST,
    DecisionReason.OVER_CAP,
    DecisionReason.MUTED,
    DecisionReason.MUTE_ENDED,
    DecisionReason.SHADOW_WATCH,
    DecisionReason.SPIKE,
    DecisionReason.RUNAWAY,
}


async def run(articles: Sequence[Article], configuration: Configuration, archive: Store) -> Sequence[Alert]:
    """What the program tells, looking every minute at what is held."""
    clock = ManualClock(BEGIN)
    pipeline = Pipeline(InlineAnnotator(), compile_watchlists(configuration.watchlists), clock, configuration)
    await pipeline.store.record_decisions([], [], counting(configuration, articles[0].fetched))
    coming = iter([*articles, None])
    article = next(coming)
    while clock.now < END:
        await pipeline.tick()
        while article is not None and article.fetched == clock.now:
            await archive.archive_article((await pipeline.take(article)).annotated)
            article = next(coming)
        clock.now += MINUTE
    told = await pipeline.store.decisions(DecisionQuery(outcome=DecisionOutcome.TOLD, receiver=""), 10_000)
    return [row.alert for row in told if row.alert is not None]


def counting(configuration: Configuration, begin: datetime) -> list[WatchState]:
    """Watches that tell spikes count from the beginning."""
    spikes = [policy for policy in configuration.policies.values() if policy.spike]
    return [WatchState(watch=each.watch, watchlist="desk", last=begin, counts=Counts(since=begin)) for each in spikes]


def told(alerts: Sequence[Alert]) -> list[tuple[datetime, str, str]]:
    return sorted((alert.raised, alert.watch, alert.id) for alert in alerts)


def reasons(outcome: Outcome) -> set[DecisionReason]:
    return {reason for of_watch in outcome.reasons.values() for reason in of_watch}


@pytest.mark.slow(20)
async def test_the_alerts_of_a_month_are_those_that_the_program_gave(tmp_path: Path) -> None:
    configuration, archive, articles = loaded(tmp_path, watchlists__desk=WATCHLIST), MemoryStore(), month()
    assert 250 < len(articles) < 400
    given = await run(articles, configuration, archive)
    [outcome] = (await try_watches(archive, [Side(configuration.watchlists, configuration)])).outcomes
    assert told(outcome.alerts) == told(given)
    assert REACHED - reasons(outcome) == set(), "the month has all of it"
