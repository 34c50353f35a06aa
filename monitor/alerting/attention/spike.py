"""Whether a watch has more matches than usual: its own rate before the window is what is usual.

Copies, edits, old articles and those from before the watch are not counted. Each match stands at the moment it was
published, as far as that is known, so that a backlog after an outage is no spike. A watch is young until it has counted
for a quarter of its baseline before the window: it tells no spike, and says so once a window where it would have told
one by its `min`.
One alert a spike: the next comes after the rate was usual again, and a window after the last one at the earliest.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.counts import Counts, counted, recent_seconds
from monitor.alerting.attention.lasting import lasting
from monitor.alerting.policy import Policy, Spike
from monitor.identity import content_id
from monitor.records import COPIES, Alert, AlertKind, Dating, Match, Record, Relation

YOUNG: Final = 0.25  # of the baseline, that must have been counted

_REPEATS: Final = frozenset({*COPIES, Relation.SAME_ARTICLE, Relation.EXPANDED})
_TELLS_TIME: Final = frozenset({Dating.GIVEN, Dating.ZONE_INFERRED})


class SpikeReason(StrEnum):
    """Why there is a spike to tell, or none."""

    NOT_COUNTED = "a copy, an edit, an old or a withdrawn article, or one from before the watch"
    FEW = "fewer matches than the watch asks for"
    FEW_PUBLISHERS = "fewer publishers than the watch asks for"
    USUAL = "no more matches than usual"
    SAME_SPIKE = "the spike was told"
    YOUNG = "too young to know what is usual"
    SPIKE = "more matches than usual"


class SpikeVerdict(Record, frozen=True, kw_only=True):
    """Whether there is a spike, and by which figures."""

    reason: SpikeReason
    count: int = 0  # matches in the window
    usual: float = 0.0  # that many in a window, before it
    families: int = 0  # publisher families in the window
    since: datetime | None = None  # when the window begins


def spike_after(counts: Counts | None, spike: Spike, match: Match, now: datetime) -> tuple[Counts, SpikeVerdict]:
    """The counts with `match`, which was not counted before, and whether a spike is to be told with it."""
    before, at = _begun(counts, now), published(match)
    if not _is_counted(match) or at < before.since:
        return before, SpikeVerdict(reason=SpikeReason.NOT_COUNTED)
    after = counted(before, spike, at, match.article.family, now)
    verdict = _judged(after, spike, now)
    is_high = verdict.reason in (SpikeReason.SPIKE, SpikeReason.SAME_SPIKE, SpikeReason.YOUNG)
    is_news = verdict.reason in (SpikeReason.SPIKE, SpikeReason.YOUNG)
    return replace(after, is_spike=is_high, told=now if is_news else after.told), verdict


def _begun(counts: Counts | None, now: datetime) -> Counts:
    """`counts`, begun now at the latest; a clock may have run ahead."""
    return Counts(since=now) if counts is None else replace(counts, since=min(counts.since, now))


def published(match: Match) -> datetime:
    """When the article of `match` was published; when it was fetched, where its time is not known well."""
    article = match.article
    known = article.published if article.dating in _TELLS_TIME else None
    return min(known or article.fetched, article.fetched)


def spike_id(policy: Policy, spike: Spike, verdict: SpikeVerdict) -> str:
    """The id of the alert of a spike, a function of the watch and of the window, to a twelfth of its length."""
    moment = verdict.since.timestamp() if verdict.since else 0.0
    return content_id("al", "spike", policy.watch, f"{moment // recent_seconds(spike):.0f}")


def spike_alert(policy: Policy, spike: Spike, verdict: SpikeVerdict, match: Match, now: datetime) -> Alert:
    """Tells that the watch has more matches than usual; `match` is the last of them."""
    article, window = match.article, lasting(spike.window_seconds)
    title = f"{verdict.count} matches in {window}, usually {verdict.usual:.1f}: {policy.watch}"
    return Alert(
        id=spike_id(policy, spike, verdict),
        watch=policy.watch,
        watchlist=policy.watchlist,
        severity=policy.severity,
        story=match.story,
        article=article.id,
        title=title,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
        dating=article.dating,
        matched=(),
        sentence=f"The last of them: {article.title}",
        evidence=(),
        reason=(
            f"Watch '{policy.watch}': {verdict.count} matches of {verdict.families} publishers in {window}, at least "
            f"{spike.ratio:g} times the usual {verdict.usual:.1f}."
        ),
        raised=now,
        routes=policy.routes,
        publishers=verdict.families,
        kind=AlertKind.SPIKE,
    )


def _is_counted(match: Match) -> bool:
    return match.relation not in _REPEATS and not match.article.old and match.withdrawal is None


def _judged(counts: Counts, spike: Spike, now: datetime) -> SpikeVerdict:
    """The verdict on `counts` as they are at `now`."""
    count = sum(part.count for part in counts.recent)
    families = len({family for part in counts.recent for family in part.families})
    begins = now - timedelta(seconds=spike.window_seconds)
    usual, known = _usual(counts, spike, now)
    found = SpikeVerdict(reason=SpikeReason.SPIKE, count=count, usual=usual, families=families, since=begins)
    return replace(found, reason=_reason(found, counts, spike, now, is_known=known))


def _reason(found: SpikeVerdict, counts: Counts, spike: Spike, now: datetime, *, is_known: bool) -> SpikeReason:
    """The first reason against a spike that holds."""
    if found.count < spike.min:
        return SpikeReason.FEW
    if found.families < spike.distinct_publishers:
        return SpikeReason.FEW_PUBLISHERS
    if found.count < spike.ratio * found.usual:
        return SpikeReason.USUAL
    recently = counts.told is not None and abs(now - counts.told) < timedelta(seconds=spike.window_seconds)
    if recently or counts.is_spike:
        return SpikeReason.SAME_SPIKE
    return SpikeReason.SPIKE if is_known else SpikeReason.YOUNG


def _usual(counts: Counts, spike: Spike, now: datetime) -> tuple[float, bool]:
    """Matches in a window by the rate of the baseline, and whether that was counted for long enough to be known."""
    age = (now - counts.since).total_seconds() - spike.window_seconds
    seconds = min(age, spike.baseline_seconds)
    if seconds < YOUNG * spike.baseline_seconds:
        return 0.0, False
    return sum(part.count for part in counts.past) / seconds * spike.window_seconds, True
