"""Actors and terms of a watchlist → records."""

from collections.abc import Iterator

from monitor.config.shapes.words import ActorShape, TermShape, WordShape
from monitor.config.yaml_file import Place, YamlFile
from monitor.match.spell import spellings
from monitor.match.watchlist import Actor, Case, Forms, Term, Word


def actor(name: str, shape: ActorShape, file: YamlFile) -> Actor:
    """The actor `name`. Its full name is looked for in all languages, unless an alias of the same text says how."""
    aliases = tuple(_words(shape.aliases, file, ("actors", name, "aliases"), Forms.EXACT))
    full = word(WordShape(text=shape.name), file, ("actors", name, "name"))
    said = any(alias.text == shape.name for alias in aliases)
    return Actor(
        id=name,
        name=shape.name,
        type=shape.type,
        wikidata=shape.wikidata,
        country=shape.country,
        names=aliases if said else (full, *aliases),
    )


def term(name: str, shape: TermShape, file: YamlFile) -> Term:
    """The term `name`; its words inherit its forms and case."""
    return Term(id=name, words=tuple(_words(shape.languages, file, ("terms", name), shape.forms, shape.case)))


def word(
    shape: WordShape,
    file: YamlFile,
    place: Place,
    forms: Forms = Forms.EXACT,
    case: Case = Case.FOLD,
    language: str = "*",
) -> Word:
    """The word at `place`, with `forms` and `case` where it does not say; notes one that can never be found."""
    made = Word(text=shape.text, language=language, case=shape.case or case, forms=shape.forms or forms)
    try:
        spellings(made)
    except ValueError as error:
        file.report(place, str(error))
    return made


def _words(
    languages: dict[str, list[WordShape]], file: YamlFile, place: Place, forms: Forms, case: Case = Case.FOLD
) -> Iterator[Word]:
    for language, words in languages.items():
        for index, shape in enumerate(words):
            yield word(shape, file, (*place, language, index), forms, case, "*" if language == "any" else language)
