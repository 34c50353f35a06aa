"""How articles come into the archive: what stands there as it is to be written is left alone.

Most articles are archived twice: `annotate` does it before it acknowledges an original, so that copies find it, and
`archive` for all of them. The second time costs a look.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from monitor.match.narrowing.sentences import listed
from monitor.match.narrowing.tokens import tokens, version
from monitor.records import AnnotatedArticle, encode
from monitor.store.sql.archive.participants import steps
from monitor.store.sql.database import Database, Step
from monitor.store.sql.tables import articles

_KNOWN = select(articles.c.id, articles.c.indexed, articles.c.record).where(
    articles.c.id.in_(bindparam("ids", expanding=True))
)


def written(
    database: Database, connection: Connection, annotated: Sequence[AnnotatedArticle], *, missing_only: bool
) -> Iterator[Step]:
    """The steps that write what is not archived yet, or with `missing_only` what has no article of its id there."""
    by_id = {each.article.id: each for each in (reversed(annotated) if missing_only else annotated)}
    known = {row.id: row for row in connection.execute(_KNOWN, {"ids": list(by_id)})}
    rows = {name: _row(each) for name, each in by_id.items() if name not in known or not missing_only}
    for name, row in known.items():
        if name in rows and (row.record, row.indexed) == (rows[name]["record"], rows[name]["indexed"]):
            del rows[name]
    if rows:
        found = [{**row, "tokens": tokens(by_id[name]), "sentences": listed(by_id[name])} for name, row in rows.items()]
        yield Step(database.upsert(articles, "id"), found)
        yield from steps(database, [by_id[name] for name in rows])


def _row(annotated: AnnotatedArticle) -> dict[str, object]:
    return {
        "id": annotated.article.id,
        "story": annotated.story,
        "fetched": annotated.article.fetched,
        "relation": annotated.relation.value,
        "mentions": len(annotated.mentions),
        "events": len(annotated.events),
        "record": encode(annotated).decode(),
        "indexed": version(),
    }
