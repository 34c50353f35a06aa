"""What a metric is: its name, what it counts or measures, and what its labels say."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

PREFIX: Final = "wirewatch_"
SECONDS: Final = "seconds"
BYTES: Final = "bytes"
NUMBER: Final = ""  # of things


def label_value(member: Enum) -> str:
    """`member` as the value of a label: its name, which stays though its words for people change."""
    return member.name.lower()


def label_values(members: type[Enum]) -> tuple[str, ...]:
    """All of them."""
    return tuple(label_value(member) for member in members)


@dataclass(frozen=True)
class Label:
    """What tells the series of a metric apart. Its values are ours or the configuration's, never a publisher's."""

    name: str
    values: str = ""  # which there are, for people; "" where `known` says so
    known: tuple[str, ...] = ()  # all there may be, where that is known before the program runs


@dataclass(frozen=True, kw_only=True, eq=False)
class Metric:
    """One figure of the program; each definition is one by itself, which makes it a quick key."""

    name: str  # with its unit at the end, as Prometheus has it
    unit: str = NUMBER
    labels: tuple[Label, ...] = ()
    meaning: str  # for people


@dataclass(frozen=True, kw_only=True, eq=False)
class Counter(Metric):
    """Goes up, from 0 at each start. Its name ends in `_total`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Gauge(Metric):
    """Goes up and down."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Histogram(Metric):
    """How many observations fell below each bound; with their sum and their number."""

    bounds: tuple[float, ...]  # in `unit`
