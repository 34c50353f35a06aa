"""What a trial is reported as: alerts a day by watch and receiver, what is gained and lost, noise and cost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from monitor.alerting.receivers.routing import plan
from monitor.cli.entries import moment, printable
from monitor.cli.options import counted
from monitor.config.compile.watchlist import Compiled
from monitor.config.configuration import Configuration
from monitor.records import DeliveryState, Match, Record
from monitor.store.base import Span
from monitor.trial.sides import Outcome, Tried

_EXAMPLES = 3
_DAY = 86400.0
_NOISY = 0.05  # share of articles; a watch that matches more finds what is everywhere
_SLACK = timedelta(hours=1)


class Example(Record, frozen=True, kw_only=True):
    """An article."""

    fetched: datetime
    title: str
    url: str
    article: str


class OfWatch(Record, frozen=True, kw_only=True):
    """What one watch would have told."""

    watch: str
    matches: int
    share: float  # of all articles
    alerts: int
    alerts_a_day: float
    reasons: dict[str, int]  # of its decisions, the commonest first
    gained: int = 0  # articles that it matches and that were not matched before
    lost: int = 0
    gained_examples: tuple[Example, ...] = ()
    lost_examples: tuple[Example, ...] = ()


class Report(Record, frozen=True, kw_only=True):
    """What the archive told."""

    articles: int
    first: datetime | None
    last: datetime | None
    days: float
    missing: str  # what the archive cannot tell, "" for nothing
    watches: tuple[OfWatch, ...]
    routes: dict[str, float]  # alerts a day by receiver
    microseconds: float  # of the processor, an article, for all watches that are tried
    is_compared: bool


def report(
    tried: Tried, made: Sequence[Compiled], configuration: Configuration, since: datetime | None, now: datetime
) -> Report:
    """The report of a trial of `made`: the new watches, and if there are two, what was before."""
    span, articles = tried.span, tried.span.articles
    days = max((span.last - span.first).total_seconds() / _DAY, 1.0) if span.first and span.last else 1.0
    new, *old = tried.outcomes
    ids = [watch.id for each in made for watch in each.watchlist.watches]
    return Report(
        articles=articles,
        first=span.first,
        last=span.last,
        days=round(days, 2),
        missing=_missing(span, since, configuration.settings.retention.archive_seconds, now),
        watches=tuple(_of_watch(each, new, old, articles, days) for each in dict.fromkeys(ids)),
        routes={name: round(count / days, 2) for name, count in _routes(new, configuration).most_common()},
        microseconds=round(1e6 * new.seconds, 1),
        is_compared=bool(old),
    )


def _missing(span: Span, since: datetime | None, kept_seconds: float, now: datetime) -> str:
    """What the archive cannot tell of the time since `since`."""
    if span.first is None:
        return "no article of that time is archived"
    if since is None or span.first <= since + _SLACK:
        return ""
    told = f"the archive goes back to {moment(span.first)}; what was before it cannot tell"
    is_gone = now - since > timedelta(seconds=kept_seconds)
    return told + f": it keeps articles for {kept_seconds / _DAY:g} days (retention.archive)" * is_gone


def _of_watch(watch: str, new: Outcome, old: Sequence[Outcome], articles: int, days: float) -> OfWatch:
    matches = _by_article(watch, new)
    before = _by_article(watch, old[0]) if old else matches
    gained = [matches[key] for key in matches if key not in before]
    lost = [before[key] for key in before if key not in matches]
    alerts = sum(alert.watch == watch for alert in new.alerts)
    return OfWatch(
        watch=watch,
        matches=len(matches),
        share=round(len(matches) / max(1, articles), 4),
        alerts=alerts,
        alerts_a_day=round(alerts / days, 2),
        reasons={str(reason): count for reason, count in new.reasons[watch].most_common()},
        gained=len(gained),
        lost=len(lost),
        gained_examples=_examples(gained),
        lost_examples=_examples(lost),
    )


def _by_article(watch: str, outcome: Outcome) -> dict[str, Match]:
    return {match.article.id: match for match in outcome.matches if match.watch == watch}


def _examples(matches: Sequence[Match]) -> tuple[Example, ...]:
    articles = [match.article for match in matches[-_EXAMPLES:]]
    return tuple(Example(fetched=each.fetched, title=each.title, url=each.url, article=each.id) for each in articles)


def _routes(outcome: Outcome, configuration: Configuration) -> Counter[str]:
    """Alerts by receiver, those left out that it would not take."""
    found: Counter[str] = Counter()
    for alert in outcome.alerts:
        for delivery in plan(alert, configuration.receivers, configuration.default_routes, alert.raised):
            found[delivery.receiver] += delivery.state is not DeliveryState.DROPPED
    return found


def shown(told: Report) -> Iterator[str]:
    """`told` as people read it."""
    days = f"{told.days:g} day" + "s" * (told.days != 1)
    yield f"{counted(told.articles, 'article')}, {moment(told.first)} to {moment(told.last)} ({days})"
    if told.missing:
        yield told.missing
    for each in told.watches:
        yield ""
        yield from _shown(each, is_compared=told.is_compared)
    yield ""
    for route, a_day in told.routes.items():
        yield f"to {route}: {a_day:g} alerts a day"
    yield f"cost: {told.microseconds:g} µs an article"


def _shown(watch: OfWatch, *, is_compared: bool) -> Iterator[str]:
    noisy = ": it finds what is everywhere" if watch.share > _NOISY else ""
    yield (
        f"{watch.watch}: {counted(watch.matches, 'match', 'matches')} ({watch.share:.2%} of articles{noisy}), "
        f"{counted(watch.alerts, 'alert')}, {watch.alerts_a_day:g} a day"
    )
    yield from (f"  {count:6}  {reason}" for reason, count in watch.reasons.items())
    if is_compared:
        yield f"  gained {watch.gained}, lost {watch.lost}"
        for sign, examples in (("+", watch.gained_examples), ("-", watch.lost_examples)):
            yield from (f"  {sign} {moment(each.fetched)}  {printable(each.title)}" for each in examples)
