"""A plain dependency parse: what the decisions of this package read, whoever made it.

Labels are those of spaCy's English models: Penn Treebank tags, ClearNLP dependencies.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Self

import msgspec

from monitor.text.inflection import singular


class Token(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One word or mark. `head` is an index into the sentence, its own for a root; offsets are of the document."""

    text: str
    lower: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


class ParsedSentence(tuple[Token, ...]):
    """A sentence as a tree of its tokens, which it is the tuple of.

    Refuses (ValueError) a head outside the sentence and a cycle, so that every walk upwards ends.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int

    def __new__(cls, tokens: tuple[Token, ...], start: int, end: int) -> Self:
        """The sentence of `tokens`, from the character `start` of the document up to `end`."""
        sentence = super().__new__(cls, tokens)
        sentence.tokens, sentence.start, sentence.end = tokens, start, end
        sentence._hang_up()
        return sentence

    def _hang_up(self) -> None:
        self._deps = [token.dep for token in self.tokens]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if not 0 <= token.head < len(self):
                raise ValueError(f"head {token.head} of {token.text!r} lies outside the sentence")
            if token.head != index:
                self._children[token.head].append(index)
        if len(self.outside_in) != len(self):
            raise ValueError("the heads of this sentence form a cycle")

    @cached_property
    def outside_in(self) -> tuple[int, ...]:
        """All tokens, each after its head: roots first, level by level, left to right."""
        level = [index for index, token in enumerate(self.tokens) if token.head == index]
        order: list[int] = []
        while level:
            order += level
            level = [child for index in level for child in self._children[index]]
        return tuple(order)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """All tokens in lower case."""
        return tuple([token.lower for token in self.tokens])

    @cached_property
    def singulars(self) -> frozenset[str]:
        """Its words in singular, as far as they are plurals."""
        return frozenset(map(singular, self.lowered))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words as they stand and in singular."""
        return self.singulars.union(self.lowered)

    def head(self, index: int) -> int:
        """The index of the token that `index` hangs on."""
        return self.tokens[index].head

    def children(self, index: int, *deps: str) -> list[int]:
        """The tokens that hang on `index`, left to right; with `deps`, those of these relations only.

        The list is the caller's own: who adds to it does not add to the tree.
        """
        children, labels = self._children[index], self._deps
        if not deps or not children:
            return children.copy()
        found: list[int] = []
        for child in children:  # asked a hundred times a sentence: a comprehension takes twice as long
            if labels[child] in deps:
                found.append(child)
        return found

    def child(self, index: int, *deps: str) -> int | None:
        """The first token that hangs on `index` by one of these relations."""
        labels = self._deps
        for child in self._children[index]:
            if labels[child] in deps:
                return child
        return None

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above `index`, nearest first."""
        while (head := self.head(index)) != index:
            yield head
            index = head

    def subtree(self, index: int) -> list[int]:
        """`index` and all that hangs below it, in order of the text."""
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting += self._children[current]
        return sorted(found)

    def words(self, indices: list[int]) -> str:
        """The lower-cased words at `indices`, parted by spaces."""
        return " ".join([self.tokens[index].lower for index in indices])
