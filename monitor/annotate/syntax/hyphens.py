"""Words with a prefix in one phrase: parsers hang "ex", "-" and "minister" side by side on the verb.

The last part is the head then, as of any compound; what hung on the first part hangs on it.
"""

from collections.abc import Sequence

import msgspec

from monitor.annotate.syntax.parse import Token

_HYPHEN = "-"


def joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with prefix and hyphen on the noun behind them: "ex-minister", "vice-president Kamala Harris"."""
    found = list(tokens)
    for at in range(len(found) - 2):
        if found[at + 1].text == _HYPHEN and (head := _head(found, at)) is not None:
            _hang(found, at, head)
    return tuple(found)


def _head(tokens: Sequence[Token], prefix: int) -> int | None:
    """The noun that a prefix belongs to, the last of its phrase; None where the parse is sound."""
    first, hyphen = tokens[prefix], tokens[prefix + 1]
    if (first.head, first.dep) != (hyphen.head, hyphen.dep) or first.head in range(prefix, prefix + 3):
        return None
    head = prefix + 2
    while tokens[head].dep == "compound" and tokens[head].head > head:
        head = tokens[head].head
    return head if tokens[head].head == first.head else None


def _hang(tokens: list[Token], prefix: int, head: int) -> None:
    dep = tokens[prefix].dep
    parts = {prefix: "amod", prefix + 1: "punct"}
    for at, token in enumerate(tokens):
        if at in parts:
            tokens[at] = msgspec.structs.replace(token, head=prefix + 2, dep=parts[at])
        elif at == head:
            tokens[at] = msgspec.structs.replace(token, dep=dep)
        elif token.head in parts:
            tokens[at] = msgspec.structs.replace(token, head=head)
