"""Alerts about a watch itself, of no article: what is said of it, and where that goes."""

from datetime import datetime

from monitor.alerting.policy import Policy
from monitor.identity import content_id
from monitor.records import Alert, AlertKind, Severity


def own_alert(
    policy: Policy,
    about: str,
    moment: datetime,
    now: datetime,
    *,
    kind: AlertKind,
    severity: Severity,
    title: str,
    sentence: str,
    reason: str,
    routes: tuple[str, ...],
) -> Alert:
    """An alert that says something of the watch of `policy`.

    Its ids, and those of the story and article that stand for it, are functions of the watch, of what it is `about` and
    of the `moment` from which that holds, so that a replay gives the same.
    """
    identity = about, policy.watch, moment.isoformat()
    return Alert(
        id=content_id("al", *identity),
        watch=policy.watch,
        watchlist=policy.watchlist,
        severity=severity,
        story=content_id("s", *identity),
        article=content_id("a", *identity),
        title=title,
        url="",
        publisher="Wirewatch",
        published=now,
        matched=(),
        sentence=sentence,
        evidence=(),
        reason=reason,
        raised=now,
        routes=routes,
        kind=kind,
    )
