"""A line → its tokens, each with the column that it begins in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from monitor.config.query.errors import QueryError

_BLANK = re.compile(r"\s+")
_NEAR = re.compile(
    r"(NEAR|ONEAR|W|PRE)/(\d*)(?:/(paragraph|document))?(?![^\s()\"])|(AROUND)\((\d*)\)|(O?NEAR)(?=[\s()\"]|$)"
)
_WORD_OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s()\"“”]|$)")
_SIGNS = (("&&", "AND"), ("||", "OR"), ("|", "OR"), ("!", "NOT"))
_FIELD = re.compile(r"([A-Za-z_]+):")
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“”"}
_BARE = re.compile(r"[^\s()\"“”„]+")
_ITEM = re.compile(r"[^\s()\"“”„,]+")
_REGEX = re.compile(r"/((?:\\.|[^/\\])+)/i?(?=[\s()]|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\\"“”])")


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OPERATOR = auto()
    NEAR = auto()
    LEAF = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Text:
    """A word or something in quotes."""

    text: str
    column: int
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `text` is what a message calls it."""

    kind: Kind
    text: str
    column: int
    fields: tuple[Text, ...] = ()  # of a leaf: `case:name:Macron` has two
    values: tuple[Text, ...] = ()  # of a leaf: what stands behind, parted by commas
    is_starred: bool = False  # of a leaf: an asterisk stands behind its quotes
    is_ordered: bool = False  # of NEAR
    within: int = 0  # of NEAR
    scope: str = ""  # of NEAR, "" for a sentence


def tokens(line: str) -> list[Token]:
    """The tokens of `line`, one that says END behind them. Raises QueryError."""
    return list(_Reader(line).read())


@dataclass
class _Reader:
    line: str
    at: int = field(default=0)

    def read(self) -> Iterator[Token]:
        while True:
            self._skip()
            if self.at >= len(self.line):
                break
            yield self._bracket() or self._operator() or self._near() or self._leaf()
        yield Token(Kind.END, "the end", len(self.line) + 1)

    @property
    def column(self) -> int:
        return self.at + 1

    def _skip(self) -> None:
        if blank := _BLANK.match(self.line, self.at):
            self.at = blank.end()

    def _bracket(self) -> Token | None:
        kind = {"(": Kind.OPEN, ")": Kind.CLOSE}.get(self.line[self.at])
        return self._taken(kind, self.line[self.at], 1) if kind else None

    def _operator(self) -> Token | None:
        if found := _WORD_OPERATOR.match(self.line, self.at):
            return self._taken(Kind.OPERATOR, found[1], len(found[1]))
        for sign, meant in _SIGNS:
            if self.line.startswith(sign, self.at):
                return self._taken(Kind.OPERATOR, meant, len(sign))
        if self.line[self.at] == "-" and self.line[self.at + 1 : self.at + 2].strip():
            return self._taken(Kind.OPERATOR, "NOT", 1)
        return None

    def _near(self) -> Token | None:
        found = _NEAR.match(self.line, self.at)
        if found is None:
            return None
        name, within = found[1] or found[4] or found[6], found[2] or found[5]
        if not within:
            raise QueryError(self.column, f"expected a distance in words, such as {name.removesuffix('(')}/8")
        column, self.at = self.column, found.end()
        ordered = name in ("ONEAR", "PRE")
        return Token(Kind.NEAR, found[0], column, is_ordered=ordered, within=int(within), scope=found[3] or "")

    def _taken(self, kind: Kind, text: str, length: int) -> Token:
        column, self.at = self.column, self.at + length
        return Token(kind, text, column)

    def _leaf(self) -> Token:
        start, fields = self.at, list(self._fields())
        values = self._values(listed=bool(fields))
        starred = values[-1].is_quoted and self.line.startswith("*", self.at)
        self.at += starred
        if self.at < len(self.line) and not re.match(r"[\s()]", self.line[self.at]):
            raise QueryError(self.column, "expected a blank here")
        return Token(Kind.LEAF, self.line[start : self.at], start + 1, tuple(fields), values, is_starred=starred)

    def _fields(self) -> Iterator[Text]:
        while found := _FIELD.match(self.line, self.at):
            yield Text(found[1], self.column)
            self.at = found.end()

    def _values(self, *, listed: bool) -> tuple[Text, ...]:
        values = [self._value(_ITEM if listed else _BARE)]
        while listed and self.line.startswith(",", self.at):
            self.at += 1
            values.append(self._value(_ITEM))
        return tuple(values)

    def _value(self, bare: re.Pattern[str]) -> Text:
        column = self.column
        if closing := _QUOTES.get(self.line[self.at : self.at + 1]):
            return self._quoted(closing)
        found = _REGEX.match(self.line, self.at) or bare.match(self.line, self.at)
        if found is None:
            raise QueryError(column, "expected a value: a word, or text in quotes")
        self.at = found.end()
        return Text(found[0], column)

    def _quoted(self, closing: str) -> Text:
        start = self.at + 1
        end = start
        while end < len(self.line) and self.line[end] not in closing:
            end += 2 if self.line[end] == "\\" else 1
        if end >= len(self.line):
            raise QueryError(start, "this quote is never closed")
        self.at = end + 1
        return Text(_ESCAPED.sub(r"\1", self.line[start:end]), start, is_quoted=True)
