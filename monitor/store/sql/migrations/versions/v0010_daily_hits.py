"""Decisions on matches are counted day by day without reading them.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Adds the index that has all that is counted."""
    op.create_index("ix_decisions_daily", "decisions", ["receiver", "at", "watch", "outcome"])
