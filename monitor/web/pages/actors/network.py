"""The network of an actor as a drawing: a name a row, the actor first, and arcs beside them for what passed.

No name meets another, however many there are and however narrow the screen is.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from monitor.alerting.messages.names import event_type
from monitor.match.conditions.events import RECIPROCAL
from monitor.records import EventType
from monitor.store.base import KnownActor, Relationship
from monitor.web.api.actors.network import Network

WIDTH: Final = 420  # of the field
_AT: Final = 160  # where the nodes stand, from the left
_ROW: Final = 28  # from one node to the next
_EDGE: Final = 12  # between a node and where an arc ends
_NEAREST, _FARTHEST = 22, 140  # how far to the left arcs reach
_WIDEST: Final = 8.0
_MANY: Final = 5  # events, from which on an arc may be the widest
KINDS: Final = (
    ("talks", "talks and support"),
    ("help", "cooperation and aid"),
    ("dispute", "demands and disputes"),
    ("force", "pressure and force"),
)
"""Each kind of arc, and what it means: PLOVER's quadrants."""
_KINDS: Final = (
    ("talks", frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE})),
    ("help", frozenset({EventType.COOPERATE, EventType.AID, EventType.RETREAT})),
    ("dispute", frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})),
)


class Node(NamedTuple):
    """Somebody in the drawing."""

    who: KnownActor
    x: int
    y: int


class Arc(NamedTuple):
    """What one did to another."""

    begin: KnownActor
    end: KnownActor
    path: str  # as SVG has it
    kind: str  # of what was done most: talks, help, dispute or force
    words: str  # what was done, the most first, with how often
    width: float
    is_mutual: bool  # whether all of it is done together, so that the arc has no direction


class Drawing(NamedTuple):
    """Who did what to whom."""

    nodes: Sequence[Node]
    arcs: Sequence[Arc]  # those of few events first, which the others lie on
    width: int
    height: int


def drawing(network: Network) -> Drawing:
    """What `network` looks like."""
    nodes = {who.actor: Node(who, _AT, _ROW * row + _ROW // 2) for row, who in enumerate(network.nodes)}
    shown = [edge for edge in network.edges if edge.actor in nodes and edge.recipient in nodes]
    pairs = sorted(_pairs(shown), key=_events)
    most = max([_MANY, *map(_events, pairs)])
    arcs = [_arc(pair, nodes, most, _ROW * len(nodes)) for pair in pairs]
    return Drawing(list(nodes.values()), arcs, WIDTH, _ROW * len(nodes))


def kind(what: EventType) -> str:
    """Which of four kinds an event is of, by PLOVER's quadrants: words or deeds, with or against each other."""
    return next((name for name, types in _KINDS if what in types), "force")


def _pairs(edges: Sequence[Relationship]) -> Iterator[list[Relationship]]:
    """What was done by one to another, the most first."""
    by_pair = attrgetter("actor", "recipient")
    for _, found in groupby(sorted(edges, key=by_pair), by_pair):
        yield sorted(found, key=lambda each: (-each.events, each.type))


def _events(pair: Sequence[Relationship]) -> int:
    return sum(each.events for each in pair)


def _arc(pair: Sequence[Relationship], nodes: dict[str, Node], most: int, height: int) -> Arc:
    begin, end = nodes[pair[0].actor], nodes[pair[0].recipient]
    return Arc(
        begin=begin.who,
        end=end.who,
        path=_path(begin, end, height),
        kind=kind(pair[0].type),
        words=", ".join(f"{event_type(each.type)} ({each.events})" for each in pair),
        width=round(1.5 + (_WIDEST - 1.5) * _events(pair) / most, 1),
        is_mutual=all(each.type in RECIPROCAL for each in pair),
    )


def _path(begin: Node, end: Node, height: int) -> str:
    """Half an ellipse to the left; what goes up and what goes down between the same two lie apart."""
    apart = abs(end.y - begin.y)
    down = end.y > begin.y
    far = (_NEAREST + (_FARTHEST - _NEAREST) * apart / height) * (1.0 if down else 0.75)
    x = begin.x - _EDGE
    return f"M{x} {begin.y}A{far:.1f} {apart / 2:.1f} 0 0 {0 if down else 1} {x} {end.y}"
