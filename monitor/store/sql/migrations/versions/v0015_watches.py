"""Which watches are configured, and what each says; empty until the next start has read the files.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Makes the table, empty."""
    op.create_table(
        "watches",
        sa.Column("watch", sa.String(), primary_key=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
