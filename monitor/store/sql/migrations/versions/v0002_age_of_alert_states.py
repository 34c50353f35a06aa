"""When a watch last met a story, so that alert states can be forgotten by age.

Revision ID: 0002
Revises: 0001
"""

from datetime import datetime

import msgspec
import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection

from monitor.errors import StoreError

revision = "0002"
down_revision = "0001"

_BATCH = 1_000

_TABLE = sa.table("alert_states", *map(sa.column, ("watch", "story", "record")), sa.column("last", sa.DateTime(True)))
_UNDATED = sa.select(_TABLE.c.watch, _TABLE.c.story, _TABLE.c.record).where(_TABLE.c.last.is_(None)).limit(_BATCH)
_DATE = (
    sa.update(_TABLE)
    .where(_TABLE.c.watch == sa.bindparam("of_watch"), _TABLE.c.story == sa.bindparam("of_story"))
    .values(last=sa.bindparam("moment"))
)


class _State(msgspec.Struct):
    """What is read of a record here, whatever else later versions write into it."""

    last: datetime


def upgrade() -> None:
    """Adds the column and fills it from the records. An older version that runs beside this one leaves it empty.

    Raises StoreError, with the watch and the story, for a row that is no alert state.
    """
    op.add_column("alert_states", sa.Column("last", sa.DateTime(timezone=True)))
    op.create_index("ix_alert_states_last", "alert_states", ["last"])
    _date_all(op.get_bind())


def _date_all(connection: Connection) -> None:
    while rows := connection.execute(_UNDATED).all():
        connection.execute(_DATE, [_dated(row.watch, row.story, row.record) for row in rows])


def _dated(watch: str, story: str, record: str) -> dict[str, str | datetime]:
    try:
        moment = msgspec.json.decode(record, type=_State).last
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            f"store: the row of watch {watch!r} and story {story!r} of alert_states is damaged ({error}), and nothing "
            "was changed; delete the row, and the story is new to the watch"
        ) from error
    return {"of_watch": watch, "of_story": story, "moment": moment}
