"""Fewer pages to write for an article: one index less, and in SQLite two tables without row ids.

From here on SQLite may hold records compressed, which earlier versions cannot read; what is there stays as it is.

Revision ID: 0014
Revises: 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"

_ACTOR_ARTICLES = """
CREATE TABLE actor_articles (
    article VARCHAR NOT NULL, actor VARCHAR NOT NULL, day INTEGER NOT NULL, fetched DATETIME NOT NULL,
    PRIMARY KEY (article, actor)
) WITHOUT ROWID"""
_EVENT_EDGES = """
CREATE TABLE event_edges (
    article VARCHAR NOT NULL, number INTEGER NOT NULL, actor VARCHAR NOT NULL, recipient VARCHAR NOT NULL,
    type VARCHAR NOT NULL, country VARCHAR NOT NULL, pair INTEGER NOT NULL, fetched DATETIME NOT NULL,
    PRIMARY KEY (article, number, actor, recipient)
) WITHOUT ROWID"""
_TABLES = {"actor_articles": (_ACTOR_ARTICLES, "article, actor"), "event_edges": (_EVENT_EDGES, "article, number")}
_INDEXES = {
    "ix_actor_articles_day": ("actor_articles", ["day", "actor"]),
    "ix_actor_articles_actor": ("actor_articles", ["actor", "day", "fetched"]),
    "ix_event_edges_fetched": ("event_edges", ["fetched", "article", "number"]),
    "ix_event_edges_actor": ("event_edges", ["actor", "recipient", "fetched", "type"]),
    "ix_event_edges_recipient": ("event_edges", ["recipient", "fetched", "actor", "type"]),
    "ix_event_edges_type": ("event_edges", ["type", "fetched", "article", "number"]),
    "ix_event_edges_country": ("event_edges", ["country", "fetched", "pair", "type"]),
}


def upgrade() -> None:
    """Makes the two tables again, with their rows."""
    op.drop_index("ix_actor_articles_fetched", "actor_articles")
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in _INDEXES:
        op.execute(f"DROP INDEX {name}")
    for table, (made, order) in _TABLES.items():
        op.rename_table(table, f"{table}_before")
        op.execute(made)
        op.execute(f"INSERT INTO {table} SELECT * FROM {table}_before ORDER BY {order}")  # noqa: S608 - our own names
        op.drop_table(f"{table}_before")
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
