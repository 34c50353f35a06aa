"""The words of archived articles sentence by sentence.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the column, empty: it is filled as articles are indexed, and nothing is told from it until then."""
    op.add_column("articles", sa.Column("sentences", sa.LargeBinary()))
