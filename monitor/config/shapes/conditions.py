"""Conditions: what must be said for a watch to match."""

from typing import Annotated, ClassVar, Optional, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.config.shapes.numbers import Whole
from monitor.config.shapes.parties import PartiesShape
from monitor.config.shapes.shape import Shape, contradiction, one_of
from monitor.config.shapes.values import Ids, RegularExpression
from monitor.config.shapes.words import WordShape
from monitor.match.watchlist import Case, Scope


class AnyIdShape(Shape):
    """One of several names. A single name, or a list, stands for `{any: …}`."""

    bare: ClassVar = "any"

    any: Ids
    """Ids of actors or groups, or of terms; one of them is enough."""


class RegexShape(Shape):
    r"""A regular expression in the syntax of RE2, without look-around and back-references. A bare text stands for
    `{pattern: …}`.

    It is run on articles that hold what stands in every match of it, at least three letters or digits in a row, or what
    is asked for beside it in an `all`; one of the two is needed.
    """

    bare: ClassVar = "pattern"

    pattern: RegularExpression
    r"""The expression, such as `'\bCVE-\d{4}-\d+'`, matched against the text as it stands, accents and all."""
    case: Annotated[Case, one_of(Case)] = Case.EXACT
    """Whether case counts."""


class OperandShape(Shape):
    """One thing that is said: exactly one of these keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})
    bare: ClassVar[str | None] = "word"

    actor: AnyIdShape | None = None
    """One of these actors, or members of groups, is named."""
    term: AnyIdShape | None = None
    """One of these terms occurs."""
    keyword: WordShape | None = None
    """This word occurs, with its inflections."""
    word: WordShape | None = None
    """This word occurs, as written."""
    phrase: WordShape | None = None
    """These words occur, in this order, as written."""
    regex: RegexShape | None = None
    """This regular expression matches."""

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        given = [key for key in type(self).model_fields if key not in ("none", "by") and getattr(self, key) is not None]
        if len(given) > 1:
            found = {"found": " and ".join(f"'{key}'" for key in given)}
            raise PydanticCustomError("keys", "a condition has one key, not {found}: join them in 'all'", found)
        if not given and not getattr(self, "none", None) and not getattr(self, "by", None):
            raise PydanticCustomError("empty", "empty: expected a condition such as 'term: ceasefire'")
        return self


class AlternativeShape(OperandShape):
    """One of several things: exactly one of these keys."""

    bare: ClassVar[str | None] = None


class NearOperandShape(OperandShape):
    """One thing that is said, or one of several: exactly one of these keys."""

    any: Annotated[list[AlternativeShape], Field(min_length=1)] | None = None
    """At least one of these."""


class NearShape(Shape):
    """Two things near each other, in one sentence unless `scope` says otherwise."""

    a: NearOperandShape
    """The first; a bare text is a `word`."""
    b: NearOperandShape
    """The second."""
    within: Annotated[int, Whole(0, 50)]
    """At most so many words stand between them."""
    ordered: bool = False
    """Whether `a` must come before `b`."""
    scope: Annotated[Scope, one_of(Scope)] = Scope.SENTENCE
    """Within what both must stand."""


class ConditionShape(OperandShape):
    """What must be said: exactly one of these keys."""

    bare: ClassVar[str | None] = None
    refused: ClassVar = {
        "source_tag": "is not known here: choose articles by their source in 'sources' of the watch",
        "none": "stands beside 'when' or at the top of it, not deeper",
    }

    near: NearShape | None = None
    """Two things near each other."""
    quote: Optional["QuoteShape"] = None
    """Somebody says so."""
    all: Annotated[list["ConditionShape"], Field(min_length=1)] | None = None
    """Every one of these, within the `scope` of the watch."""
    any: Annotated[list["ConditionShape"], Field(min_length=1)] | None = None
    """At least one of these."""


class QuoteShape(ConditionShape):
    """What somebody says, in quotation marks or reported: `by` whom, and one condition that its words must meet; one of
    the two is enough."""

    bare: ClassVar = "by"
    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 2})

    by: PartiesShape | None = None
    """Who says it: actors, groups or a country. Left out: anybody."""

    @model_validator(mode="after")
    def _is_no_quote_of_a_quote(self) -> Self:
        if self.quote is not None:
            raise contradiction("quote", "'quote' stands in no other quote")
        if self.by is not None and not self.by.country and self.by.any in (None, ["any"]):
            raise contradiction("by", "asks for nobody: leave 'by' out where anybody may say it")
        return self


ConditionShape.model_rebuild()
QuoteShape.model_rebuild()


class WhenShape(ConditionShape):
    """What must be said: exactly one of these keys, and `none` beside it."""

    model_config = ConfigDict(
        json_schema_extra={
            "minProperties": 1,
            "maxProperties": 2,
            "if": {"not": {"required": ["none"]}},
            "then": {"maxProperties": 1},
        }
    )

    none: Annotated[list[ConditionShape], Field(min_length=1)] | None = None
    """If any of these stands anywhere in the article, the watch does not match."""
