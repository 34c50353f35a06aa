"""When an article was published, as people are told it, and how sure that is."""

from datetime import datetime
from typing import Final

from monitor.records import Alert, Dating

_SURE: Final = "{:%Y-%m-%d %H:%M} UTC"
_FORMS: Final = {
    Dating.ZONE_UNKNOWN: "{:%Y-%m-%d %H:%M}, zone unknown",
    Dating.DAY: "{:%Y-%m-%d}",
    Dating.CLAMPED: "dated ahead, fetched {:%Y-%m-%d %H:%M} UTC",
}


def published(alert: Alert) -> str:
    """The moment of publication of the article, "" where it has none that can be believed."""
    return "" if alert.published is None else _shown(alert.published, alert.dating)


def _shown(moment: datetime, dating: Dating) -> str:
    return _FORMS.get(dating, _SURE).format(moment)
