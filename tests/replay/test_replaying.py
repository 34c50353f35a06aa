"""What time does to alerts comes out in a replay as it did in the run: held, released, bundled, each at its moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.clock import ManualClock
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Article
from tests.config.builders import loaded
from tests.replay.builders import log_of, replayed
from tests.scenarios.desk import moment
from tests.scenarios.newsroom import STRIKE_TOLL, copies, news, receivers, story, strike, velna, watchlist
from tests.scenarios.piped import PipelineEngine

WATCHES = watchlist(
    velna("throttle: {cap: 2/h}, routes: [desk, mail, duty]"),
    velna("severity: critical, throttle: {then: {every: 2h}}, story: {realert: every}, routes: [duty]", name="paced"),
)
RECEIVERS = receivers(
    desk='quiet: {tz: UTC, from: "22:00", to: "07:00"}',
    mail='digest: {cron: "30 6 * * *"}',
    duty="group_by: [story], group_wait: 10m",
)
MINUTE = timedelta(minutes=1)  # all that the script, the watches and the receivers say is in whole minutes
END = moment("+3 12:00")


def script() -> list[Article]:
    """Three days of a desk: bursts, a night, copies, a story that goes on."""
    at = {
        "08:00": [story(1)],
        "08:03": [strike(), story(2)],
        "08:05": copies(2),
        "09:10": [news("toll", *STRIKE_TOLL)],
        "13:59": [story(3)],
        "23:30": [story(4), story(5), story(6)],
        "+1 06:29": [story(7)],
        "+1 06:31": [story(8)],
        "+1 21:59": [story(9)],
        "+2 09:00": [story(10), story(11), story(12)],
    }
    return [replace(each, fetched=moment(when)) for when, articles in at.items() for each in articles]


async def run(articles: Sequence[Article], root: Path, annotator: InlineAnnotator) -> list[tuple[datetime, str]]:
    """What the desk is told, minute by minute."""
    clock = ManualClock(articles[0].fetched)
    engine = PipelineEngine(
        lambda watches: loaded(root, watchlists__desk=watches, receivers=RECEIVERS), WATCHES, clock, annotator
    )
    told: list[tuple[datetime, str]] = []
    while clock.now <= END:
        before = len(engine.sent)
        await engine.settle()
        for article in (each for each in articles if each.fetched == clock.now):
            await engine.take(article)
            await engine.settle()
        told += [(clock.now, line) for line in engine.sent[before:]]
        clock.now += MINUTE
    return sorted(told)


@pytest.mark.slow(12)
async def test_a_replay_tells_what_was_told_at_the_moments_at_which_it_was(tmp_path: Path) -> None:
    annotator, articles = InlineAnnotator(), script()
    told = await run(articles, tmp_path, annotator)
    configuration = loaded(tmp_path, watchlists__desk=WATCHES, receivers=RECEIVERS)
    log = await log_of(articles)
    once = await replayed(log, configuration, tmp_path / "second", END, annotator)
    assert once.sent == told
    assert {"digest", "quiet", "group", "notice", "change"} <= {word for _, line in told for word in line.split()}
    await replayed(log, configuration, tmp_path / "third", END, annotator, stop_after=9)
    resumed = await replayed(log, configuration, tmp_path / "third", END, annotator)
    assert resumed.sent == once.sent
    again = await replayed(log, configuration, tmp_path / "second", END, annotator)
    assert (again.sent, again.alerts, again.ledger) == (once.sent, once.alerts, once.ledger)
