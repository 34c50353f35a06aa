"""The first tables.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def _sequential() -> "sa.Column[int]":
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("seq", kind, sa.Identity(), primary_key=True)


def _record() -> "sa.Column[str]":
    return sa.Column("record", sa.Text, nullable=False)


def upgrade() -> None:
    """Makes every table."""
    _feeds()
    _stories_and_alert_states()
    _deliveries()
    _archive()


def _feeds() -> None:
    op.create_table("feed_states", sa.Column("feed", sa.String, primary_key=True), _record())
    op.create_table(
        "seen_entries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("feed", sa.String, nullable=False, index=True),
        _record(),
    )
    op.create_table(
        "leases",
        sa.Column("host", sa.String, primary_key=True),
        sa.Column("worker", sa.String, nullable=False, index=True),
        sa.Column("expires", _MOMENT, nullable=False),
    )


def _stories_and_alert_states() -> None:
    op.create_table(
        "sketches",
        _sequential(),
        sa.Column("article", sa.String, nullable=False, unique=True),
        sa.Column("placed", _MOMENT, nullable=False),
        _record(),
    )
    op.create_index("ix_sketches_placed", "sketches", ["placed", "seq"])
    op.create_table(
        "alert_states",
        sa.Column("watch", sa.String, primary_key=True),
        sa.Column("story", sa.String, primary_key=True),
        _record(),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        _sequential(),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("receiver", sa.String, nullable=False),
        sa.Column("next_attempt", _MOMENT, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        _record(),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["state", "receiver", "created", "seq"])
    op.create_index("ix_deliveries_created", "deliveries", ["created", "seq"])
    op.create_table(
        "holds",
        sa.Column("receiver", sa.String, primary_key=True),
        sa.Column("until", _MOMENT, nullable=False),
    )


def _archive() -> None:
    op.create_table(
        "articles",
        _sequential(),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("story", sa.String, nullable=False, index=True),
        sa.Column("fetched", _MOMENT, nullable=False),
        sa.Column("relation", sa.String, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        _record(),
    )
    op.create_index("ix_articles_fetched", "articles", ["fetched", "seq"])
    op.create_index("ix_articles_counts", "articles", ["relation", "mentions", "events"])
    op.create_table(
        "alerts",
        _sequential(),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("watchlist", sa.String, nullable=False),
        sa.Column("raised", _MOMENT, nullable=False),
        _record(),
    )
    op.create_index("ix_alerts_raised", "alerts", ["raised", "seq"])
    op.create_index("ix_alerts_watchlist", "alerts", ["watchlist", "raised", "seq"])
