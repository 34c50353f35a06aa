"""Actors and terms of a watchlist → records."""

from collections.abc import Iterator

import msgspec

from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.compile.identity import identity
from monitor.config.compile.longer_names import known_as, longer_names
from monitor.config.shapes.words import ActorShape, TermShape, WordShape
from monitor.match.watchlist import Actor, Case, Forms, Term, Word


def actor(name: str, shape: ActorShape) -> Actor:
    """The actor `name`. Its full name is looked for in all languages, unless an alias of the same text says how."""
    aliases = tuple(_words(shape.aliases, Forms.NAME, Case.FOLD))
    said = any(alias.text == shape.name for alias in aliases)
    made = Actor(
        id=name,
        name=shape.name,
        type=shape.type,
        wikidata=shape.wikidata,
        country=shape.country,
        sector=shape.sector,
        names=aliases if said else (Word(text=shape.name, forms=Forms.NAME), *aliases),
        context_any=tuple(word(each, Forms.LEMMA) for each in shape.context_any or ()),
        not_near=tuple(word(each, Forms.LEMMA) for each in shape.not_near or ()),
    )
    made = msgspec.structs.replace(made, identity=identity(made, load_directory()))
    return msgspec.structs.replace(made, longer=longer_names(made), known_as=known_as(made.identity.entity))


def term(name: str, shape: TermShape) -> Term:
    """The term `name`; its words inherit its forms and case."""
    return Term(id=name, words=tuple(_words(shape.languages, shape.forms, shape.case)))


def word(shape: WordShape, forms: Forms, case: Case = Case.FOLD, language: str = "any") -> Word:
    """A word, with `forms` and `case` where it does not say."""
    return Word(
        text=shape.text,
        language="*" if language == "any" else language,
        case=shape.case or case,
        forms=shape.forms or forms,
    )


def _words(languages: dict[str, list[WordShape]], forms: Forms, case: Case) -> Iterator[Word]:
    for language, words in languages.items():
        yield from (word(shape, forms, case, language) for shape in words)
