"""The OpenAPI document of the API: `python -m monitor.web.document > docs/openapi.json`."""

import json
from typing import Any

import msgspec

from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.log.memory import MemoryLog
from monitor.match.matcher import Matcher
from monitor.metrics.registry import Metrics
from monitor.status import TopicLag
from monitor.store.memory import MemoryStore
from monitor.web.app import build
from monitor.web.desk import Desk
from monitor.web.stream.alerts import AlertFeed


def document() -> dict[str, Any]:
    """The document, made of the handlers and of the records that they return."""
    log = MemoryLog()
    desk = Desk(
        store=MemoryStore(),
        log=log,
        alerts=AlertFeed(log, ""),
        configuration=_unconfigured,
        matcher=_unmatched,
        lags=_nothing,
        measured=_unmeasured,
        poll=_unpolled,
        clock=system_clock,
    )
    schema: dict[str, Any] = msgspec.to_builtins(build(desk).openapi_schema.to_schema())
    return schema


def text() -> str:
    """The document as it stands in `docs`."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _unconfigured() -> Configuration:
    raise NotImplementedError("the document asks nothing")


def _unmatched() -> Matcher:
    raise NotImplementedError("the document asks nothing")


async def _unmeasured() -> Metrics:
    return Metrics()


def _unpolled(_feed: str) -> None:
    """No program runs."""


async def _nothing() -> tuple[TopicLag, ...]:
    return ()


if __name__ == "__main__":
    print(text(), end="")
