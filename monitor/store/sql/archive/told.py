"""Archived alerts in a database, and the stories that they told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, and_, func, or_, select

from monitor.alerting.severities import highest, loudest
from monitor.alerting.state import AlertQuery, ToldStory
from monitor.records import Alert, Severity
from monitor.store.sql.database import decoded
from monitor.store.sql.part import older
from monitor.store.sql.tables import alerts

_EQUAL: Final = ("watchlist", "watch", "story")
_Count: TypeAlias = tuple[str, Severity, int, datetime]  # a watch, how loud, how many alerts, when the first was


def conditions(wanted: AlertQuery) -> list[ColumnElement[bool]]:
    """What rows of the alerts that are wanted meet."""
    found = _chosen(alerts, wanted)
    if wanted.beyond is not None:
        raised, identity = wanted.beyond
        row = alerts.alias("last")
        seq = select(row.c.seq).where(row.c.id == identity).scalar_subquery()
        found.append(older(alerts.c.raised, alerts.c.seq, raised, seq))
    return found


def told_stories(connection: Connection, wanted: AlertQuery, limit: int) -> list[ToldStory]:
    """See ArchiveStore.told_stories."""
    newest_first = select(alerts.c.record).order_by(alerts.c.raised.desc(), alerts.c.seq.desc()).limit(limit)
    found = connection.execute(newest_first.where(*conditions(wanted), _is_latest(wanted))).scalars().all()
    latest = decoded(Alert, found)
    counted = _counted(connection, wanted, [alert.story for alert in latest if alert.story])
    return [_told(alert, counted.get(alert.story) or [_alone(alert)]) for alert in latest]


def _is_latest(wanted: AlertQuery) -> ColumnElement[bool]:
    """No alert that is wanted tells the same story later."""
    later = alerts.alias("later")
    is_later = or_(
        later.c.raised > alerts.c.raised, and_(later.c.raised == alerts.c.raised, later.c.seq > alerts.c.seq)
    )
    same = select(later.c.seq).where(later.c.story == alerts.c.story, is_later, *_chosen(later, wanted))
    return or_(alerts.c.story == "", ~same.exists())


def _counted(connection: Connection, wanted: AlertQuery, stories: Sequence[str]) -> dict[str, list[_Count]]:
    """Of each story its watches and how loud they were, with the number of alerts and the first moment of each."""
    columns = (alerts.c.story, alerts.c.watch, alerts.c.severity, func.count(), func.min(alerts.c.raised))
    counts = select(*columns).where(alerts.c.story.in_(stories), *_chosen(alerts, wanted))
    found: dict[str, list[_Count]] = {}
    for story, watch, severity, count, first in connection.execute(counts.group_by(*columns[:3])):
        found.setdefault(story, []).append((watch, Severity(severity), count, first))
    return found


def _alone(alert: Alert) -> _Count:
    return alert.watch, alert.severity, 1, alert.raised


def _told(latest: Alert, counted: Sequence[_Count]) -> ToldStory:
    return ToldStory(
        latest=latest,
        alerts=sum(count for _, _, count, _ in counted),
        watches=loudest((watch, severity) for watch, severity, _, _ in counted),
        first=min(first for _, _, _, first in counted),
        severity=highest(severity for _, severity, _, _ in counted),
    )


def _chosen(table: FromClause, wanted: AlertQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        table.c[name] == value for name in _EQUAL if (value := getattr(wanted, name)) is not None
    ]
    if wanted.severities is not None:
        found.append(table.c.severity.in_([each.value for each in wanted.severities]))
    if wanted.since is not None:
        found.append(table.c.raised >= wanted.since)
    return found
