"""In PostgreSQL, the blocks of archived articles beside their tokens, so that the last ones are searched first.

Revision ID: 0013
Revises: 0012
"""

from alembic import op
from sqlalchemy import TextClause, text

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Makes the index anew, which takes some minutes where there are hundreds of thousands of articles."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_articles_tokens")
        columns: list[str | TextClause] = ["tokens", text("(ARRAY[seq >> 10])")]
        op.create_index("ix_articles_tokens", "articles", columns, postgresql_using="gin")
