"""Actors and terms of a watchlist → records."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.compile.actors.identity import identity
from monitor.config.compile.actors.longer_names import known_as, longer_names
from monitor.config.compile.actors.offices import NOT_HELD, holders
from monitor.config.shapes.words import ActorShape, HolderShape, TermShape, WordShape
from monitor.match.watchlist import Actor, Case, Forms, Holder, Identity, IdentityReason, Term, Word


def actor(name: str, shape: ActorShape) -> Actor:
    """The actor `name`. Its full name is looked for in all languages, as an alias of the same text says how."""
    full = shape.name or shape.office or ""
    aliases = tuple(_words(shape.aliases, Forms.NAME, Case.FOLD))
    made = Actor(
        id=name,
        name=full,
        office=shape.office or "",
        type=shape.type,
        wikidata=shape.wikidata,
        country=shape.country,
        sector=shape.sector,
        names=tuple(dict.fromkeys((_full_name(full, aliases), *aliases))),
        context_any=tuple(word(each, Forms.LEMMA) for each in shape.context_any or ()),
        not_near=tuple(word(each, Forms.LEMMA) for each in shape.not_near or ()),
    )
    if shape.office is not None:
        return made
    made = msgspec.structs.replace(made, identity=identity(made, load_directory()))
    return msgspec.structs.replace(made, longer=longer_names(made), known_as=known_as(made.identity.entity))


def _full_name(text: str, aliases: Sequence[Word]) -> Word:
    """The name `text`, for all languages: what is also an alias of one language counts in the others too."""
    written = next((alias for alias in aliases if alias.text == text), Word(text=text, forms=Forms.NAME))
    return msgspec.structs.replace(written, language="*")


def in_office(actors: Sequence[Actor], shapes: Mapping[str, ActorShape]) -> tuple[Actor, ...]:
    """`actors`, each office among them with whoever holds it: as the watchlist says, else as the gazetteer knows."""
    known = {actor.id: actor for actor in actors}
    return tuple(_held(actor, shapes[actor.id].holder, known) if actor.office else actor for actor in actors)


def _held(office: Actor, said: Sequence[HolderShape] | None, known: Mapping[str, Actor]) -> Actor:
    given = tuple(
        Holder(actor=known[each.actor], since=each.since or "", until=each.until or "")
        for each in said or ()
        if each.actor in known
    )
    held = holders(office.office, load_directory()) if said is None else given
    names = tuple(f"{each.actor.name} since {each.since}" if each.since else each.actor.name for each in held[:3])
    identity = Identity(reason=IdentityReason.OFFICE, candidates=names)
    return msgspec.structs.replace(office, identity=identity, holders=held, not_behind=NOT_HELD)


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
