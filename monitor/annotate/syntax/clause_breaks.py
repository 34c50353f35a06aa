"""Clauses that a semicolon or a colon parts: "Rockets hit Kyiv; two people died".

Parsers take the first one for what the second one says. Both are main clauses, each with its own subject.
"""

from collections.abc import Sequence

import msgspec

from monitor.annotate.syntax.parse import Token

BREAKS = frozenset((";", ":"))
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def parted(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with each clause that stands before a break and hangs on a verb behind it as a root of its own."""
    return [
        msgspec.structs.replace(token, dep="ROOT", head=at) if _is_apart(tokens, at) else token
        for at, token in enumerate(tokens)
    ]


def _is_apart(tokens: Sequence[Token], clause: int) -> bool:
    head = tokens[clause].head
    if tokens[clause].dep != "ccomp" or head < clause:
        return False
    is_broken = any(token.text in BREAKS for token in tokens[clause:head])
    return is_broken and _has_subject(tokens, clause) and _has_subject(tokens, head)


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return any(token.head == verb and token.dep in _SUBJECTS for token in tokens)
