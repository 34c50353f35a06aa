"""How the program fares, read off its metrics: the same figures that rules of Prometheus look at."""

from collections.abc import Iterable
from typing import Final

from monitor.metrics import catalogue
from monitor.metrics.registry import Metrics, Series
from monitor.records import Record

PATIENCE_SECONDS: Final = 15 * 60.0
"""How long a message or a delivery may wait before that is told."""


class Check(Record, frozen=True, kw_only=True):
    """One thing that is looked at."""

    name: str
    ok: bool
    reason: str  # what is the matter, "" where nothing is


def checks(metrics: Metrics) -> tuple[Check, ...]:
    """Everything that may be wrong in a program that is ready."""
    feeds = metrics.series(catalogue.FEEDS)
    return (
        _check("work", _late(metrics.series(catalogue.OLDEST_WAITING), "messages wait for")),
        _check("feeds", _broken(feeds)),
        _check("receivers", _late(metrics.series(catalogue.DELIVERY_WAITING), "alerts wait for")),
        _check("holds", _late(metrics.series(catalogue.OVERDUE), "what is held should have been released")),
        _check("canary", _absent(metrics)),
        _check("configuration", _refused(metrics)),
    )


def _check(name: str, reasons: Iterable[str]) -> Check:
    reason = "; ".join(reasons)
    return Check(name=name, ok=not reason, reason=reason)


def _late(series: Series, what: str) -> Iterable[str]:
    """Which of `series` wait for too long, the longest first."""
    longest_first = sorted(series.items(), key=lambda each: -each[1])
    return (" ".join((what, *of, f"since {age:.0f} s")) for of, age in longest_first if age > PATIENCE_SECONDS)


def _absent(metrics: Metrics) -> Iterable[str]:
    age, limit = metrics.value(catalogue.CANARY_AGE), metrics.value(catalogue.CANARY_LIMIT)
    if age is not None and limit is not None and age > limit:
        yield f"none has arrived since {age:.0f} s"


def _broken(feeds: Series) -> Iterable[str]:
    return (f"{feeds[state]:.0f} {state[0]}" for state in _BAD if feeds.get(state))


def _refused(metrics: Metrics) -> Iterable[str]:
    if metrics.value(catalogue.RELOAD_OK) == 0:
        yield "a mistake in the files keeps the old ones in force; the log names it"


_BAD: Final = (("failing",), ("silent",), ("dead",), ("gone",))
