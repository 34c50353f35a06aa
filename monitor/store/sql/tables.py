"""The tables. Each row holds its record as JSON in `record`, `packed` where it is long; other columns are there to be
searched and ordered by.

Keys are of bounded length and of our own making: an entry id from a hostile feed may be longer than an index row can
hold, so `seen_entries` is keyed by a digest of it. A change here needs a migration (`migrations/versions/`), and a test
compares the two.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from monitor.store.sql.packed import Packed


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so everything is turned to UTC before it is written or compared."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """`value` in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """`value` with its zone, which is UTC."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


class Tokens(TypeDecorator[Sequence[str]]):
    """The tokens of an article: in PostgreSQL a vector, without places, in SQLite in their order, parted by blanks."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that the database has for it."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import TSVECTOR  # takes long to import, and SQLite has no need of it

        return dialect.type_descriptor(TSVECTOR())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """`value` as the database reads it; no token holds a quote or a blank."""
        if value is None:
            return None
        return _vector(value) if dialect.name == "postgresql" else " ".join(value)


def _vector(tokens: Sequence[str]) -> str:
    """`tokens` as PostgreSQL reads a vector; where each stands would have to be looked up in the text again."""
    return " ".join(f"'{token}'" for token in dict.fromkeys(tokens))


# Breaks ties between rows of one moment by the order in which they were first written.
Sequential = BigInteger().with_variant(Integer(), "sqlite")

BLOCK_BITS = 10  # articles behind one another stand in a block, 2 to the power of this in each

BLOCK = f"(ARRAY[seq >> {BLOCK_BITS}])"
"""The number of the block of an article, as PostgreSQL's index of tokens lists it beside them."""

metadata = MetaData()

feed_states = Table(
    "feed_states",
    metadata,
    Column("feed", String, primary_key=True),
    Column("record", Text, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("feed", String, primary_key=True),
    Column("record", Text, nullable=False),
)

seen_entries = Table(
    "seen_entries",
    metadata,
    Column("id", String, primary_key=True),  # of feed and entry
    Column("feed", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("host", String, primary_key=True),
    Column("worker", String, nullable=False, index=True),
    Column("expires", Moment, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("seq", Sequential, Identity(), primary_key=True),
    Column("article", String, nullable=False, unique=True),
    Column("placed", Moment, nullable=False),
    Column("record", Packed, nullable=False),
    Index("ix_sketches_placed", "placed", "seq"),
)

stories = Table(
    "stories",
    metadata,
    Column("story", String, primary_key=True),
    Column("storyline", String, nullable=False, index=True),
    Column("publishers", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("last", Moment, nullable=False, index=True),  # moment of its last article
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("article", String, primary_key=True),
    Column("story", String, nullable=False),  # as it is called by now
    Column("at", Moment, nullable=False, index=True),
    Column("record", Packed, nullable=False),
    Index("ix_story_articles_story", "story", "at"),
)

story_redirects = Table(
    "story_redirects",
    metadata,
    Column("part", String, primary_key=True),
    Column("story", String, nullable=False, index=True),  # that it is a part of by now
    Column("at", Moment, nullable=False, index=True),  # when it was merged
)

alert_states = Table(
    "alert_states",
    metadata,
    Column("watch", String, primary_key=True),
    Column("story", String, primary_key=True),
    Column("last", Moment, index=True),  # when a match was decided last; empty where an older version wrote the row
    Column("record", Packed, nullable=False),
)

watch_states = Table(
    "watch_states",
    metadata,
    Column("watch", String, primary_key=True),
    Column("last", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

watches = Table(
    "watches",
    metadata,
    Column("watch", String, primary_key=True),
    Column("record", Text, nullable=False),
)

watch_renames = Table(
    "watch_renames",
    metadata,
    Column("watch", String, primary_key=True),
    Column("goes_on", String, nullable=False),  # the id under which it is known now
    Column("at", Moment, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Sequential, Identity(), primary_key=True),
    Column("subject", String, nullable=False),
    Column("receiver", String, nullable=False),  # "" for what is decided on a match
    Column("watch", String, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("article", String, nullable=False, index=True),
    Column("alert", String, nullable=False, index=True),
    Column("outcome", String, nullable=False),
    Column("decided_by", String, nullable=False, index=True),
    Column("until", Moment),
    Column("at", Moment, nullable=False),
    Column("unsent", Boolean, nullable=False, index=True),
    Column("record", Packed, nullable=False),
    UniqueConstraint("subject", "receiver"),
    Index("ix_decisions_at", "at", "seq"),
    Index("ix_decisions_watch", "watch", "at", "seq"),
    Index("ix_decisions_outcome", "outcome", "until"),
    Index("ix_decisions_daily", "receiver", "at", "watch", "outcome"),  # so that counting reads no decision
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("seq", Sequential, Identity(), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("receiver", String, nullable=False),
    Column("next_attempt", Moment, nullable=False),
    Column("created", Moment, nullable=False),
    Column("record", Packed, nullable=False),
    Index("ix_deliveries_due", "state", "receiver", "created", "seq"),
    Index("ix_deliveries_created", "created", "seq"),
)

pauses = Table(
    "holds",  # the name that the first version gave it
    metadata,
    Column("receiver", String, primary_key=True),
    Column("until", Moment, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("seq", Sequential, Identity(), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("story", String, nullable=False, index=True),
    Column("fetched", Moment, nullable=False),
    Column("relation", String, nullable=False),
    Column("mentions", Integer, nullable=False),  # how many
    Column("events", Integer, nullable=False),  # how many
    Column("record", Packed, nullable=False),
    Column("indexed", String, nullable=False, server_default=""),  # version of its tokens, "" where it has none
    Column("tokens", Tokens),  # in SQLite, article_tokens (FTS5) follows this column by triggers
    Column("sentences", LargeBinary),  # the same sentence by sentence, empty where nothing is told of them
    Index("ix_articles_indexed", "indexed"),
    Index("ix_articles_tokens", "tokens", text(BLOCK), postgresql_using="gin").ddl_if(dialect="postgresql"),
    Index("ix_articles_fetched", "fetched", "seq"),
    Index("ix_articles_counts", "relation", "mentions", "events"),  # so that counting reads no text
)

actors = Table(
    "actors",
    metadata,
    Column("actor", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("type", String),
    Column("country", String, nullable=False),
    Column("sector", String, nullable=False),
)

actor_articles = Table(
    "actor_articles",
    metadata,
    Column("article", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("day", Integer, nullable=False),  # on which it was fetched, counted from the first of January of the year 1
    Column("fetched", Moment, nullable=False),
    Index("ix_actor_articles_day", "day", "actor"),  # so that counting sorts nothing
    Index("ix_actor_articles_actor", "actor", "day", "fetched"),
    sqlite_with_rowid=False,  # one tree less to write to for each row
)

event_edges = Table(
    "event_edges",
    metadata,
    Column("article", String, primary_key=True),
    Column("number", Integer, primary_key=True),  # of the event in its article
    Column("actor", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("country", String, nullable=False),
    Column("pair", Integer, nullable=False),  # of the parties of the event, from 0; an event counts by its first one
    Column("fetched", Moment, nullable=False),
    Index("ix_event_edges_fetched", "fetched", "article", "number"),
    Index("ix_event_edges_actor", "actor", "recipient", "fetched", "type"),
    Index("ix_event_edges_recipient", "recipient", "fetched", "actor", "type"),
    Index("ix_event_edges_type", "type", "fetched", "article", "number"),
    Index("ix_event_edges_country", "country", "fetched", "pair", "type"),
    sqlite_with_rowid=False,
)

alerts = Table(
    "alerts",
    metadata,
    Column("seq", Sequential, Identity(), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("watchlist", String, nullable=False),
    Column("watch", String, nullable=False, server_default=""),
    Column("story", String, nullable=False, server_default=""),
    Column("severity", String, nullable=False, server_default=""),
    Column("raised", Moment, nullable=False),
    Column("record", Packed, nullable=False),
    Index("ix_alerts_raised", "raised", "seq"),
    Index("ix_alerts_watchlist", "watchlist", "raised", "seq"),
    Index("ix_alerts_watch", "watch", "raised", "seq"),
    Index("ix_alerts_story", "story", "raised", "seq"),
)

mutes = Table(
    "mutes",
    metadata,
    Column("id", String, primary_key=True),
    Column("until", Moment, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("watch", String, primary_key=True),
    Column("story", String, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

silences = Table(
    "silences",
    metadata,
    Column("watch", String, primary_key=True),
    Column("record", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", String, primary_key=True),
    Column("created", Moment, nullable=False),
    Column("ended", Moment, index=True),  # when it was revoked or runs out, empty where it does not
    Column("record", Text, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("alert", String, primary_key=True),
    Column("author", String, primary_key=True),
    Column("watch", String, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
