"""Requirements on the tokens of an article."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from monitor.match.narrowing.tokens import WHOLE


@dataclass(frozen=True, slots=True)
class Term:
    """This token, or with `is_prefix` one that begins so."""

    token: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words behind one another, with `is_prefix` the last of them only begun.

    An index may tell no more than that an article has the words: where they stand, its sentences tell (`together`).
    """

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """Its words, wherever they stand."""
        *others, last = self.words
        return (*map(Term, others), Term(last, is_prefix=self.is_prefix))


@dataclass(frozen=True, slots=True)
class Somewhere:
    """One sentence of an article meets this, whichever; an index of tokens tells as much of the whole article."""

    part: "Requirement"

    @property
    def parts(self) -> tuple["Requirement", ...]:
        """What the whole article has."""
        return (self.part,)


@dataclass(frozen=True, slots=True)
class Close:
    """Both stand in one sentence, with at most so many words between, in either order or in this one.

    An index of tokens tells no more than that an article has both. Of words and phrases only.
    """

    first: "Requirement"
    second: "Requirement"
    within: int
    is_ordered: bool

    @property
    def parts(self) -> tuple["Requirement", ...]:
        """What the whole article has."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these; of none: nothing is required."""

    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these; of none: it cannot be met."""

    parts: tuple["Requirement", ...]


Requirement: TypeAlias = Term | Phrase | Close | Somewhere | AllOf | AnyOf

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


def holds(requirement: Requirement, tokens: Sequence[str]) -> bool:
    """Whether an article of these tokens meets `requirement`, as every index must tell it."""
    return _holds(requirement, frozenset(tokens), f" {' '.join(tokens)} ")


def _holds(requirement: Requirement, tokens: Set[str], text: str) -> bool:
    match requirement:
        case AnyOf(parts=parts):
            return any(_holds(each, tokens, text) for each in parts)
        case AllOf() | Close() | Somewhere():
            return all(_holds(each, tokens, text) for each in requirement.parts)
        case Phrase(words=words, is_prefix=is_prefix):
            return f" {' '.join(words)}{'' if is_prefix else ' '}" in text
    if requirement.is_prefix:
        return f" {requirement.token}" in text
    return requirement.token in tokens


def or_whole(requirement: Requirement) -> Requirement:
    """`requirement`, or the mark of an article that has too many tokens to be listed."""
    return any_of((requirement, Term(WHOLE)))
