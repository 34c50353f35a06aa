"""The notice that names a watch which is over its cap to its owner: one for each window that overflows."""

from datetime import datetime, timedelta

from monitor.alerting.attention.cap import Window
from monitor.alerting.attention.lasting import lasting
from monitor.alerting.attention.own_alert import own_alert
from monitor.alerting.policy import Cap, Policy
from monitor.records import Alert, AlertKind, Severity


def is_first_over(window: Window | None) -> bool:
    """Whether the match that was just held is the first of its window, so that the owner is told."""
    return window is not None and window.held == 1


def runaway_notice(policy: Policy, cap: Cap, window: Window, now: datetime) -> Alert:
    """Tells the owner of the watch; goes to the owner's receivers, else to those of the watch.

    Its id is a function of the watch and the window.
    """
    ends = window.start + timedelta(seconds=cap.seconds)
    title = f"Watch {policy.watch} is over its cap of {cap.count} in {lasting(cap.seconds)}"
    owner = f" Its owner is {policy.owner}." if policy.owner else ""
    return own_alert(
        policy,
        "runaway",
        window.start,
        now,
        kind=AlertKind.NOTICE,
        severity=Severity.MEDIUM,
        title=title,
        sentence=f"What is over is held, and comes in one message at {ends:%Y-%m-%d %H:%M} UTC.{owner}",
        reason=f"Watch '{policy.watch}': {title[:1].lower()}{title[1:]}; narrow it, raise its cap or mute it.",
        routes=policy.owner_routes or policy.routes,
    )
