"""A database as each earlier version of the schema left it, with rows in every table, is this version's after opening.

`releases/rows_<version>.jsonl` has the rows as a release of that schema wrote them; feed states are looked at closely
in `test_feed_states_0002.py`.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError
from monitor.records import AnnotatedArticle, DeliveryState, EventType
from monitor.store.actors import ActorQuery
from monitor.store.base import AlertQuery, EventQuery, Store
from monitor.store.participants import Side, edges
from monitor.store.sql.tables import actor_articles, actors, event_edges
from tests.store.builders import NOON, alert, alert_state, delivery, minutes, seen_entry, sketch
from tests.store.conftest import Open, database_at

RELEASES = Path(__file__).parent / "releases"
RELEASED = "0003"  # the newest schema of a release; those after it are steps on the way to the next one
VERSIONS = sorted(path.stem.removeprefix("rows_") for path in RELEASES.glob("rows_*.jsonl"))


def rows(version: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (RELEASES / f"rows_{version}.jsonl").read_text().splitlines()]


def steps() -> Config:
    config = Config()
    config.set_main_option("script_location", "monitor.store.sql:migrations")
    config.set_main_option("path_separator", "os")
    return config


@pytest.fixture(params=VERSIONS)
async def upgraded(request: pytest.FixtureRequest, database_url: str, open_here: Open) -> Store:
    """A store that was left by that version."""
    database = database_at(database_url)
    await database.writer.run(lambda connection: left_by(connection, request.param))
    await database.close()
    return await open_here(database_url)


def left_by(connection: Connection, version: str) -> None:
    """Makes the tables of `version` and fills each with what it wrote; a row has the place that it is given here."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TIME ZONE 'UTC'"))
    config = steps()
    config.attributes["connection"] = connection
    command.upgrade(config, version)
    empty = set(inspect(connection).get_table_names()) - {"alembic_version"}
    for each in rows(version):
        values = {column: value for column, value in each["row"].items() if column != "seq"}
        names, given = ", ".join(values), ", ".join(f":{column}" for column in values)
        connection.execute(text(f"INSERT INTO {each['table']} ({names}) VALUES ({given})"), values)
        empty.discard(each["table"])
    connection.commit()
    assert not empty, "every table had rows"


def test_there_are_rows_of_every_version_that_a_release_had() -> None:
    known = {script.revision for script in ScriptDirectory.from_config(steps()).walk_revisions()}
    assert set(VERSIONS) == {version for version in known if version <= RELEASED}


async def test_feeds_are_polled_on_and_show_nothing_twice(upgraded: Store) -> None:
    state = await upgraded.feed_state("bbc")
    assert state is not None
    assert (state.address.url, state.validators.etag) == ("https://bbc.example/rss", '"1"')
    assert state.schedule.next_poll == NOON
    assert await upgraded.seen("bbc") == {"1": seen_entry("1"), "2": seen_entry("2", version=2)}


async def test_a_worker_keeps_its_lease(upgraded: Store) -> None:
    assert not await upgraded.claim("bbc.example", "two", NOON + minutes(0.5), 60)
    assert await upgraded.claim("bbc.example", "two", NOON + minutes(1), 60)


async def test_stories_go_on(upgraded: Store) -> None:
    assert await upgraded.sketches(NOON) == [sketch("a-1"), sketch("a-2", placed=NOON + minutes(1), story="s-2")]


async def test_no_alert_is_raised_again_and_old_states_go_by_age(upgraded: Store) -> None:
    assert await upgraded.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}
    assert await upgraded.alert_states("nato", ["s-2"]) == {"s-2": alert_state("nato", "s-2", last=NOON - minutes(5))}
    assert await upgraded.forget_alert_states(NOON) == 1


async def test_what_was_to_be_delivered_still_is_and_nothing_else(upgraded: Store) -> None:
    assert await upgraded.due(NOON) == [delivery(1)]
    assert await upgraded.due(NOON + minutes(10)) == [delivery(1), delivery(2, "desk")], "the desk was paused"
    assert await upgraded.deliveries("sent") == [delivery(3, state=DeliveryState.SENT, attempts=1)]
    await upgraded.enqueue([delivery(1), delivery(4)])
    assert len(await upgraded.deliveries()) == 4


async def test_the_archive_is_whole(upgraded: Store) -> None:
    assert [gist(each) for each in await upgraded.articles()] == [("a-2", [], []), ("a-1", ["Macron"] * 2, ["consult"])]
    assert await upgraded.alerts() == [alert(1)]
    asked = AlertQuery(watch=alert(1).watch, story=alert(1).story, severities=(alert(1).severity,))
    assert await upgraded.alerts(asked) == [alert(1)]
    assert await upgraded.counts() == {"articles": 2, "copies": 1, "mentions": 2, "events": 1, "alerts": 1}


async def test_who_did_what_is_there_once_the_archive_is_indexed(upgraded: Store) -> None:
    while await upgraded.index_articles():
        pass
    told = {(each.article.id, edge.number) for each in await upgraded.articles() for edge in edges(each)}
    assert {(each.article, each.number) for each in await upgraded.events(EventQuery())} == told


def gist(annotated: AnnotatedArticle) -> tuple[str, list[str], list[str]]:
    mentions, events = annotated.mentions, annotated.events
    return annotated.article.id, [mention.text for mention in mentions], [event.type.value.lower() for event in events]


@pytest.mark.parametrize(
    ("version", "table", "record", "told"),
    [
        ("0001", "alert_states", '{"watch":', "of alert_states is damaged"),
        ("0002", "feed_states", '{"feed":', "the row 'bbc' of feed_states is damaged"),
        ("0002", "feed_states", "[]", "the row 'bbc' of feed_states is damaged"),
        ("0002", "feed_states", '{"feed":"bbc"}', "the row 'bbc' of feed_states is damaged"),
        ("0002", "feed_states", '{"url":"https://bbc.example/","detail":{"ttl":"an hour"}}', "float: 'an hour'"),
    ],
)
async def test_a_damaged_row_is_named_and_nothing_is_changed(
    version: str, table: str, record: str, told: str, database_url: str, open_here: Open
) -> None:
    database = database_at(database_url)
    await database.writer.run(lambda connection: left_by(connection, version))
    await database.writer.run(lambda connection: damage(connection, table, record))
    with pytest.raises(StoreError, match=told):
        await open_here(database_url)
    assert await database.writer.run(version_of) == version
    await database.close()


def damage(connection: Connection, table: str, record: str) -> None:
    connection.execute(text(f"UPDATE {table} SET record = :record"), {"record": record})
    connection.commit()


def version_of(connection: Connection) -> str | None:
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    connection.rollback()
    return found


async def test_who_was_in_the_news_is_known_after_their_tables_are_made_again(
    database_url: str, open_here: Open
) -> None:
    def left(connection: Connection) -> None:
        config = steps()
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(actors.insert(), {"actor": "macron", "name": "Macron", "country": "FRA", "sector": ""})
        for day in (1, 2):
            place = {"article": f"a-{day}", "fetched": NOON + minutes(day)}
            connection.execute(actor_articles.insert(), place | {"actor": "macron", "day": NOON.toordinal() + day})
            parties = {"actor": "macron", "recipient": "scholz", "country": "", "pair": 0}
            connection.execute(event_edges.insert(), place | parties | {"number": day, "type": "ASSAULT"})
        connection.commit()

    database = database_at(database_url)
    await database.writer.run(left)
    await database.close()
    store = await open_here(database_url)
    asked = ActorQuery(first=NOON.date(), last=NOON.date() + timedelta(days=5))
    [counted] = (await store.actors(asked)).items
    assert sum(counted.articles.values()) == 2
    assert await store.event_types(["macron"], NOON) == {(EventType.ASSAULT, Side.ACTOR): 2}
