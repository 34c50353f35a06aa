"""The network of an actor as a drawing: the actor in the middle, those it has most to do with closest to it."""

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from monitor.alerting.messages.names import event_type
from monitor.records import EventType
from monitor.store.base import Relationship
from monitor.web.api.actors import Network

SIZE: Final = 1000  # of the field, each way
LABELLED: Final = 15  # lines with their words on them, those of most events
_RINGS: Final = ((14, 190.0), (18, 310.0), (60, 430.0))  # how many places each has, and how far out it is
_WIDEST: Final = 9.0
_MANY: Final = 5  # events, from which on a line may be the widest
_NAME: Final = 260.0  # room for a name, on either side
KINDS: Final = (
    ("talks", "talks and support"),
    ("help", "cooperation and aid"),
    ("dispute", "demands and disputes"),
    ("force", "pressure and force"),
)
"""Each kind of line, and what it means: PLOVER's quadrants."""
_KINDS: Final = (
    ("talks", frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE})),
    ("help", frozenset({EventType.COOPERATE, EventType.AID, EventType.RETREAT})),
    ("dispute", frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})),
)


_MUTUAL: Final = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


class Node(NamedTuple):
    """Somebody in the drawing."""

    actor: str  # id
    name: str
    x: float
    y: float
    anchor: str  # on which side of its place the name stands: "start", "middle" or "end"


class Line(NamedTuple):
    """What one did to another."""

    begin: Node
    end: Node
    x: float  # where it ends, before the place of `end`
    y: float
    kind: str  # of what was done most: talks, help, dispute or force
    words: str  # what was done, the most first, with how often
    events: int
    width: float
    label: tuple[float, float] | None  # where its words stand, if they do
    is_mutual: bool  # whether all of it is done together, so that the line has no direction


class Drawing(NamedTuple):
    """Who did what to whom."""

    nodes: Sequence[Node]
    lines: Sequence[Line]  # those of few events first, which the others lie on
    box: str  # the part of the field that it takes up, as SVG has it


def drawing(network: Network) -> Drawing:
    """What `network` looks like."""
    nodes = {node.actor: node for node in _placed(network)}
    pairs = sorted(_pairs(network.edges), key=_events)
    most = max([_MANY, *map(_events, pairs)])
    seen = [pair for pair in pairs if pair[0].actor in nodes and pair[0].recipient in nodes]
    lines = [_line(pair, nodes, most, number >= len(seen) - LABELLED) for number, pair in enumerate(seen)]
    return Drawing(list(nodes.values()), lines, _box(nodes.values()))


def kind(what: EventType) -> str:
    """Which of four kinds an event is of, by PLOVER's quadrants: words or deeds, with or against each other."""
    return next((name for name, types in _KINDS if what in types), "force")


def _placed(network: Network) -> Iterator[Node]:
    """The actor in the middle, the others in the order that they have, ring by ring."""
    middle = SIZE / 2
    first, *others = network.nodes
    yield Node(first.actor, first.name, middle, middle, "middle")
    for places, radius in _RINGS:
        ring, others = others[:places], others[places:]
        for number, who in enumerate(ring):
            angle = 2 * math.pi * (number + 0.5) / len(ring) - math.pi / 2
            side = math.cos(angle)
            anchor = "middle" if abs(side) < 0.05 else "start" if side > 0 else "end"
            x, y = middle + radius * side, middle + radius * math.sin(angle)
            yield Node(who.actor, who.name, round(x, 1), round(y, 1), anchor)


def _box(nodes: Collection[Node]) -> str:
    half = max(abs(node.y - SIZE / 2) for node in nodes) + 40
    wide = max(abs(node.x - SIZE / 2) for node in nodes) + _NAME
    return f"{SIZE / 2 - wide:g} {SIZE / 2 - half:g} {2 * wide:g} {2 * half:g}"


def _pairs(edges: Sequence[Relationship]) -> Iterator[list[Relationship]]:
    """What was done by one to another, the most first."""
    by_pair = attrgetter("actor", "recipient")
    for _, found in groupby(sorted(edges, key=by_pair), by_pair):
        yield sorted(found, key=lambda each: (-each.events, each.type))


def _events(pair: Sequence[Relationship]) -> int:
    return sum(each.events for each in pair)


def _line(pair: Sequence[Relationship], nodes: dict[str, Node], most: int, has_label: bool) -> Line:
    begin, end, events = nodes[pair[0].actor], nodes[pair[0].recipient], _events(pair)
    away = math.hypot(end.x - begin.x, end.y - begin.y) or 1.0
    part = max(away - 16, 0) / away  # so that the arrow ends before the place
    return Line(
        begin=begin,
        end=end,
        x=round(begin.x + (end.x - begin.x) * part, 1),
        y=round(begin.y + (end.y - begin.y) * part, 1),
        kind=kind(pair[0].type),
        words=", ".join(f"{event_type(each.type)} ({each.events})" for each in pair),
        events=events,
        width=round(1 + (_WIDEST - 1) * events / most, 1),
        label=_two_thirds_out(begin, end) if has_label else None,
        is_mutual=all(each.type in _MUTUAL for each in pair),
    )


def _two_thirds_out(begin: Node, end: Node) -> tuple[float, float]:
    """A place on the line that is nearer to who is farther out, where there is more room."""
    middle = SIZE / 2
    near, far = sorted((begin, end), key=lambda node: math.hypot(node.x - middle, node.y - middle))
    return round((near.x + far.x * 2) / 3, 1), round((near.y + far.y * 2) / 3, 1)
