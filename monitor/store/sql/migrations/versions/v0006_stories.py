"""Stories with their articles, and which were merged.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the tables, empty: of earlier articles nothing is told."""
    op.create_table(
        "stories",
        sa.Column("story", sa.String(), primary_key=True),
        sa.Column("storyline", sa.String(), nullable=False),
        sa.Column("publishers", sa.Integer(), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_stories_storyline", "stories", ["storyline"])
    op.create_index("ix_stories_last", "stories", ["last"])
    op.create_table(
        "story_articles",
        sa.Column("article", sa.String(), primary_key=True),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_story_articles_at", "story_articles", ["at"])
    op.create_index("ix_story_articles_story", "story_articles", ["story", "at"])
    op.create_table(
        "story_redirects",
        sa.Column("part", sa.String(), primary_key=True),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_story_redirects_story", "story_redirects", ["story"])
    op.create_index("ix_story_redirects_at", "story_redirects", ["at"])
