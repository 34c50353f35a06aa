"""Messages that the last release wrote are read today, and what is written of them today its readers read."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from agents.topics import ALERTS, ANNOTATED, ARTICLES, DEADLETTERS, MATCHES, STORIES
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.records import (
    AnnotatedArticle,
    Article,
    DeadLetter,
    Match,
    Record,
    StoryArticle,
    decode,
    encode,
)
from monitor.records.schemas import CLOSED

RELEASED = Path(__file__).parent / "released"
CARRIED: Mapping[str, tuple[str, type[Record] | None]] = {  # by topic: the schema, and the record where it is one
    ARTICLES: ("article", Article),
    STORIES: ("story-article", StoryArticle),
    ANNOTATED: ("annotated-article", AnnotatedArticle),
    MATCHES: ("match", Match),
    ALERTS: ("alert", None),
    DEADLETTERS: ("dead-letter", DeadLetter),
}


def messages() -> Iterator[tuple[str, bytes]]:
    for topic in CARRIED:
        yield from ((topic, line) for line in (RELEASED / "messages" / f"{topic}.jsonl").read_bytes().splitlines())


MESSAGES = [pytest.param(topic, message, id=f"{topic}-{number}") for number, (topic, message) in enumerate(messages())]


def rewritten(topic: str, message: bytes) -> bytes:
    """`message` as it is written today by whoever has read it."""
    kind = CARRIED[topic][1]
    return encode(decode(message, kind)) if kind else cloud_event(alert_of(message), "newsroom")


def as_read(topic: str) -> dict[str, Any]:
    """The schema of the last release as a reader follows it: an open enumeration may have any member."""
    schema: dict[str, Any] = json.loads((RELEASED / "schema" / f"{CARRIED[topic][0]}.json").read_text("utf-8"))
    made = deepcopy(schema)
    for name, definition in made["$defs"].items():
        if "enum" in definition and name not in {kind.__name__ for kind in CLOSED}:
            del definition["enum"]
    return made


def known_in(message: Any, today: Any) -> Any:
    """What of `today` stands in `message` too: without the fields that have been added since."""
    if isinstance(message, dict) and isinstance(today, dict):
        return {key: known_in(value, today[key]) for key, value in message.items() if key in today}
    if isinstance(message, list) and isinstance(today, list):
        return [known_in(one, other) for one, other in zip(message, today, strict=True)]
    return today


@pytest.mark.parametrize(("topic", "message"), MESSAGES)
def test_a_message_of_the_last_release_is_read_and_keeps_all_that_it_says(topic: str, message: bytes) -> None:
    said = json.loads(message)
    assert known_in(said, json.loads(rewritten(topic, message))) == said


@pytest.mark.parametrize(("topic", "message"), MESSAGES)
def test_what_is_written_of_it_today_fits_the_schema_of_the_last_release(topic: str, message: bytes) -> None:
    jsonschema.validate(json.loads(rewritten(topic, message)), as_read(topic))


def test_each_topic_of_the_last_release_has_messages_here() -> None:
    assert {topic for topic, _ in messages()} == set(CARRIED)
    assert {path.stem for path in (RELEASED / "schema").glob("*.json")} == {schema for schema, _ in CARRIED.values()}
