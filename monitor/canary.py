"""The canary: an article of our own that goes the whole way on a timer, and shows that articles come through.

It is told by a watch of its own to a receiver of its own, and to nobody else. Its latency is what users may expect;
where none arrives in time, people are told. `CANARY` is the name of its feed, watch, watchlist and receiver; no
configuration can use it, since such names hold no dot.
"""

from datetime import datetime
from typing import Final

from monitor.identity import content_id
from monitor.match.watchlist import EventIs, Scope, Watch, Watchlist, Word, WordIs
from monitor.records import (
    CANARY,
    OWN_WATCHLIST,
    Alert,
    AlertKind,
    Article,
    Delivery,
    EventType,
    Relation,
    Severity,
    StoryArticle,
)

DELIVERY_ID: Final = content_id("d", CANARY)
"""The one row of the ledger of deliveries that all canaries share, the last one's; `sent` is when one arrived last."""

_WATCH: Final = "canary"  # of alerts about it
_WORDS: Final = "canary of Wirewatch"
_TEXT: Final = f"France imposed sanctions on Russia. This is the {_WORDS}: it shows that articles come through."

WATCHLIST: Final = Watchlist(
    id=CANARY,
    watches=(
        Watch(
            id=CANARY,
            when=WordIs(word=Word(text=_WORDS)),
            event=EventIs(types=(EventType.SANCTION,)),
            scope=Scope.DOCUMENT,
            severity=Severity.LOW,
        ),
    ),
)
"""What finds it: by words and by an event, so that language work that finds nothing is noticed."""


def canary_at(moment: datetime) -> Article:
    """The canary that sets out at `moment`; the same moment gives the same one."""
    identity = content_id("a", CANARY, moment.isoformat())
    return Article(
        id=identity,
        feed=CANARY,
        entry=identity,
        url="",
        title=f"The {_WORDS}",
        text=_TEXT,
        published=moment,
        fetched=moment,
        language="en",
        publisher=CANARY,
    )


def is_canary(article: Article) -> bool:
    """Whether `article` is one."""
    return article.feed == CANARY


def placed_alone(article: Article) -> StoryArticle:
    """`article` in a story of its own."""
    return StoryArticle(story=content_id("s", article.id), article=article, relation=Relation.NEW_STORY)


def delivery_of(alert: Alert, before: Delivery | None, now: datetime) -> Delivery | None:
    """The delivery of the canary's `alert` in the place of the one `before`; None where that is as young."""
    if before is not None and before.alert.raised >= alert.raised:
        return None
    arrived = before.sent if before else None
    return Delivery(id=DELIVERY_ID, alert=alert, receiver=CANARY, next_attempt=now, created=now, sent=arrived)


def absence_notice(since: datetime, now: datetime) -> Alert:
    """What people are told where no canary has arrived `since` that moment."""
    return _notice(
        since, now, "nothing comes through", Severity.CRITICAL, f"no canary arrived since {since:%Y-%m-%d %H:%M} UTC"
    )


def return_notice(since: datetime, arrived: datetime, now: datetime) -> Alert:
    """What people are told when one has `arrived` again after an absence `since` that moment."""
    reason = f"a canary arrived at {arrived:%Y-%m-%d %H:%M} UTC, the first since {since:%Y-%m-%d %H:%M} UTC"
    return _notice(since, now, "articles come through again", Severity.LOW, reason, "over")


def _notice(since: datetime, now: datetime, words: str, severity: Severity, reason: str, *step: str) -> Alert:
    incident, title = since.isoformat(), f"Wirewatch: {words}"
    return Alert(
        id=content_id("al", CANARY, incident, *step),
        watch=_WATCH,
        watchlist=OWN_WATCHLIST,
        severity=severity,
        story=content_id("s", CANARY, incident),
        article=content_id("a", CANARY, "notice", incident, *step),
        title=title,
        url="",
        publisher="wirewatch",
        published=now,
        matched=(),
        sentence=f"{reason[:1].upper()}{reason[1:]}.",
        evidence=(),
        reason=f"Watch '{_WATCH}': {title}.",
        raised=now,
        kind=AlertKind.NOTICE,
    )
