"""`docs/asyncapi.yaml` is a right AsyncAPI document, and says of the topics what the graph says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from agents.composition.document import asyncapi
from agents.topics import GRAPH, alert_topic
from monitor.web.document import document as openapi
from tests.contract.official import schema

STREAM = "/api/v1/alerts/stream"
DOCS = Path(__file__).parents[2] / "docs"
FILE = DOCS / "asyncapi.yaml"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(FILE.read_text("utf-8"))
    return found


def test_the_document_is_current() -> None:
    assert FILE.read_text("utf-8") == asyncapi(), "run: python -m agents.composition.document docs"


@pytest.mark.slow(3)
def test_it_is_one_by_the_schema_of_asyncapi_itself(document: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(schema()).validate(document)


@pytest.mark.slow(3)
@pytest.mark.parametrize("part", ["info", "channels"])
def test_one_that_is_wrong_would_be_noticed(document: dict[str, Any], part: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema()).validate(document | {part: {"articles": {"address": 3}}})


def test_it_has_every_topic_and_one_for_each_watchlist_and_the_stream(document: dict[str, Any]) -> None:
    addresses = [channel["address"] for channel in document["channels"].values()]
    assert sorted(addresses) == sorted([*(topic.name for topic in GRAPH), alert_topic("{watchlist}"), STREAM])


def test_a_client_asks_for_the_stream_with_the_parameters_of_the_openapi_document(document: dict[str, Any]) -> None:
    asked = document["operations"]["sendAlertStream"]["bindings"]["http"]
    parameters = openapi()["paths"][STREAM][asked["method"].lower()]["parameters"]
    assert asked["query"]["properties"].keys() == {each["name"] for each in parameters}


def test_what_is_carried_by_kafka_and_what_over_http(document: dict[str, Any]) -> None:
    protocols = {f"#/servers/{name}": server["protocol"] for name, server in document["servers"].items()}
    for channel in document["channels"].values():
        [server] = channel["servers"]
        assert protocols[server["$ref"]] == ("http" if channel["address"] == STREAM else "kafka")


def references(value: Any) -> Iterator[str]:
    match value:
        case {"$ref": str(reference)}:
            yield reference
        case dict():
            for inner in value.values():
                yield from references(inner)
        case list():
            for inner in value:
                yield from references(inner)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = set(references(document))
    assert found
    for reference in found:
        file, _, path = reference.partition("#")
        here = json.loads((DOCS / file).read_text("utf-8")) if file else document
        for step in filter(None, path.split("/")):
            here = here[step]


def test_what_agents_send_and_receive_is_what_the_graph_says(document: dict[str, Any]) -> None:
    channels = {f"#/channels/{name}": channel["address"] for name, channel in document["channels"].items()}
    done = {
        (operation["action"], channels[operation["channel"]["$ref"]]) for operation in document["operations"].values()
    }
    received = {("receive", topic.name) for topic in GRAPH if topic.read_by}
    assert done == received | {("send", address) for address in channels.values()}
