"""How the index is asked: a requirement on tokens in the language of FTS5 or of PostgreSQL's text search."""

from collections.abc import Callable

from sqlalchemy import TextClause, bindparam, text

from monitor.match.narrowing.terms import EVERYTHING, AllOf, AnyOf, Close, Phrase, Requirement, Somewhere, Term
from monitor.store.sql.tables import BLOCK, Moment

_STALE = """
    SELECT seq, record FROM articles WHERE seq IN (
        SELECT seq FROM articles{} WHERE indexed < :version AND seq + 0 < :before AND fetched >= :since
        UNION ALL
        SELECT seq FROM articles{} WHERE indexed > :version AND seq + 0 < :before AND fetched >= :since
        ORDER BY 1 DESC LIMIT :limit)
    ORDER BY seq DESC"""
# Left to itself, SQLite walks along all rows, with their texts, to find the few.
_BY_VERSION = {True: " INDEXED BY ix_articles_indexed", False: ""}
_ALL = "SELECT seq, record FROM articles WHERE seq < :before AND fetched >= :since ORDER BY seq DESC LIMIT :limit"
_RELATED = """
    SELECT seq, record FROM articles
    WHERE relation IN :relations AND seq < :before AND fetched >= :since ORDER BY seq DESC LIMIT :limit"""
_SQLITE = """
    SELECT articles.seq, articles.sentences FROM article_tokens JOIN articles ON articles.seq = article_tokens.rowid
    WHERE article_tokens MATCH :asked AND article_tokens.rowid < :before
    AND +articles.indexed = :version AND articles.fetched >= :since
    ORDER BY article_tokens.rowid DESC LIMIT :limit"""
# Left to itself, PostgreSQL walks along the key and looks into each article, which costs more than it believes.
_POSTGRESQL = """
    SELECT seq, sentences FROM articles WHERE tokens @@ CAST(:asked AS tsquery) AND seq + 0 < :before{}
    AND indexed = :version AND fetched >= :since
    ORDER BY seq + 0 DESC LIMIT :limit"""
_IN_BLOCKS = f" AND {BLOCK} && CAST(:blocks AS bigint[])"


def _typed(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("since", type_=Moment()))


STALE = {is_sqlite: _typed(_STALE.format(hint, hint)) for is_sqlite, hint in _BY_VERSION.items()}
"""Whether it is SQLite → articles whose tokens are not those of :version."""

UNINDEXED = text("""
    SELECT record FROM articles WHERE indexed < :version
    UNION ALL SELECT record FROM articles WHERE indexed > :version LIMIT :limit""")
"""The same, to be indexed."""

COUNT_UNINDEXED = text("""
    SELECT (SELECT count(*) FROM articles WHERE indexed < :version)
         + (SELECT count(*) FROM articles WHERE indexed > :version) AS articles""")
"""How many they are."""

ALL = _typed(_ALL)
"""Whatever there is."""

RELATED = _typed(_RELATED).bindparams(bindparam("relations", expanding=True))
"""Articles that are one of :relations to their story."""


SQLITE = _typed(_SQLITE)
"""Articles of which the index of SQLite tells that they meet :asked, with their sentences."""

POSTGRESQL = _typed(_POSTGRESQL.format(""))
"""The same in PostgreSQL, which gathers all of them and puts them in order."""

IN_BLOCKS = _typed(_POSTGRESQL.format(_IN_BLOCKS))
"""The same, of the articles in :blocks alone."""

NEWEST = text("SELECT max(seq) FROM articles")
"""The position of what was archived last."""

RECORDS = text("SELECT seq, record FROM articles WHERE seq IN :those").bindparams(bindparam("those", expanding=True))
"""Some articles."""


def asked(requirement: Requirement, *, is_sqlite: bool) -> str | None:
    """`requirement` as the index is asked; None for everything."""
    if requirement == EVERYTHING:
        return None
    return _fts5(requirement) if is_sqlite else _tsquery(requirement)


def _fts5(requirement: Requirement) -> str:
    match requirement:
        case Term(token=token, is_prefix=is_prefix):
            return f'"{token}"' + "*" * is_prefix
        case Somewhere() | Close():
            return _fts5(AllOf(requirement.parts))
        case Phrase(words=words, is_prefix=is_prefix):
            return f'"{" ".join(words)}"' + "*" * is_prefix
    return _joined(requirement, " AND ", " OR ", _fts5)


def _tsquery(requirement: Requirement) -> str:
    match requirement:
        case Term(token=token, is_prefix=is_prefix):
            return f"'{token}'" + ":*" * is_prefix
        case Somewhere() | Close():
            return _tsquery(AllOf(requirement.parts))
        case Phrase(terms=terms):
            return f"({' & '.join(map(_tsquery, terms))})"
    return _joined(requirement, " & ", " | ", _tsquery)


def _joined(requirement: AllOf | AnyOf, of_all: str, of_any: str, said: Callable[[Requirement], str]) -> str:
    return f"({(of_all if isinstance(requirement, AllOf) else of_any).join(map(said, requirement.parts))})"
