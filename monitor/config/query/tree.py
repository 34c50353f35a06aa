"""What the grammar makes of a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from monitor.config.query.tokens import Token


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, or a field with its value."""

    token: Token

    @property
    def column(self) -> int:
        """Where it begins."""
        return self.token.column


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    node: "Node"
    column: int


@dataclass(frozen=True, slots=True)
class Both:
    """Several things, all of which must be; `AND`, or nothing between them."""

    nodes: tuple["Node", ...]
    column: int


@dataclass(frozen=True, slots=True)
class Either:
    """Several things, one of which must be: `OR`."""

    nodes: tuple["Node", ...]
    column: int


@dataclass(frozen=True, slots=True)
class Close:
    """Two things near each other: `NEAR/8`, in this order: `ONEAR/8`."""

    first: "Node"
    second: "Node"
    within: int
    is_ordered: bool
    column: int
    scope: str = ""  # within what; "" for one sentence


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody says: `quote:macron(ceasefire OR truce)`."""

    token: Token  # that says who
    node: "Node"

    @property
    def column(self) -> int:
        """Where it begins."""
        return self.token.column


Node: TypeAlias = Leaf | Not | Both | Either | Close | Quoted


def conjuncts(node: Node) -> Iterator[Node]:
    """What must all be, of a whole line."""
    if isinstance(node, Both):
        yield from node.nodes
    else:
        yield node
