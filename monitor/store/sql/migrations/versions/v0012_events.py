"""Who did what to whom in archived articles, and who was in the news.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Adds the tables, empty: articles are indexed anew while the program runs."""
    op.create_table(
        "actors",
        sa.Column("actor", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String()),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
    )
    op.create_table(
        "actor_articles",
        sa.Column("article", sa.String(), primary_key=True),
        sa.Column("actor", sa.String(), primary_key=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_actor_articles_day", "actor_articles", ["day", "actor"])
    op.create_index("ix_actor_articles_actor", "actor_articles", ["actor", "day", "fetched"])
    op.create_index("ix_actor_articles_fetched", "actor_articles", ["fetched"])
    op.create_table(
        "event_edges",
        sa.Column("article", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("actor", sa.String(), primary_key=True),
        sa.Column("recipient", sa.String(), primary_key=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_event_edges_fetched", "event_edges", ["fetched", "article", "number"])
    op.create_index("ix_event_edges_actor", "event_edges", ["actor", "recipient", "fetched", "type"])
    op.create_index("ix_event_edges_recipient", "event_edges", ["recipient", "fetched", "actor", "type"])
    op.create_index("ix_event_edges_type", "event_edges", ["type", "fetched", "article", "number"])
    op.create_index("ix_event_edges_country", "event_edges", ["country", "fetched", "pair", "type"])
    op.execute("UPDATE articles SET indexed = '' WHERE mentions > 0 OR events > 0")
