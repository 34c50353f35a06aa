"""`docs/topics.md` and `docs/asyncapi.yaml`, the schemas of what the topics carry, flow and state in the architecture.

Made from the graph (`agents/topics.py`) and from the code; `python -m agents.composition.document docs` writes them.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from agents.composition.asyncapi import asyncapi_document
from agents.composition.state import flow_block, state_block
from agents.topics import ALERTS, ARROWS, DEADLETTERS, DECISIONS, GRAPH, Topic, alert_topic
from monitor import records
from monitor.records import SCHEMA, Record
from monitor.records.schemas import components

_ALERT_SCHEMA: Final = "alert"  # made by monitor.notify.cloudevent
_READ_BY_PEOPLE: Final = {DECISIONS: "your programs", DEADLETTERS: "`wirewatch deadletters`"}
_BLOCK: Final = re.compile(r"(<!-- made: (\w+)[^>]*-->)\n.*?(<!-- end -->)", re.DOTALL)
_HEAD: Final = """\
# Topics

<!-- Made by `python -m agents.composition.document docs`; a test compares. Do not edit. -->

All topics of one program, from `agents/topics.py`. They are made, and their partitions checked, before an agent starts:
by `wirewatch run`, or by `wirewatch topics create`.

| topic | carries | key | partitions | written by | read by |
| --- | --- | --- | --- | --- | --- |
"""
_TAIL: Final = """
`partitions` is the key of `monitor.yaml`, 4 unless told otherwise. `news.articles` has one, because the whole of what
is known of copies has one writer. The topic of a watchlist is for programs of yours: it carries the same events as
`news.alerts`, of that watchlist alone.

What happens to a feed itself (it dies, falls silent, comes back) is told by `ingest` on `news.alerts`, as an alert of
the watchlist `wirewatch`, on `news.alerts.wirewatch` too.

Every value is JSON in UTF-8; the links lead to its JSON Schema (draft 2020-12), made from `monitor/records/`. A
reader must ignore fields that it does not know. `schema` says by which version of the records a message was written;
it is absent in messages of version 1, which Wirewatch brings to today's shape as it reads them
(`monitor/records/upgrade.py` has what changed). The key is the id named above, in UTF-8, and chooses the partition by
Kafka's own rule: what has one key keeps its order. Delivery is at least once: after a crash a message may stand in a
topic twice under one id, so that a reader of yours deduplicates by id. Read with a consumer group of your own.

Programs of yours may write to `news.articles`. What does not fit the schema becomes a dead letter with the field and
what is wrong with it: every moment has a zone, `url` is http or https or empty, `id` and `feed` are not empty;
`fetched`, `published` and `updated` are from 1990 on, the latter two no later than an hour after `fetched`, nor a day
and an hour ahead of the clock. An edit has the `id` of the article and a higher `version`. Leave `dating` out where
`published` is sure, else say how it is known; `old` keeps an article from being told.
"""


def topics_page() -> str:
    """`docs/topics.md`, whole."""
    return _HEAD + "".join(f"{row}\n" for row in _rows()) + _TAIL


def asyncapi() -> str:
    """`docs/asyncapi.yaml`, whole."""
    return asyncapi_document({topic.carries: _schema_file(topic) for topic in GRAPH})


def schemas() -> dict[str, str]:
    """The JSON Schema of each record on the topics, by file name. The alert's is `monitor.notify.cloudevent`'s."""
    return {
        f"{_file(kind)}.json": json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n"
        for topic in GRAPH
        if (kind := _record(topic))
    }


def write(docs: Path) -> None:
    """Writes all of it below the directory `docs`."""
    (docs / "topics.md").write_text(topics_page(), "utf-8")
    (docs / "asyncapi.yaml").write_text(asyncapi(), "utf-8")
    for name, text in schemas().items():
        (docs / "schema" / name).write_text(text, "utf-8")
    page = docs / "architecture.md"
    page.write_text(with_blocks(page.read_text("utf-8")), "utf-8")


def with_blocks(page: str) -> str:
    """`page` with what stands between `<!-- made: NAME -->` and `<!-- end -->` made anew; raises KeyError for a NAME.

    `flow` is which agent turns which topic into which, `state` who remembers what.
    """
    made = {"flow": flow_block, "state": state_block}
    return _BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]()}{found[3]}", page)


def _rows() -> Iterator[str]:
    for topic in GRAPH:
        partitions = "1" if topic.one_partition else "`partitions`"
        readers = ", ".join(topic.read_by) or _READ_BY_PEOPLE[topic.name]
        writers = "every agent" if topic.written_by == ARROWS else ", ".join(topic.written_by)
        yield _row(topic.name, topic, partitions, writers, readers)
        if topic.name == ALERTS:
            yield _row(alert_topic("<watchlist>"), topic, "1", writers, "your programs")


def _row(name: str, topic: Topic, partitions: str, writer: str, readers: str) -> str:
    schema = f"[{topic.carries}]({_schema_file(topic)})"
    return f"| `{name}` | {schema} | {topic.key} | {partitions} | {writer} | {readers} |"


def _schema_file(topic: Topic) -> str:
    """Where the schema of what `topic` carries stands, relative to the page."""
    kind = _record(topic)
    return f"schema/{_file(kind) if kind else _ALERT_SCHEMA}.json"


def _record(topic: Topic) -> type[Record] | None:
    """The record that `topic` carries; None where its value is an envelope around one."""
    kind = getattr(records, topic.carries, None)
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


def _file(kind: type[Record]) -> str:
    """`story-article` for StoryArticle."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("-")


def _schema(kind: type[Record]) -> dict[str, Any]:
    made, definitions = components(kind)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:wirewatch:schema:{_file(kind)}:v{SCHEMA}",
        "title": f"Wirewatch {kind.__name__}",
    }
    return {**head, **made, "$defs": definitions}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
