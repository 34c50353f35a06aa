"""`docs/asyncapi.yaml`: the topics as an AsyncAPI 3.0 document, for code generators and catalogues.

Made from the graph (`agents/topics.py`); what the topics carry is referred to where it stands, in `docs/schema`.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml import YAML

from agents.topics import ALERTS, GRAPH, Topic, alert_topic, headers
from monitor.records import SCHEMA

_HEAD: Final = "# Made by `python -m agents.composition.document docs`; a test compares. Do not edit.\n"
_KAFKA: Final = "0.5.0"  # version of AsyncAPI's bindings for Kafka
_DIALECT: Final = "application/schema+json;version=draft-2020-12"
_DESCRIPTION: Final = (
    "The topics on which Wirewatch carries articles, matches, decisions and alerts. Delivery is at least once: "
    "deduplicate by id. docs/subscribe.md has programs that read them, and says what may change."
)

Schemas = Mapping[str, str]
"""By what a topic carries, the file of its schema, relative to the document."""


def asyncapi_document(schemas: Schemas) -> str:
    """The whole document, in YAML."""
    yaml = YAML()
    yaml.width = 119
    yaml.default_flow_style = False
    written = io.StringIO()
    yaml.dump(_document(schemas), written)
    return _HEAD + written.getvalue()


def _document(schemas: Schemas) -> dict[str, Any]:
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Wirewatch", "version": f"{SCHEMA}.0.0", "description": _DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {"kafka": _server()},
        "channels": dict(_channels()),
        "operations": dict(_operations()),
        "components": {"messages": {_message_name(topic): _message(topic, schemas) for topic in GRAPH}},
    }


def _server() -> dict[str, Any]:
    broker = {"default": "localhost:9092", "description": "HOST:PORT, as `broker` of monitor.yaml names it"}
    return {"host": "{broker}", "protocol": "kafka", "variables": {"broker": broker}}


def _channels() -> Iterator[tuple[str, dict[str, Any]]]:
    for topic in GRAPH:
        yield _channel_name(topic.name), _channel(topic, topic.name)
        if topic.name == ALERTS:
            parameters = {"watchlist": {"description": "Name of a watchlist's file, without its ending"}}
            yield "alertsOfWatchlist", {**_channel(topic, alert_topic("{watchlist}")), "parameters": parameters}


def _channel(topic: Topic, address: str) -> dict[str, Any]:
    name = _message_name(topic)
    return {
        "address": address,
        "description": f"Carries {topic.carries}; written by {', '.join(topic.written_by)}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
    }


def _operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """What Wirewatch itself does: it sends to each channel, and receives from those that its agents read."""
    for name, _ in _channels():
        yield f"send{_capital(name)}", _operation("send", name)
    for topic in GRAPH:
        if topic.read_by:
            name = _channel_name(topic.name)
            yield f"receive{_capital(name)}", _operation("receive", name)


def _operation(action: str, channel: str) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}}


def _message(topic: Topic, schemas: Schemas) -> dict[str, Any]:
    ((_, content_type),) = headers(topic.name)
    return {
        "title": topic.carries,
        "contentType": content_type.decode(),
        "payload": {"schemaFormat": _DIALECT, "schema": {"$ref": schemas[topic.carries]}},
        "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": _KAFKA}},
    }


def _channel_name(topic: str) -> str:
    """`articles` for `news.articles`."""
    return topic.rpartition(".")[2]


def _message_name(topic: Topic) -> str:
    """`AlertEvent` for the envelope of an alert; for others what the topic carries."""
    return "AlertEvent" if topic.name == ALERTS else topic.carries


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
