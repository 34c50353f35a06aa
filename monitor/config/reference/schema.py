"""JSON Schemas (draft 2020-12) of the configuration files, for editors; made from the shapes."""

import json
from typing import Any

from monitor.config.shapes.feeds import FeedsShape
from monitor.config.shapes.monitor import MonitorShape
from monitor.config.shapes.receivers import ReceiversShape
from monitor.config.shapes.shape import Shape
from monitor.config.shapes.watchlist import WatchlistShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: dict[str, type[Shape]] = {
    "monitor": MonitorShape,
    "feeds": FeedsShape,
    "receivers": ReceiversShape,
    "watchlist": WatchlistShape,
}


def schema() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file: monitor, feeds, receivers and watchlist."""
    return {kind: {"$schema": DIALECT} | _tidy(shape.model_json_schema()) for kind, shape in SHAPES.items()}


def schema_files() -> dict[str, str]:
    """The same as texts, by file name."""
    return {f"{kind}.json": json.dumps(made, indent=2, ensure_ascii=False) + "\n" for kind, made in schema().items()}


def _tidy(part: Any) -> Any:
    """Without what Python knows and a user does not: class names, and `null` for a key that is left out."""
    if isinstance(part, list):
        return [_tidy(each) for each in part if each != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    made = {key: _tidy(value) for key, value in part.items() if not _is_noise(key, value)}
    if "patternProperties" in made:  # keys that do not match the pattern are mistakes
        made["additionalProperties"] = False
        made.pop("propertyNames", None)
    match made.pop("anyOf", None):
        case [dict(only)]:
            return only | made
        case [*several]:
            made["anyOf"] = several
    return made


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
