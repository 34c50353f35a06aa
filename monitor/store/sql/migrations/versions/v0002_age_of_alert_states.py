"""When a watch last met a story, so that alert states can be forgotten by age.

Revision ID: 0002
Revises: 0001
"""

from datetime import datetime

import msgspec
import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection

revision = "0002"
down_revision = "0001"

_BATCH = 1_000

_TABLE = sa.table("alert_states", *map(sa.column, ("watch", "story", "record")), sa.column("last", sa.DateTime(True)))
_UNDATED = sa.select(_TABLE.c.record).where(_TABLE.c.last.is_(None)).limit(_BATCH)
_DATE = (
    sa.update(_TABLE)
    .where(_TABLE.c.watch == sa.bindparam("of_watch"), _TABLE.c.story == sa.bindparam("of_story"))
    .values(last=sa.bindparam("moment"))
)


class _State(msgspec.Struct):
    """What is read of a record here, whatever else later versions write into it."""

    watch: str
    story: str
    last: datetime


def upgrade() -> None:
    """Adds the column and fills it from the records. An older version that runs beside this one leaves it empty."""
    op.add_column("alert_states", sa.Column("last", sa.DateTime(timezone=True)))
    op.create_index("ix_alert_states_last", "alert_states", ["last"])
    _date_all(op.get_bind())


def _date_all(connection: Connection) -> None:
    while records := connection.execute(_UNDATED).scalars().all():
        connection.execute(_DATE, [_dated(msgspec.json.decode(record, type=_State)) for record in records])


def _dated(state: _State) -> dict[str, str | datetime]:
    return {"of_watch": state.watch, "of_story": state.story, "moment": state.last}
