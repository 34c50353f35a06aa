"""What a run writes to the topics fits the schemas: today's, and those that readers of the last release know."""

import json
from collections.abc import Mapping

import pytest
from jsonschema import Draft202012Validator

from agents.topics import CANARIES, GRAPH
from tests.contract.recording import recorded
from tests.contract.schemas import NAMES, as_read, today

pytestmark = pytest.mark.slow(20)  # the first: a whole run


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[bytes]]:
    return recorded(tmp_path_factory.mktemp("morning"))


def test_every_topic_has_a_schema_and_keeps_its_name() -> None:
    """That of canaries is of the program alone."""
    assert {topic.name for topic in GRAPH} == NAMES.keys() | {CANARIES}


WEBHOOKS = {"silenceurl"}  # written to them alone


@pytest.mark.parametrize("topic", NAMES)
def test_each_message_fits_the_schema_of_its_topic(topic: str, written: Mapping[str, list[bytes]]) -> None:
    assert written[topic]
    schema = today(topic)
    validator = Draft202012Validator(schema)
    fields = schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]["properties"].keys() - WEBHOOKS
    for message in written[topic]:
        validator.validate(json.loads(message))
        assert json.loads(message).keys() == fields, "every field is always written"


WEBHOOKS = {"silenceurl"}  # written to them alone


@pytest.mark.parametrize("topic", NAMES)
def test_each_message_fits_the_schema_of_the_last_release(topic: str, written: Mapping[str, list[bytes]]) -> None:
    released = as_read(topic)
    validator = Draft202012Validator(released if released is not None else {})
    for message in written[topic]:
        validator.validate(json.loads(message))
