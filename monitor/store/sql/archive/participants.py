"""The rows that tell of the actors and events of an article, written beside it."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Final

from sqlalchemy import Executable, bindparam, delete, func

from monitor.records import AnnotatedArticle
from monitor.store.participants import actors as actors_of
from monitor.store.participants import edges
from monitor.store.sql.database import Database, Step
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
        yield Step(_upsert(database), list(rows.values()))
        yield Step(actor_articles.insert(), [_actor_article(each, actor.actor) for each, actor in known])
    if pairs := [row for each in articles for row in _edges(each)]:
        yield Step(event_edges.insert(), pairs)


def _upsert(database: Database) -> Executable:
    """A party says no type; what a name said before it stays."""
    statement = database.insert(actors)
    new = {name: statement.excluded[name] for name in ("name", "country", "sector")}
    kept = func.coalesce(statement.excluded.type, actors.c.type)
    return statement.on_conflict_do_update(index_elements=["actor"], set_={**new, "type": kept})


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
