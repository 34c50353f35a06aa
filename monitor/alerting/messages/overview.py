"""What a message about several alerts says: how many of which severity, then story by story."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from monitor.alerting.messages.change import change_lines
from monitor.alerting.messages.event import happening, told_by
from monitor.alerting.messages.message import commands, heading, main_event, says_again
from monitor.alerting.messages.pieces import Article, Item, Line, Replies, no_replies
from monitor.alerting.messages.source import others, source
from monitor.alerting.severities import highest
from monitor.records import Alert, Bundle, BundleKind, Held, Severity

_NAMES: Final = {BundleKind.DIGEST: "Digest", BundleKind.QUIET: "Held in quiet hours", BundleKind.GROUP: "Together"}
_WATCHES: Final = 5  # that are named; others are counted
_ARTICLES: Final = 2  # further articles of a story that are named
_HELD: Final = 3  # of what an alert releases that are named


class Overview(NamedTuple):
    """What a bundle says."""

    kind: BundleKind
    severity: Severity  # the highest
    title: str  # with counts and the top story
    intro: str  # how many alerts of how many stories, from when to when
    items: tuple[Item, ...]  # one a story, in the order of the receiver
    more: int  # alerts that are counted only
    id: Line


def overview(bundle: Bundle, replies: Replies = no_replies) -> Overview:
    """What `bundle` says to people; `replies` gives the links to mute and acknowledge an alert."""
    stories = _by_story(bundle.alerts)
    return Overview(
        kind=bundle.kind,
        severity=highest(alert.severity for alert in bundle.alerts),
        title=_title(bundle, len(stories)),
        intro=_intro(bundle, len(stories)),
        items=tuple(_item(alerts, replies) for alerts in stories),
        more=bundle.more,
        id=Line(f"Bundle {bundle.id}"),
    )


def _title(bundle: Bundle, stories: int) -> str:
    top = heading(bundle.alerts[0])
    if bundle.kind is BundleKind.GROUP and stories == 1:
        count = _counted(len(bundle.alerts) + bundle.more, "alert", "alerts")
        return f"[{highest(alert.severity for alert in bundle.alerts)}] {top} ({count})"
    return f"{_NAMES[bundle.kind]}: {counts(bundle)}: {top}"


def counts(bundle: Bundle) -> str:
    """How many alerts there are, and how many of each severity are shown: "12 alerts (2 critical, 10 low)"."""
    severities = [alert.severity for alert in bundle.alerts]
    each = ", ".join(f"{severities.count(kind)} {kind}" for kind in reversed(Severity) if kind in severities)
    shown = f"{len(severities)} shown: {each}" if bundle.more else each
    return f"{_counted(len(severities) + bundle.more, 'alert', 'alerts')} ({shown})"


def _intro(bundle: Bundle, stories: int) -> str:
    alerts = _counted(len(bundle.alerts) + bundle.more, "alert", "alerts")
    of = f"in {_counted(stories, 'story', 'stories')}" if not bundle.more else f"the first {len(bundle.alerts)} shown"
    return f"{alerts}, {of}, from {bundle.since:%Y-%m-%d %H:%M} to {bundle.until:%Y-%m-%d %H:%M} UTC"


def _by_story(alerts: Sequence[Alert]) -> list[list[Alert]]:
    """`alerts` with those of one story together, at the place of the first of them."""
    stories: dict[str, list[Alert]] = {}
    for alert in alerts:
        stories.setdefault(alert.story, []).append(alert)
    return list(stories.values())


def _item(alerts: Sequence[Alert], replies: Replies) -> Item:
    first = alerts[0]
    held = [alert.held for alert in alerts if alert.held is not None]
    return Item(
        severity=highest(alert.severity for alert in alerts),
        title=heading(first),
        about=tuple(line for line in _about(alerts) if line.text),
        source=f"{source(first)}; {others(first)}" if first.publisher else "",
        link=first.url,
        reply=replies(first),
        articles=_released(first, held),
        more=sum(each.count - len(each.items[:_HELD]) for each in held if each.items),
        alert=first.id if commands(first) else "",
    )


def _released(first: Alert, held: Sequence[Held]) -> tuple[Article, ...]:
    """The first of what each released, once, but for the article that the item itself names."""
    named = (Article(" ".join(item.title.split()), item.url) for each in held for item in each.items[:_HELD])
    own = Article(" ".join(first.title.split()), first.url)
    return tuple(article for article in dict.fromkeys(named) if article != own)


def _about(alerts: Sequence[Alert]) -> Iterator[Line]:
    yield from dict.fromkeys(line for alert in alerts for line in change_lines(alert))
    first = alerts[0]
    event = next((found for alert in alerts if (found := main_event(alert))), None)
    if event is not None:
        yield Line(f"{happening(event)}; {told_by(event)}", "What")
    elif not says_again(first):
        yield Line(first.sentence)
    yield from dict.fromkeys(Line(alert.held.why, "Held") for alert in alerts if alert.held is not None)
    yield _why(alerts)
    yield Line(_articles(alerts), "Also")


def _why(alerts: Sequence[Alert]) -> Line:
    """The reason of the one watch, or the names of several."""
    watches = list(dict.fromkeys(alert.watch for alert in alerts))
    if len(watches) == 1:
        return Line(alerts[0].reason)
    named = ", ".join(f"'{watch}'" for watch in watches[:_WATCHES])
    more = f" and {len(watches) - _WATCHES} more" if len(watches) > _WATCHES else ""
    return Line(f"{named}{more}", "Watches")


def _articles(alerts: Sequence[Alert]) -> str:
    """The titles of further articles of the story."""
    first = alerts[0]
    further = {alert.title: alert for alert in alerts[1:] if alert.title != first.title}
    named = [f"{' '.join(alert.title.split())} ({alert.publisher})" for alert in list(further.values())[:_ARTICLES]]
    more = [f"{len(further) - _ARTICLES} more"] if len(further) > _ARTICLES else []
    return "; ".join(named + more)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
