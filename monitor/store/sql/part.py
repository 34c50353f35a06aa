"""What the parts of the SQL store share: the database, and how a list goes on behind one of its rows."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, ScalarSelect, and_, func, or_

from monitor.store.sql.database import Database


class Part:
    """One family of the store's methods, over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def older(
    moment: Column[datetime], seq: Column[int], than: datetime, sequence: ScalarSelect[int]
) -> ColumnElement[bool]:
    """Rows behind the one of moment `than` and number `sequence` in a list from the newest to the oldest.

    Where that row is gone, those of its moment are taken to be before it.
    """
    return or_(moment < than, and_(moment == than, seq < func.coalesce(sequence, 0)))
