"""Who and what a watchlist speaks of: actors, groups of them, terms, and the words they are known by."""

from typing import Annotated, Any, ClassVar, Self, TypeAlias

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from monitor.config.shapes.codes.iso import ANY_LANGUAGE
from monitor.config.shapes.shape import Shape, contradiction, one_of
from monitor.config.shapes.values import AnyLanguage, Country, Day, Id, OneOrMany, Sector, Wikidata, Words
from monitor.match.watchlist import Case, Forms
from monitor.records import EntityType


class WordShape(Shape):
    """A word or phrase, found as whole words, accents apart. A bare text stands for `{text: …}`."""

    bare: ClassVar = "text"
    refused: ClassVar = {"regex": "is a condition of its own: write '{regex: …}' beside the words, in 'any' or 'all'"}

    text: Words
    """The word or phrase."""
    case: Annotated[Case, one_of(Case)] | None = None
    """`fold`: NATO is Nato. `exact`: US is not us. Left out: fold."""
    forms: Annotated[Forms, one_of(Forms)] | None = None
    """`exact`: as written. `lemma`: with its inflections (sanction, sanctions, sanctioned). `name`: as names are
    written and declined (Путин, Путину). `prefix`: whatever begins so; at least 4 letters. Left out: as its term says;
    lemma for `keyword`, name for actors; else exact."""


WordList: TypeAlias = Annotated[list[WordShape], Field(min_length=1), OneOrMany()]


class ByLanguage:
    """Annotates a mapping by language that may be written as the words for all of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._mapped, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mapping = handler(schema)
        return {"anyOf": [*mapping["patternProperties"][ANY_LANGUAGE]["anyOf"], mapping]}

    def _mapped(self, value: Any) -> Any:
        return {"any": value} if isinstance(value, list | str) else value


class HolderShape(Shape):
    """Who holds an office, and when. A bare id stands for `{actor: …}`."""

    bare: ClassVar = "actor"

    actor: Id
    """Id of an actor of this watchlist."""
    since: Day | None = None
    """The first day. Left out: from ever."""
    until: Day | None = None
    """The day from which on somebody else holds it, or nobody. Left out: for ever."""

    @model_validator(mode="after")
    def _is_held(self) -> Self:
        if self.since and self.until and self.until <= self.since:
            raise contradiction("until", f"'until' is not after 'since', {self.since}")
        return self


class ActorShape(Shape):
    """Somebody or something that acts, by all its names. Any of them counts as the actor. One of `name` and `office` is
    needed."""

    name: Words | None = None
    """Full name; looked for like an alias, in all languages, with the `case` and `forms` of an alias of the same text.
    Left out: the `office`."""
    office: Words | None = None
    """An office such as `President of France`: whoever holds it on the day on which an article is published, by any
    name, and the office itself. `docs/gazetteer.md` says which are known."""
    holder: Annotated[list[HolderShape], Field(min_length=1), OneOrMany()] | None = None
    """Who holds the office. Left out: as the gazetteer knows it."""
    aliases: Annotated[dict[AnyLanguage, WordList], ByLanguage()] = {}
    """Other names by language of the article; `any` for all. A list stands for `{any: …}`. Those that the gazetteer
    knows of the actor count without being listed."""
    context_any: WordList | None = None
    """For names that mean others too: they count only in an article that has one of these words, in any form."""
    not_near: WordList | None = None
    """Names do not count with one of these words, in any form, in the same sentence and at most 5 words away. Neither
    rule is asked of the full name of a person."""
    type: Annotated[EntityType, one_of(EntityType)] | None = None
    """What it is."""
    wikidata: Wikidata | None = None
    """Its item in Wikidata."""
    country: Country | None = None
    """ISO 3166 code of the country that it belongs to."""
    sector: Sector | None = None
    """Its PLOVER sector, such as `GOV`, `MIL`, `OPP` or `BUS`; `docs/gazetteer.md` lists them."""

    @model_validator(mode="after")
    def _holds_an_office(self) -> Self:
        if self.holder is not None and self.office is None:
            raise contradiction("holder", "'holder' is about an office: expected 'office' beside it")
        return self


def _by_language(schema: dict[str, Any]) -> None:
    schema["patternProperties"] = {ANY_LANGUAGE: schema.pop("additionalProperties")}


class TermShape(Shape):
    """A word and its equals under one name.

    Beside the keys below it has one for each language with its words, such as `en: [truce]`; `any` for all languages.
    """

    model_config = ConfigDict(extra="allow", json_schema_extra=_by_language)
    __pydantic_extra__: dict[AnyLanguage, WordList]

    forms: Annotated[Forms, one_of(Forms)] = Forms.LEMMA
    """For the words that do not say; `prefix` needs at least 4 letters."""
    case: Annotated[Case, one_of(Case)] = Case.FOLD
    """For the words that do not say."""

    @property
    def languages(self) -> dict[str, list[WordShape]]:
        """The words by language."""
        return self.__pydantic_extra__

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.languages:
            raise PydanticCustomError("empty", "has no words: expected a language with words, such as 'en: [truce]'")
        return self
