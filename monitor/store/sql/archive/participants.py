"""The rows that tell of the actors and events of an article, written beside it."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Executable, bindparam, delete, func, or_

from monitor.records import AnnotatedArticle
from monitor.store.participants import actors as actors_of
from monitor.store.participants import edges
from monitor.store.sql.database import Database, Step, insert
from monitor.store.sql.tables import actor_articles, actors, event_edges

_GONE: Final = tuple(
    delete(table).where(table.c.article == bindparam("of_article")) for table in (actor_articles, event_edges)
)


def steps(database: Database, archived: Iterable[AnnotatedArticle]) -> Iterator[Step]:
    """The steps that write what the articles tell, in the place of what an earlier version of each told."""
    articles = list(archived)
    for statement in _GONE:
        yield Step(statement, [{"of_article": each.article.id} for each in articles])
    known = [(each, actor) for each in articles for actor in actors_of(each)]
    rows = {
        actor.actor: {
            "actor": actor.actor,
            "name": actor.name,
            "type": actor.type.value if actor.type else None,
            "country": actor.country,
            "sector": actor.sector,
        }
        for _, actor in known
    }
    if known:
        yield Step(
            _upsert(is_sqlite=database.is_sqlite), [rows[name] for name in sorted(rows)]
        )  # in one order, so that no two workers wait for each other
        yield Step(actor_articles.insert(), [_actor_article(each, actor.actor) for each, actor in known])
    if pairs := [row for each in articles for row in _edges(each)]:
        yield Step(event_edges.insert(), pairs)


@cache
def _upsert(*, is_sqlite: bool) -> Executable:
    """A party says no type; what a name said before it stays. Of an actor that is known as it is nothing is written."""
    statement = insert(actors, is_sqlite=is_sqlite)
    new: dict[str, ColumnElement[Any]] = {name: statement.excluded[name] for name in ("name", "country", "sector")}
    new["type"] = func.coalesce(statement.excluded.type, actors.c.type)
    changes = or_(*(actors.c[name].is_distinct_from(value) for name, value in new.items()))
    return statement.on_conflict_do_update(index_elements=["actor"], set_=new, where=changes)


def _actor_article(annotated: AnnotatedArticle, actor: str) -> dict[str, object]:
    fetched = annotated.article.fetched
    day = fetched.astimezone(UTC).toordinal()
    return {"article": annotated.article.id, "actor": actor, "day": day, "fetched": fetched}


def _edges(annotated: AnnotatedArticle) -> list[dict[str, object]]:
    return [
        {
            "article": annotated.article.id,
            "number": edge.number,
            "actor": edge.actor,
            "recipient": edge.recipient,
            "type": edge.type.value,
            "country": edge.country,
            "pair": edge.pair,
            "fetched": annotated.article.fetched,
        }
        for edge in edges(annotated)
    ]
