"""Which watches are configured, what each says, and which id it has now; empty until the next start has read the files.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Makes the tables, empty."""
    op.create_table(
        "watches",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_table(
        "watch_renames",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("goes_on", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
