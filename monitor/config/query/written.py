"""The tree of a line → what a watch says in YAML, and which column each part of it comes from."""

import re
from dataclasses import dataclass, field

from monitor.config.query import fields
from monitor.config.query.errors import QueryError
from monitor.config.query.events import event, figure, number, parties
from monitor.config.query.parser import parse
from monitor.config.query.tokens import Token
from monitor.config.query.tree import Both, Close, Either, Leaf, Node, Not, Quoted, conjuncts
from monitor.config.reading.yaml_file import Place, Plain

KEYS = ("when", "none", "event", "modality", "confidence", "scope", "fields", "sources")
"""What a line says, as the keys of a watch."""

_SOURCES = {"lang": "languages", "tag": "include_tags", "tier": "tiers", "source": "include"}
_EXCLUDED = {"tag": "exclude_tags", "source": "exclude"}


@dataclass
class Written:
    """What a line says."""

    data: dict[str, Plain] = field(default_factory=dict)  # some of KEYS
    columns: dict[Place, int] = field(default_factory=dict)  # where each part of it begins in the line


def written(line: str) -> Written:
    """What `line` says. Raises QueryError."""
    writer = _Writer()
    for node in conjuncts(parse(line)):
        writer.take(node)
    return writer.finished()


@dataclass
class _Writer:
    made: Written = field(default_factory=Written)
    asked: list[Node] = field(default_factory=list)
    none: list[Node] = field(default_factory=list)

    def take(self, node: Node) -> None:
        match node:
            case Not(node=Leaf(token=token), column=column) if name := fields.filter_name(token):
                self.without(name, token, column)
            case Not(node=inner):
                self.none.append(inner)
            case Leaf(token=token) if name := fields.filter_name(token):
                self.filter(name, token)
            case _:
                self.asked.append(node)

    def without(self, name: str, token: Token, column: int) -> None:
        """Leaves out what is tagged so, or is from that source."""
        if name not in _EXCLUDED:
            raise QueryError(column, f"'{name}:' cannot be negated")
        self.sources(_EXCLUDED[name], token)

    def filter(self, name: str, token: Token) -> None:
        match name:
            case "event":
                found = event(token)
                self.once("event", found, token)
                self.made.columns |= {("event", key): token.values[0].column for key in found}
            case "mode":
                self.once("modality", fields.one_or_many(fields.listed(token)), token)
            case "confidence":
                self.once("confidence", _confidence(token), token)
            case "scope":
                self.once("scope", _only(token), token)
            case "fields":
                self.once("fields", _weights(token), token)
            case "polarity":
                self.of_event(name, _only(token), token)
            case name if name in fields.PARTIES:
                self.of_event(name, parties(token), token)
            case name if name in fields.FIGURES:
                self.size(name, token)
            case _:
                self.sources(_SOURCES[name], token)

    def once(self, key: str, value: Plain, token: Token) -> None:
        if key in self.made.data:
            raise QueryError(token.column, f"'{names(token)}:' is said already, in column {self.made.columns[key,]}")
        self.made.data[key] = value
        self.made.columns[key,] = token.column

    def of_event(self, key: str, value: Plain, token: Token) -> None:
        """Says something more of the event."""
        event = self.event(token)
        if key in event and key != "size":
            raise QueryError(
                token.column, f"'{names(token)}:' is said already, in column {self.made.columns['event', key]}"
            )
        event[key] = value
        self.made.columns["event", key] = token.values[0].column

    def event(self, token: Token) -> dict[str, Plain]:
        asked = self.made.data.get("event")
        if not isinstance(asked, dict):
            raise QueryError(token.column, f"'{names(token)}:' is about an event: expected 'event:' before it")
        return asked

    def size(self, name: str, token: Token) -> None:
        said = self.event(token).get("size")
        if isinstance(said, dict) and name in said:
            raise QueryError(token.column, f"'{names(token)}:' is said already")
        self.of_event("size", {**(said if isinstance(said, dict) else {}), name: figure(token)}, token)

    def sources(self, key: str, token: Token) -> None:
        """Adds to what is said of sources; languages and tags said twice are alternatives, as those in a list are."""
        said = self.made.data.setdefault("sources", {})
        assert isinstance(said, dict)
        listed = said.setdefault(key, [])
        assert isinstance(listed, list)
        for text in fields.listed(token):
            self.made.columns["sources", key, len(listed)] = token.values[0].column
            listed.append(int(text) if key == "tiers" and text.isdecimal() else text)

    def finished(self) -> Written:
        if self.asked:
            self.made.data["when"] = self.joined("all", self.asked, ("when",))
        if self.none:
            self.made.data["none"] = self.conditions(self.none, ("none",))
        for place, column in sorted(self.made.columns.items(), key=lambda item: item[1]):
            for end in range(1, len(place)):  # what holds others begins where the first of them does
                self.made.columns.setdefault(place[:end], column)
        order = [key for key in KEYS if key in self.made.data]
        self.made.data = {
            key: _short(self.made.data[key]) if key == "sources" else self.made.data[key] for key in order
        }
        return self.made

    def joined(self, key: str, nodes: list[Node] | tuple[Node, ...], place: Place) -> Plain:
        if len(nodes) == 1:
            return self.condition(nodes[0], place)
        return {key: self.conditions(nodes, (*place, key))}

    def conditions(self, nodes: list[Node] | tuple[Node, ...], place: Place) -> list[Plain]:
        return [self.condition(node, (*place, index)) for index, node in enumerate(nodes)]

    def condition(self, node: Node, place: Place) -> Plain:
        self.made.columns[place] = node.column
        match node:
            case Both(nodes=nodes):
                return self.joined("all", nodes, place)
            case Either(nodes=nodes):
                return self.joined("any", nodes, place)
            case Close():
                return {"near": self.near(node, (*place, "near"))}
            case Not(column=column):
                raise QueryError(
                    column, "NOT is about the whole article and stands beside the rest: a OR b becomes (a OR b) -c"
                )
            case Quoted(token=token, node=inner):
                return self.quote(token, inner, (*place, "quote"))
            case Leaf(token=token) if fields.is_quote(token):
                by = parties(token)
                return {"quote": {"by": by} if isinstance(by, dict) else by}
            case Leaf(token=token) if name := fields.filter_name(token):
                raise QueryError(
                    token.column, f"'{name}:' is about the whole line and stands beside the rest, outside of brackets"
                )
        return fields.condition(node.token)

    def quote(self, token: Token, node: Node, place: Place) -> Plain:
        """What somebody says; what stands in brackets behind him is one condition beside `by`."""
        by = parties(token)
        said = self.condition(node, place)
        assert isinstance(said, dict)
        return {"quote": said if by == "any" else {"by": by} | said}

    def near(self, node: Close, place: Place) -> Plain:
        said: dict[str, Plain] = {
            "a": self.condition(node.first, (*place, "a")),
            "b": self.condition(node.second, (*place, "b")),
            "within": node.within,
        }
        said |= {"ordered": True} if node.is_ordered else {}
        return said | ({"scope": node.scope} if node.scope else {})


def names(token: Token) -> str:
    """The fields of a leaf, as they are written."""
    return ":".join(each.text for each in token.fields)


def _short(said: Plain) -> Plain:
    assert isinstance(said, dict)
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in said.items()}


def _only(token: Token) -> str:
    listed = fields.listed(token)
    if len(listed) > 1:
        raise QueryError(token.values[1].column, f"'{names(token)}:' takes one value")
    return listed[0]


def _weights(token: Token) -> Plain:
    """`title=3,lead=2,min_score=2`."""
    said: dict[str, Plain] = {}
    for value in token.values:
        name, _, weight = value.text.partition("=")
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", weight) or name in said:
            raise QueryError(value.column, "expected weights such as title=3,lead=2,body=1,min_score=2")
        said[name] = number(float(weight))
    return said


def _confidence(token: Token) -> Plain:
    """`0.7`, or `min=0.7,digest=0.4`."""
    if not any("=" in value.text for value in token.values):
        return _number(token)
    said = dict(value.text.partition("=")[::2] for value in token.values)
    if said.keys() != {"min", "digest"} or not all(re.fullmatch(r"[0-9]+(\.[0-9]+)?", each) for each in said.values()):
        raise QueryError(token.values[0].column, "expected a number such as 0.7, or min=0.7,digest=0.4")
    return {name: number(float(each)) for name, each in said.items()}


def _number(token: Token) -> float:
    try:
        return float(_only(token))
    except ValueError:
        raise QueryError(token.values[0].column, "expected a number from 0 to 1, such as 0.7") from None
