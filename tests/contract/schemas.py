"""The schemas of what the topics carry: today's, and those of the last release as its readers follow them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from monitor.records.schemas import CLOSED
from tests.contract.recording import RELEASED, SCHEMAS

NAMES = {
    "news.articles": "article",
    "news.stories": "story-article",
    "news.annotated": "annotated-article",
    "news.matches": "match",
    "news.alerts": "alert",
    "news.decisions": "decision",
    "news.deadletters": "dead-letter",
}
"""The file of each topic's schema, without its ending. Topics keep their names and what they carry."""


def today(topic: str) -> dict[str, Any]:
    """Today's schema of what `topic` carries."""
    return _read(SCHEMAS / f"{NAMES[topic]}.json")


def as_read(topic: str) -> dict[str, Any] | None:
    """The schema of the last release as a reader follows it: an open enumeration may have any member.

    None for a topic that there was not yet.
    """
    file = RELEASED / "schema" / f"{NAMES[topic]}.json"
    if not file.exists():
        return None
    made = deepcopy(_read(file))
    for name, definition in made["$defs"].items():
        if "enum" in definition and name not in {kind.__name__ for kind in CLOSED}:
            del definition["enum"]
    return made


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
