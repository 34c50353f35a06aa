"""The grammar of a line, by recursive descent. What binds most comes last:

either = both { OR both }
both   = close { [AND] close }
close  = single [ NEAR/n single ]
single = NOT single | ( either ) | word or field | quote:who( either )
"""

from dataclasses import dataclass

from monitor.config.query import fields
from monitor.config.query.errors import QueryError
from monitor.config.query.tokens import Kind, Token, tokens
from monitor.config.query.tree import Both, Close, Either, Leaf, Node, Not, Quoted

MAX_DEPTH = 18  # brackets within each other; as YAML that is twice as deep, and files end at 40
MAX_LENGTH = 20_000  # characters


def parse(line: str) -> Node:
    """The tree of `line`. Raises QueryError, with the column, for what is no line."""
    if len(line) > MAX_LENGTH:
        raise QueryError(MAX_LENGTH, f"longer than {MAX_LENGTH:,} characters: split it into several watches")
    found = tokens(line)
    if len(found) == 1:
        raise QueryError(1, "expected a word, or a field such as actor:macron")
    return _Parser(found).whole()


@dataclass
class _Parser:
    tokens: list[Token]
    at: int = 0
    depth: int = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def is_at(self, kind: Kind) -> bool:
        return self.next.kind is kind

    def whole(self) -> Node:
        node = self.either()
        if not self.is_at(Kind.END):
            raise QueryError(self.next.column, "this ')' closes nothing")
        return node

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def takes(self, operator: str) -> bool:
        found = self.next.kind is Kind.OPERATOR and self.next.text == operator
        self.at += found
        return found

    def either(self) -> Node:
        column, nodes = self.next.column, [self.both()]
        while self.takes("OR"):
            nodes.append(self.both())
        return nodes[0] if len(nodes) == 1 else Either(tuple(nodes), column)

    def both(self) -> Node:
        column, nodes = self.next.column, [self.close()]
        while self.takes("AND") or self._goes_on():
            nodes.append(self.close())
        return nodes[0] if len(nodes) == 1 else Both(tuple(nodes), column)

    def _goes_on(self) -> bool:
        is_end = self.next.kind in (Kind.END, Kind.CLOSE)
        return not is_end and not (self.next.kind is Kind.OPERATOR and self.next.text == "OR")

    def close(self) -> Node:
        column, first = self.next.column, self.single()
        if not self.is_at(Kind.NEAR):
            return first
        near, second = self.take(), self.single()
        if self.is_at(Kind.NEAR):
            raise QueryError(
                self.next.column,
                f"{near.text.split('/')[0]} joins two things: put brackets around what belongs together",
            )
        return Close(first, second, near.within, near.is_ordered, column, near.scope)

    def single(self) -> Node:
        token = self.take()
        match token.kind:
            case Kind.LEAF if fields.is_quote(token) and self.next.kind is Kind.OPEN and self._is_behind(token):
                return Quoted(token, self._bracketed(self.take()))
            case Kind.LEAF:
                return Leaf(token)
            case Kind.OPEN:
                return self._bracketed(token)
            case Kind.OPERATOR if token.text == "NOT":
                return self._negated(token)
        raise QueryError(token.column, f"expected a word or a field, not {_shown(token)}")

    def _is_behind(self, token: Token) -> bool:
        """Whether the next token stands right behind `token`."""
        return self.next.column == token.column + len(token.text)

    def _negated(self, token: Token) -> Node:
        self._deeper(token)
        node = self.single()
        self.depth -= 1
        return Not(node, token.column)

    def _bracketed(self, opening: Token) -> Node:
        self._deeper(opening)
        node = self.either()
        closing = self.take()
        if closing.kind is not Kind.CLOSE:
            raise QueryError(closing.column, f"expected ')' for the '(' in column {opening.column}")
        self.depth -= 1
        return node

    def _deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(token.column, f"nested more than {MAX_DEPTH} deep")


def _shown(token: Token) -> str:
    return "the end" if token.kind is Kind.END else f"'{token.text}'"
