"""The tokens of archived articles, and an index over them.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0007"
down_revision = "0006"

# The tokens are made by `monitor.match.narrowing`, folded and parted.
_FTS5 = (
    "CREATE VIRTUAL TABLE article_tokens USING fts5(tokens, content='articles', content_rowid='seq',"
    " columnsize=0, tokenize=\"ascii tokenchars '-_:.'\")",
    """CREATE TRIGGER article_tokens_of_new AFTER INSERT ON articles WHEN new.tokens IS NOT NULL BEGIN
    INSERT INTO article_tokens(rowid, tokens) VALUES (new.seq, new.tokens);
    END""",
    """CREATE TRIGGER article_tokens_of_gone AFTER DELETE ON articles WHEN old.tokens IS NOT NULL BEGIN
    INSERT INTO article_tokens(article_tokens, rowid, tokens) VALUES ('delete', old.seq, old.tokens);
    END""",
    """CREATE TRIGGER article_tokens_of_changed AFTER UPDATE ON articles WHEN old.tokens IS NOT new.tokens BEGIN
    INSERT INTO article_tokens(article_tokens, rowid, tokens)
    SELECT 'delete', old.seq, old.tokens WHERE old.tokens IS NOT NULL;
    INSERT INTO article_tokens(rowid, tokens) SELECT new.seq, new.tokens WHERE new.tokens IS NOT NULL;
    END""",
)


def upgrade() -> None:
    """Adds the columns, empty: articles are indexed while the program runs, and found until then by being read."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("articles", sa.Column("indexed", sa.String(), nullable=False, server_default=""))
    op.add_column("articles", sa.Column("tokens", sa.Text() if is_sqlite else TSVECTOR()))
    op.create_index("ix_articles_indexed", "articles", ["indexed"])
    if is_sqlite:
        for statement in _FTS5:
            op.execute(statement)
    else:
        op.create_index("ix_articles_tokens", "articles", ["tokens"], postgresql_using="gin")
