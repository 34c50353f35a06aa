"""`docs/asyncapi.yaml`: the topics and the API's stream as an AsyncAPI 3.1 document, for generators and catalogues.

Made from the graph (`agents/topics.py`) and the OpenAPI document; what is carried is referred to where it stands, in
`docs/schema`.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml import YAML

from agents.topics import ALERTS, GRAPH, Topic, alert_topic, headers
from monitor.records import SCHEMA
from monitor.web.document import document as openapi

_HEAD: Final = "# Made by `python -m agents.composition.document docs`; a test compares. Do not edit.\n"
_KAFKA: Final = "0.5.0"  # version of AsyncAPI's bindings for Kafka
_HTTP: Final = "0.3.0"  # and for HTTP
_STREAM: Final = "/api/v1/alerts/stream"
_DIALECT: Final = "application/schema+json;version=draft-2020-12"
_DESCRIPTION: Final = (
    "The topics on which Wirewatch carries articles, matches, decisions and alerts, and the stream of alerts of its "
    "API. Delivery is at least once: deduplicate by id. docs/subscribe.md has programs that read topics, docs/api.md "
    "some that read the stream; they say what may change."
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
        "asyncapi": "3.1.0",
        "info": {"title": "Wirewatch", "version": f"{SCHEMA}.0.0", "description": _DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {
            "kafka": _server("kafka", "broker", "localhost:9092"),
            "api": _server("http", "listen", "127.0.0.1:8482"),
        },
        "channels": {**dict(_channels()), "alertStream": _stream_channel()},
        "operations": {**dict(_operations()), "sendAlertStream": _stream_operation()},
        "components": {
            "messages": {**{_message_name(topic): _message(topic, schemas) for topic in GRAPH}, "Lost": _lost()}
        },
    }


def _server(protocol: str, setting: str, default: str) -> dict[str, Any]:
    place = {"default": default, "description": f"HOST:PORT, as `{setting}` of monitor.yaml names it"}
    return {"host": f"{{{setting}}}", "protocol": protocol, "variables": {setting: place}}


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
        "servers": [{"$ref": "#/servers/kafka"}],
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
    }


def _stream_channel() -> dict[str, Any]:
    return {
        "address": _STREAM,
        "description": "Server-sent events: `alert` with an alert as JSON in one line of `data`, `lost`, and comments.",
        "servers": [{"$ref": "#/servers/api"}],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in ("AlertEvent", "Lost")},
    }


def _stream_operation() -> dict[str, Any]:
    """A client asks once, with the parameters that the OpenAPI document has, and is sent events until it leaves."""
    asked = openapi()["paths"][_STREAM]["get"]
    query = {each["name"]: {"type": "string"} | _description(each) for each in asked["parameters"]}
    binding = {"method": "GET", "query": {"type": "object", "properties": query}, "bindingVersion": _HTTP}
    return {
        **_operation("send", "alertStream"),
        "description": asked["description"],
        "bindings": {"http": binding},
    }


def _description(parameter: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": parameter["description"]} if "description" in parameter else {}


def _lost() -> dict[str, Any]:
    messages = {"type": "integer", "minimum": 1, "description": "How many the log does not keep any more"}
    schema = {"type": "object", "properties": {"messages": messages}, "required": ["messages"]}
    return {"title": "Lost", "payload": {"schemaFormat": _DIALECT, "schema": schema}}


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
