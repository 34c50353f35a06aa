"""What an earlier release wrote into the log, the archive and the ledger is read as if it were written today."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import Unprocessable
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.records import (
    SCHEMA,
    Alert,
    AnnotatedArticle,
    Delivery,
    Event,
    Match,
    PartyReason,
    Record,
    Rule,
    StoryArticle,
    Visibility,
    decode,
    encode,
)
from monitor.store.open import open_store

WRITTEN = Path(__file__).parent / "version_1"
KINDS: dict[str, type[Record]] = {
    "story-article": StoryArticle,
    "annotated-article": AnnotatedArticle,
    "match": Match,
    "alert": Alert,
    "delivery": Delivery,
}


def messages(name: str) -> list[bytes]:
    return (WRITTEN / f"{name}.jsonl").read_bytes().splitlines()


def all_messages() -> Iterator[tuple[str, bytes]]:
    return ((name, message) for name in KINDS for message in messages(name))


def told(event: Event) -> str:
    """An event in a line: type, modes, who to whom with countries, by which rule, and who says so."""
    modes = [mode for mode in ("negated", "future", "hypothetical", "historical") if getattr(event, mode)]
    sides = (", ".join(f"{each.text} {each.country}" for each in side) for side in (event.actors, event.recipients))
    said_by = f"; {event.said_by.text}" if event.said_by else ""
    return f"{' '.join([event.type, *modes])}: {' > '.join(sides)}; {event.rule}{said_by}"


def test_events_keep_their_parties_with_their_countries() -> None:
    articles = [decode(message, AnnotatedArticle) for message in messages("annotated-article")]
    assert [[told(event) for event in article.events] for article in articles] == [
        [
            "CONSULT: Leaders CHN > ; meet",
            "CONSULT: Emmanuel Macron FRA, Xi Jinping CHN > ; meet + party; foreign ministry",
            "THREATEN hypothetical: Germany DEU > Iran IRN; threaten to (impose + sanction)",
        ],
        [
            "COERCE: Police BLR > three journalists BLR; arrest in",
            "ACCUSE future hypothetical: European Union None > Belarus BLR; condemn",
        ],
        [
            "ASSAULT: Russian forces RUS > Kharkiv UKR; shell; Kyiv",
            "MOBILIZE negated: Poland POL > soldiers POL; send + soldier",
        ],
    ]


def test_what_an_earlier_release_did_not_know_is_not_made_up() -> None:
    event = decode(messages("annotated-article")[0], AnnotatedArticle).events[1]
    assert {party.actor for party in event.actors} == {None}
    assert {party.reason for party in event.actors} == {PartyReason.UNKNOWN}
    assert event.mode_reasons == ()
    assert event.rule == Rule(entry="meet + party")


def test_matches_alerts_and_deliveries_keep_their_event() -> None:
    expected = ["meet", "arrest in", "shell"]
    assert [rule_of(decode(message, Match).event) for message in messages("match")] == expected
    assert [rule_of(decode(message, Alert).event) for message in messages("alert")] == expected
    assert [rule_of(alert_of(message).event) for message in messages("alert-event")] == expected
    assert [rule_of(decode(message, Delivery).alert.event) for message in messages("delivery")] == expected


def rule_of(event: Event | None) -> str:
    assert event is not None
    return str(event.rule)


def test_a_match_keeps_what_its_watch_does() -> None:
    assert {decode(message, Match).visibility for message in messages("match")} == {Visibility.LIVE}


@pytest.mark.parametrize(("name", "message"), list(all_messages()))
def test_what_was_read_is_written_in_the_shape_of_today_and_read_again(name: str, message: bytes) -> None:
    record = decode(message, KINDS[name])
    written = encode(record)
    assert json.loads(written)["schema"] == SCHEMA
    assert decode(written, KINDS[name]) == record


def test_an_alert_of_today_keeps_its_envelope() -> None:
    for message in messages("alert-event"):
        again = cloud_event(alert_of(message))
        assert (json.loads(message)["type"], json.loads(again)["type"]) == (
            "wirewatch.alert.v1",
            "io.wirewatch.alert.v2",
        )
        assert alert_of(again) == alert_of(message)


def test_a_message_of_today_is_not_taken_for_an_earlier_one() -> None:
    article = json.loads(encode(decode(messages("annotated-article")[0], AnnotatedArticle)))
    article["events"][0]["rule"] = "meet"
    with pytest.raises(Unprocessable, match=r"events\[0\].rule"):
        decode(json.dumps(article).encode(), AnnotatedArticle)


def test_a_message_of_a_later_release_is_read_as_far_as_it_is_known() -> None:
    article = json.loads(encode(decode(messages("annotated-article")[0], AnnotatedArticle)))
    article |= {"schema": SCHEMA + 1, "mood": "grim"}
    assert decode(json.dumps(article).encode(), AnnotatedArticle).schema == SCHEMA + 1


@pytest.mark.parametrize(
    "broken",
    [
        {"events": [{"type": "CONSULT", "actors": "Macron", "recipients": [], "rule": "meet"}]},
        {"events": [{"type": "CONSULT", "rule": "meet"}]},
        {"events": ["meet"]},
        {"event": 3, "events": [{"type": "CONSULT", "actors": ["Macron"], "recipients": [], "actor_countries": 3}]},
    ],
)
def test_a_message_that_no_release_wrote_is_refused(broken: dict[str, object]) -> None:
    article = json.loads(messages("annotated-article")[0]) | broken
    with pytest.raises(Unprocessable, match="no AnnotatedArticle"):
        decode(json.dumps(article).encode(), AnnotatedArticle)


@pytest.mark.parametrize(
    "rest", [b'"article": {', b'"x": NaN}', b'"x": 1e999}', b'"x": "\xff"}', b'"x": ' + b"[" * 9_999]
)
def test_a_message_that_is_wrong_first_and_broken_later_is_refused(rest: bytes) -> None:
    with pytest.raises(Unprocessable, match="no AnnotatedArticle"):
        decode(b'{"story": 5, ' + rest, AnnotatedArticle)


def test_a_message_with_others_in_it_without_end_is_refused() -> None:
    with pytest.raises(Unprocessable, match="no Delivery"):
        decode(b'{"alert": ' * 5_000 + b"{}" + b"}" * 5_000, Delivery)


async def test_the_archive_and_the_ledger_of_an_earlier_release_are_read(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    article, alert = messages("annotated-article")[0], messages("alert")[0]
    delivery = messages("delivery")[0]
    store = await open_store(f"sqlite:///{file}")
    try:
        await store.archive_article(decode(article, AnnotatedArticle))
        await store.archive_alert(decode(alert, Alert))
        await store.enqueue([decode(delivery, Delivery)])
        with closing(sqlite3.connect(file)) as rows, rows:
            for table, row in (("articles", article), ("alerts", alert), ("deliveries", delivery)):
                assert rows.execute(f"UPDATE {table} SET record = ?", (row.decode(),)).rowcount == 1
        assert await store.articles() == [decode(article, AnnotatedArticle)]
        assert await store.alerts() == [decode(alert, Alert)]
        assert await store.deliveries() == [decode(delivery, Delivery)]
    finally:
        await store.close()
