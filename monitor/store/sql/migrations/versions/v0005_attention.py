"""Mutes, acknowledgements, and how long watches have been without a match.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables, empty."""
    op.create_table(
        "mutes",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_mutes_until", "mutes", ["until"])
    op.create_table(
        "acknowledgements",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("story", sa.String(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_acknowledgements_at", "acknowledgements", ["at"])
    op.create_table(
        "silences",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
