"""The words that meet a condition, each with what it stands for there."""

from collections.abc import Iterable, Iterator

from monitor.match.watchlist import Actor, ActorIs, TermIs, Watchlist, Word, WordIs

Named = tuple[str, Word, bool]
"""A clause such as "actor macron", a word of it, whether that is a name."""


def actors_of(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> list[Actor]:
    """The actors that `condition` asks for."""
    ids = condition.actors if isinstance(condition, ActorIs) else ()
    return [actor for actor in watchlist.actors if actor.id in ids]


def words_of(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> Iterable[Named]:
    """All words of which one meets `condition`. Raises ValueError for an actor or a term that is not there."""
    if isinstance(condition, WordIs):
        yield f'word "{condition.word.text}"', condition.word, False
        return
    if isinstance(condition, ActorIs):
        actors = {actor.id: actor.names for actor in watchlist.actors}
        kind, ids, known, is_name = "actor", condition.actors, actors, True
    else:
        kind, ids, known, is_name = "term", condition.terms, {term.id: term.words for term in watchlist.terms}, False
    for id_ in ids:
        if id_ not in known:
            raise ValueError(f"there is no {kind} {id_!r} in the watchlist {watchlist.id!r}")
        for word in known[id_]:
            yield f"{kind} {id_}", word, is_name


def of_holders(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs) -> Iterator[Named]:
    """The names of those who hold the offices among the actors asked for."""
    for actor in actors_of(watchlist, condition):
        for number, holder in enumerate(actor.holders):
            yield from ((clause_of(actor, number), word, True) for word in holder.actor.names)


def clause_of(actor: Actor, holder: int | None = None) -> str:
    """The clause of an actor, or of one who holds the office that it is."""
    return f"actor {actor.id}" + ("" if holder is None else f" {holder}")
