"""Requirements on the tokens of an article."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from monitor.match.narrowing.tokens import WHOLE


@dataclass(frozen=True, slots=True)
class Term:
    """This token, or with `is_prefix` one that begins so."""

    token: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these; of none: nothing is required."""

    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these; of none: it cannot be met."""

    parts: tuple["Requirement", ...]


Requirement: TypeAlias = Term | AllOf | AnyOf

EVERYTHING = AllOf(())
NOTHING = AnyOf(())


def all_of(parts: Iterable[Requirement]) -> Requirement:
    """Each of `parts`, those that require nothing left out."""
    flat = tuple(dict.fromkeys(each for part in parts for each in (part.parts if isinstance(part, AllOf) else (part,))))
    if NOTHING in flat:
        return NOTHING
    return flat[0] if len(flat) == 1 else AllOf(flat)


def any_of(parts: Iterable[Requirement]) -> Requirement:
    """One of `parts`; everything where one of them requires nothing."""
    flat = tuple(dict.fromkeys(each for part in parts for each in (part.parts if isinstance(part, AnyOf) else (part,))))
    if EVERYTHING in flat:
        return EVERYTHING
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def holds(requirement: Requirement, tokens: Collection[str]) -> bool:
    """Whether an article of these tokens meets `requirement`, as every index must tell it."""
    match requirement:
        case AllOf(parts=parts):
            return all(holds(each, tokens) for each in parts)
        case AnyOf(parts=parts):
            return any(holds(each, tokens) for each in parts)
    if requirement.is_prefix:
        return any(token.startswith(requirement.token) for token in tokens)
    return requirement.token in tokens


def or_whole(requirement: Requirement) -> Requirement:
    """`requirement`, or the mark of an article that has too many tokens to be listed."""
    return any_of((requirement, Term(WHOLE)))
