"""Feed states as schema 0002 kept them (`releases/feed_states_0002.jsonl`), read by this version.

Each row was written by the release of that schema, after polls that its id tells of.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from monitor.feeds.address import Address
from monitor.feeds.condition import Condition, Incident
from monitor.feeds.failures import Failure, Gone, PollReason
from monitor.feeds.rhythm.pattern import Pattern
from monitor.feeds.sitemap import SitemapState
from monitor.feeds.state import FeedState, Gap, Validators
from monitor.feeds.websub.hub import Hub
from monitor.feeds.websub.subscription import Subscription
from monitor.feeds.wishes import Wishes
from monitor.records import decode
from monitor.store.sql.migrations.versions import v0003_typed_feed_states as v0003
from tests.store.conftest import Open, database_at

ROWS = Path(__file__).parent / "releases" / "feed_states_0002.jsonl"
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def rows() -> dict[str, Any]:
    found = [json.loads(line) for line in ROWS.read_text().splitlines()]
    return {row["feed"]: row for row in found}


def upgraded(feed: str, **damaged: str) -> FeedState:
    row = rows()[feed]
    row["detail"] |= damaged
    return decode(json.dumps(v0003.state(row)).encode(), FeedState)


def test_what_stood_beside_the_detail_stays() -> None:
    state = upgraded("plain")
    assert (state.polls, state.last_poll, state.last_success, state.last_new) == (2, *(NOON + 2 * HOUR,) * 3)
    date = "Tue, 04 Mar 2025 12:00:00 GMT"
    assert state.validators == Validators(etag='"7"', last_modified=date, body_hash="ab" * 32)
    assert state.schedule.next_poll == NOON + 2 * HOUR + timedelta(seconds=922.5)
    assert state.failures.count == 0


def test_what_feed_and_server_asked_for_stays() -> None:
    state = upgraded("asking")
    assert state.wishes == Wishes(ttl=7200.0, skip_hours=(0, 1, 2), skip_days=(5, 6))
    assert state.hub == Hub(url="https://hub.example/", topic="https://asking.example/own")
    assert state.schedule.held_until == NOON + 32 * HOUR


def test_rhythm_and_account_of_requests_stay() -> None:
    state = upgraded("asking")
    assert state.rhythm is not None
    assert state.account is not None
    assert state.rhythm.until == state.account.at == state.last_poll
    assert sum(Pattern(state.rhythm).hours) > 100  # of one an hour over a day and a half
    assert (state.account.multiplier, state.account.spent > 20) == (0.01, True)
    assert state.schedule.planned is not None


def test_the_sitemaps_of_an_index_stay() -> None:
    assert upgraded("index").sitemaps == (
        SitemapState(url="https://index.example/news.xml"),
        SitemapState(url="https://index.example/2.xml"),
    )


def test_a_gap_stays() -> None:
    assert upgraded("gapped").gap == Gap(at=NOON + 3 * HOUR, longest_wait=4500.0)
    assert upgraded("plain").gap is None


def test_redirects_stay() -> None:
    old, new = "https://moving.example/rss", "https://new.example/rss"
    assert upgraded("moving").address == Address(url=old, configured=old, moving_to=new, moves=2)
    assert upgraded("moved").address == Address(url=new, configured="https://moved.example/rss")


@pytest.mark.parametrize(
    ("feed", "failure"),
    [
        ("away", Failure(reason=PollReason.FAILED, error="timed out")),
        ("error", Failure(reason=PollReason.HTTP_ERROR, error="HTTP status 503", status=503)),
        ("gone", Failure(reason=PollReason.HTTP_ERROR, error="HTTP status 410", status=410)),
        ("refused", Failure(reason=PollReason.REFUSED, error="10.0.0.1 is not a public address")),
        ("large", Failure(reason=PollReason.TOO_LARGE, error="more than 10000000 bytes")),
    ],
)
def test_the_last_error_gets_its_reason_and_status(feed: str, failure: Failure) -> None:
    assert upgraded(feed).failures.last == failure


def test_failures_and_410_keep_their_begin_and_their_number() -> None:
    away, gone = upgraded("away").failures, upgraded("gone").failures
    assert (away.count, away.since, away.gone) == (12, NOON + 10 * HOUR, None)
    assert (gone.count, gone.gone) == (5, Gone(since=NOON + 10 * HOUR, polls=5))


def test_what_people_were_told_stays() -> None:
    assert upgraded("away").incident == Incident(condition=Condition.DEAD, since=NOON + 10 * HOUR)
    assert upgraded("silent").incident == Incident(condition=Condition.SILENT, since=NOON + 14 * 24 * HOUR)
    assert upgraded("plain").incident is None


def test_a_poll_that_makes_sure_of_a_hub_stays_one() -> None:
    assert upgraded("hubbed").schedule.backup
    assert not upgraded("plain").schedule.backup


@pytest.mark.parametrize("damaged", ["{", "[]", "{}", '{"until":"2025-03-04T12:00:00Z"}'])
def test_what_cannot_be_read_is_learnt_anew(damaged: str) -> None:
    state = upgraded("asking", rhythm=damaged, account=damaged)
    assert (state.rhythm, state.account) == (None, None)
    assert v0003.subscription({"detail": {"subscription": damaged}}) is None


def test_a_rhythm_of_other_classes_is_learnt_anew() -> None:
    rhythm = json.loads(rows()["asking"]["detail"]["rhythm"])
    assert upgraded("asking", rhythm=json.dumps(rhythm | {"parts": [0.0] * 11})).rhythm is None
    assert upgraded("asking", rhythm=json.dumps(rhythm | {"week": "AAAA"})).rhythm is None


async def test_a_database_is_upgraded_with_all_its_rows_and_subscriptions_move(
    open_here: Open, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(v0003, "_BATCH", 3)  # fewer than there are
    database = database_at(database_url)
    await database.writer.run(_filled)
    await database.close()
    store = await open_here(database_url)
    feeds = [feed for feed in rows() if not feed.startswith("websub:")]
    assert await store.feed_states() == {feed: upgraded(feed) for feed in feeds}
    assert await store.subscriptions() == {
        "hubbed": Subscription(
            feed="hubbed",
            hub="https://hub.example/",
            topic="https://hubbed.example/rss",
            asked=NOON,
            confirmed=NOON + HOUR,
            until=NOON + HOUR + timedelta(days=10),
            distrusted=NOON + 26 * HOUR,
        )
    }


def _filled(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "monitor.store.sql:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "0002")
    for feed, row in rows().items():
        values = {"feed": feed, "record": json.dumps(row)}
        connection.execute(text("INSERT INTO feed_states (feed, record) VALUES (:feed, :record)"), values)
    connection.commit()
