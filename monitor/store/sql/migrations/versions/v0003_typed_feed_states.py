"""Feed states as nested records, and subscriptions at hubs in a table of their own.

Until then a state kept most of what it knew as strings under `detail`, some of them JSON, and the subscription of a
feed stood among the states as "websub:" and its id.

Revision ID: 0003
Revises: 0002
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection

from monitor.errors import StoreError

revision = "0003"
down_revision = "0002"

Json = dict[str, Any]

_BATCH = 500
_STATES = sa.table("feed_states", sa.column("feed"), sa.column("record"))
_SUBSCRIPTIONS = sa.table("subscriptions", sa.column("feed"), sa.column("record"))
_WRITE = sa.update(_STATES).where(_STATES.c.feed == sa.bindparam("of_feed")).values(record=sa.bindparam("new"))
_REMOVE = sa.delete(_STATES).where(_STATES.c.feed == sa.bindparam("of_feed"))

_OWN_ROW = "websub:"
_COPIED = ("feed", "polls", "last_poll", "last_success", "last_new")
_RHYTHM_SIZES = {"parts": 12, "seen": 9, "expected": 9}
_WEEK = 448  # characters of the 336 bytes in base64
_STATUS = re.compile(r"HTTP status (\d{3})")
_REASONS = (
    "no response",
    "the server answered with an error",
    "refused: the address is not public, and allow_private of the feed does not allow it",
    "refused: too large or too slow",
    "not a feed that can be read",
    "reading it took too much memory",
    "reading it took too much time",
    "a mistake in Wirewatch, which the log shows",
)


def upgrade() -> None:
    """Adds the table, turns each state into what it is now, and moves the subscriptions.

    Raises StoreError, with the feed, for a row that is no state.
    """
    op.create_table(
        "subscriptions",
        sa.Column("feed", sa.String(), primary_key=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
    connection = op.get_bind()
    for rows in _batches(connection):
        for feed, record in rows:
            try:
                _rewrite(connection, feed, json.loads(record))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise StoreError(
                    f"store: the row {feed!r} of feed_states is damaged ({type(error).__name__}: {error}), and nothing "
                    "was changed; delete the row, and what it knew is learnt anew"
                ) from error


def _batches(connection: Connection) -> Iterator[Sequence[tuple[str, str]]]:
    """All rows, in the order of their keys."""
    after = ""
    page = sa.select(_STATES.c.feed, _STATES.c.record).order_by(_STATES.c.feed).limit(_BATCH)
    while rows := [(row.feed, row.record) for row in connection.execute(page.where(_STATES.c.feed > after))]:
        yield rows
        after = rows[-1][0]


def _rewrite(connection: Connection, feed: str, old: Json) -> None:
    if not feed.startswith(_OWN_ROW):
        connection.execute(_WRITE, {"of_feed": feed, "new": json.dumps(state(old))})
        return
    connection.execute(_REMOVE, {"of_feed": feed})
    if (found := subscription(old)) is not None:
        connection.execute(sa.insert(_SUBSCRIPTIONS), {"feed": found["feed"], "record": json.dumps(found)})


def subscription(old: Json) -> Json | None:
    """The subscription that a row kept; None where it cannot be read: its feed is then subscribed to anew."""
    found = _parsed(old.get("detail", {}).get("subscription"))
    return found if isinstance(found, dict) and {"feed", "hub", "topic"} <= found.keys() else None


def state(old: Json) -> Json:
    """The state of a feed, as it is written from this version on. What cannot be read is learnt anew."""
    detail = old.get("detail", {})
    return {
        **{name: old[name] for name in _COPIED if name in old},
        "address": _address(old, detail),
        "validators": {name: old[name] for name in ("etag", "last_modified", "body_hash") if name in old},
        "schedule": _schedule(old, detail),
        "failures": _failures(old, detail),
        "wishes": _wishes(detail),
        "hub": {"url": detail["hub"], "topic": detail.get("topic", old["url"])} if "hub" in detail else None,
        "sitemaps": _parsed(detail.get("sitemaps")) or [],
        "rhythm": _rhythm(detail),
        "account": _account(detail),
        "gap": {"at": detail["missed"], "longest_wait": float(detail["hurry"])} if _has_gap(detail) else None,
        "incident": _incident(detail),
    }


def _address(old: Json, detail: dict[str, str]) -> Json:
    return {
        "url": old["url"],
        "configured": detail.get("configured", old["url"]),
        "moving_to": detail.get("moved_to"),
        "moves": int(detail.get("moves", "0")),
    }


def _schedule(old: Json, detail: dict[str, str]) -> Json:
    return {
        "next_poll": old.get("next_poll"),
        "held_until": detail.get("held_until"),
        "planned": detail.get("planned"),
        "backup": "backup" in detail,
    }


def _failures(old: Json, detail: dict[str, str]) -> Json:
    count = old.get("failures", 0)
    last = _failure(old.get("error", "")) if count else None
    return {"count": count, "since": detail.get("failing_since"), "last": last, "gone": _gone(detail)}


def _gone(detail: dict[str, str]) -> Json | None:
    if "gone_since" not in detail:
        return None
    return {"since": detail["gone_since"], "polls": int(detail.get("gone_polls", "0"))}


def _failure(text: str) -> Json:
    """What the sentence of the last error says."""
    reason = next((reason for reason in _REASONS if text.startswith(reason + ": ")), None)
    error = text.removeprefix(f"{reason}: ") if reason else text
    status = _STATUS.search(error)
    return {"reason": reason or _REASONS[0], "error": error, "status": int(status[1]) if status else None}


def _wishes(detail: dict[str, str]) -> Json:
    return {
        "ttl": float(detail.get("ttl", "0")),
        "skip_hours": [int(hour) for hour in detail.get("skip_hours", "").split()],
        "skip_days": [int(day) for day in detail.get("skip_days", "").split()],
    }


def _rhythm(detail: dict[str, str]) -> Json | None:
    found = _parsed(detail.get("rhythm"))
    if not isinstance(found, dict) or not {"until", "faded"} <= found.keys():
        return None
    whole = all(len(found.get(name, [0] * size)) == size for name, size in _RHYTHM_SIZES.items())
    return found if whole and len(found.get("week", "-" * _WEEK)) == _WEEK else None


def _account(detail: dict[str, str]) -> Json | None:
    found = _parsed(detail.get("account"))
    if not isinstance(found, dict) or not {"at", "price"} <= found.keys():
        return None
    return {("multiplier" if name == "price" else name): value for name, value in found.items()}


def _has_gap(detail: dict[str, str]) -> bool:
    return "missed" in detail and "hurry" in detail


def _incident(detail: dict[str, str]) -> Json | None:
    condition, _, since = detail.get("spell", "").partition("@")
    return {"condition": condition, "since": since} if since else None


def _parsed(text: str | None) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
