"""Routes that read: how each is named, and what every one of them may answer instead."""

from typing import Any

from litestar import get

from monitor.web.problems import PROBLEMS


def reading(path: str, name: str, tag: str, **more: Any) -> get:
    """A route of the API that changes nothing: its path, its name and its kind of resource in the document."""
    return get(path, operation_id=name, tags=[tag], responses=PROBLEMS, **more)
