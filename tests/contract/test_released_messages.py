"""Messages that the last release wrote are read today, and what is written of them today its readers read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest

from agents.topics import ALERTS, ANNOTATED, ARTICLES, DEADLETTERS, DECISIONS, MATCHES, STORIES
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.records import (
    AnnotatedArticle,
    Article,
    DeadLetter,
    Decision,
    Match,
    Record,
    StoryArticle,
    decode,
    encode,
)
from tests.contract.recording import RELEASED
from tests.contract.schemas import NAMES, as_read

CARRIED: Mapping[str, type[Record] | None] = {  # by topic; None for the envelope of an alert
    ARTICLES: Article,
    STORIES: StoryArticle,
    ANNOTATED: AnnotatedArticle,
    MATCHES: Match,
    ALERTS: None,
    DEADLETTERS: DeadLetter,
    DECISIONS: Decision,
}


def messages() -> Iterator[tuple[str, bytes]]:
    for file in sorted((RELEASED / "messages").glob("*.jsonl")):
        yield from ((file.stem, line) for line in file.read_bytes().splitlines())


MESSAGES = [pytest.param(topic, message, id=f"{topic}-{number}") for number, (topic, message) in enumerate(messages())]


def rewritten(topic: str, message: bytes) -> bytes:
    """`message` as it is written today by whoever has read it."""
    kind = CARRIED[topic]
    return encode(decode(message, kind)) if kind else cloud_event(alert_of(message), installation="newsroom")


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
    schema = as_read(topic)
    assert schema is not None
    jsonschema.validate(json.loads(rewritten(topic, message)), schema)


def test_each_topic_of_the_last_release_has_messages_here() -> None:
    schemas = {file.stem for file in (RELEASED / "schema").glob("*.json")}
    assert {NAMES[topic] for topic, _ in messages()} == schemas
