"""Where an alert was read, and how many others have it."""

from monitor.alerting.messages.published import published
from monitor.records import Alert


def source(alert: Alert) -> str:
    """Whose the article is, and when it was published."""
    return ", ".join(part for part in (alert.publisher, published(alert)) if part)


def others(alert: Alert) -> str:
    """How many other publishers have the story, and how many of them wrote about it themselves."""
    if alert.publishers <= 1:
        return "no other publisher so far"
    independent = max(0, min(alert.independent, alert.publishers) - 1)
    return f"{_counted(alert.publishers - 1, 'other publisher')} so far, {independent or 'none'} of them independent"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
