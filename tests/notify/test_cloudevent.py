"""The envelope of alerts, and its published schema."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from msgspec.structs import replace

from monitor.errors import Unprocessable
from monitor.notify.cloudevent import alert_of, cloud_event, schema
from tests.notify.builders import alert, sanctions

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "alert.json"


def published() -> Draft202012Validator:
    return Draft202012Validator(json.loads(PUBLISHED.read_text()))


def test_an_alert_comes_out_of_its_event_as_it_went_in() -> None:
    assert alert_of(cloud_event(alert())) == alert()


def test_the_event_says_what_cloudevents_ask_for() -> None:
    event = json.loads(cloud_event(replace(alert(), watchlist="Ost/West"), installation="desk"))
    assert event.pop("data")["title"] == "EU agrees sanctions"
    assert event == {
        "specversion": "1.0",
        "id": "al-1",
        "source": "urn:wirewatch:desk:Ost%2FWest",
        "type": "io.wirewatch.alert.v2",
        "time": "2026-03-02T12:00:00Z",
        "subject": "eu-sanctions",
        "datacontenttype": "application/json",
        "dataschema": "urn:wirewatch:schema:alert:v2#/$defs/Alert",
    }


def test_an_event_is_one_line_whatever_a_feed_wrote() -> None:
    assert b"\n" not in cloud_event(alert(title="two\nlines\r\u2028"))


@pytest.mark.parametrize("wrong", [b"", b"no json", b"{}", b'{"specversion": "0.3"}'])
def test_what_is_no_event_of_ours_is_refused(wrong: bytes) -> None:
    with pytest.raises(Unprocessable):
        alert_of(wrong)


def test_the_published_schema_is_that_of_the_records() -> None:
    written = f"{json.dumps(schema(), indent=2, ensure_ascii=False)}\n"
    assert PUBLISHED.read_text() == written, "run: python -m monitor.notify.cloudevent > docs/schema/alert.json"


def test_real_events_are_valid_by_the_published_schema() -> None:
    for one in (alert(), replace(alert(), event=sanctions(), published=None, evidence=())):
        published().validate(json.loads(cloud_event(one)))


@pytest.mark.parametrize("missing", ["specversion", "id", "source", "type", "data"])
def test_an_event_without_what_it_must_say_is_not_valid(missing: str) -> None:
    event = json.loads(cloud_event(alert()))
    del event[missing]
    with pytest.raises(ValidationError, match=missing):
        published().validate(event)


def test_what_cannot_be_shown_is_a_blank_and_all_else_is_as_it_was_written() -> None:
    title = 'EU\u202e agrees\x1b[31m \\n \\u202e "sanctions"\r\n\u2066now\u061c \x9b \ufeff 👩\u200d👧 € \\\\ /'
    event = cloud_event(alert(title=title))
    shown = alert_of(event).title
    assert shown == 'EU  agrees [31m \\n \\u202e "sanctions"   now      👩\u200d👧 € \\\\ /'
    assert len(shown) == len(title)
    assert not set(event.decode()) & set("\u202e\u2066\u061c\x1b\x9b\ufeff\n\r")
