"""Severities compared: from low to critical."""

from collections.abc import Iterable
from typing import Final

from monitor.records import Severity

_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


def rank(severity: Severity) -> int:
    """The place of `severity` from the lowest, 0."""
    return _RANKS[severity]


def is_at_least(severity: Severity, least: Severity) -> bool:
    """Whether `severity` is `least` or higher."""
    return rank(severity) >= rank(least)


def at_least(least: Severity) -> tuple[Severity, ...]:
    """`least` and what is higher."""
    return tuple(severity for severity in Severity if is_at_least(severity, least))


def highest(severities: Iterable[Severity]) -> Severity:
    """The highest of `severities`; raises ValueError where there is none."""
    return max(severities, key=rank)


def loudest(alerts: Iterable[tuple[str, Severity]]) -> dict[str, Severity]:
    """The watches of `alerts`, sorted, each with the highest of its severities."""
    found: dict[str, Severity] = {}
    for watch, severity in alerts:
        found[watch] = highest((severity, found.get(watch, severity)))
    return dict(sorted(found.items()))
