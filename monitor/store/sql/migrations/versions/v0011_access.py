"""Tokens, answers to requests that change something, and feedback on alerts.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the tables, empty."""
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_tokens_ended", "tokens", ["ended"])
    op.create_table(
        "requests",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_requests_at", "requests", ["at"])
    op.create_table(
        "feedback",
        sa.Column("alert", sa.String(), primary_key=True),
        sa.Column("author", sa.String(), primary_key=True),
        sa.Column("watch", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("ix_feedback_watch", "feedback", ["watch"])
    op.create_index("ix_feedback_at", "feedback", ["at"])
