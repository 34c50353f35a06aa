"""The notice that a watch is blind: nothing that it looks at brings articles, so its silence means nothing."""

from datetime import datetime

from monitor.alerting.attention.own_alert import own_alert
from monitor.alerting.policy import Policy
from monitor.coverage.coverage import Coverage
from monitor.records import Alert, AlertKind, Severity


def blind_notice(policy: Policy, coverage: Coverage, now: datetime) -> Alert:
    """Tells that the watch is blind; its id is a function of the watch and of the moment when its last feed stopped."""
    since = coverage.blind_since or now
    return own_alert(
        policy,
        "blind",
        since,
        now,
        kind=AlertKind.NOTICE,
        severity=Severity.HIGH,
        title=f"Watch {policy.watch} is blind since {since:%Y-%m-%d %H:%M} UTC",
        sentence=f"{coverage.reason[:1].upper()}{coverage.reason[1:]}.",
        reason=f"Watch '{policy.watch}': {coverage.reason}; repair a feed or let it look at others.",
        routes=policy.owner_routes or policy.routes,
    )
