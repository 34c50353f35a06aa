"""The ledger of decisions, and what is known of a watch over all stories.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SEQUENTIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_NAMES = ("subject", "receiver", "watch", "story", "article", "alert", "outcome", "decided_by")


def upgrade() -> None:
    """Adds the tables; the stories that were told before stay told."""
    op.create_table(
        "decisions",
        sa.Column("seq", _SEQUENTIAL, sa.Identity(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in _NAMES),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unsent", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.UniqueConstraint("subject", "receiver"),
    )
    op.create_index("ix_decisions_at", "decisions", ["at", "seq"])
    op.create_index("ix_decisions_watch", "decisions", ["watch", "at", "seq"])
    op.create_index("ix_decisions_outcome", "decisions", ["outcome", "until"])
    op.create_index("ix_decisions_unsent", "decisions", ["unsent"])
    for column in ("story", "article", "alert", "decided_by"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])
    op.create_table(
        "watch_states",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
    )
