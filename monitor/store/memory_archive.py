"""The archive in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import count

from msgspec.structs import replace

from monitor.alerting.severities import highest, loudest
from monitor.match.narrowing.meeting import may_meet
from monitor.match.narrowing.sentences import listed
from monitor.match.narrowing.terms import EVERYTHING, Requirement, holds
from monitor.match.narrowing.tokens import tokens
from monitor.records import COPIES, Alert, AnnotatedArticle, Relation, encode
from monitor.store.base import ALL_ALERTS, AlertQuery, Candidate, Span, ToldStory
from monitor.store.memory_rows import first, remove


class MemoryArchiveStore:
    """See ArchiveStore."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: dict[str, tuple[int, AnnotatedArticle]] = {}
        self._positions = count(1)
        self._alerts: dict[str, Alert] = {}

    def _annotated(self) -> list[AnnotatedArticle]:
        return [annotated for _, annotated in self._articles.values()]

    async def archive_article(self, annotated: AnnotatedArticle) -> None:
        """Writes one article with its annotations."""
        await self.archive_articles([annotated])

    async def archive_articles(self, annotated: Sequence[AnnotatedArticle], *, missing_only: bool = False) -> None:
        """Writes all of them, or with `missing_only` those of which none with that id is archived."""
        for each in annotated:
            name = each.article.id
            if name not in self._articles:
                self._articles[name] = next(self._positions), each
            elif not missing_only:
                self._articles[name] = self._articles[name][0], each

    async def archive_alert(self, alert: Alert) -> None:
        """Writes one alert."""
        self._alerts[alert.id] = alert

    async def archived(self, article: str) -> AnnotatedArticle | None:
        """The archived article with this id."""
        found = self._articles.get(article)
        return found[1] if found else None

    async def articles(self, since: datetime | None = None, limit: int = 1000) -> Sequence[AnnotatedArticle]:
        """Archived articles by fetch time, newest first."""
        oldest_first = sorted(self._annotated(), key=lambda annotated: annotated.article.fetched)
        return first(limit, (a for a in reversed(oldest_first) if since is None or a.article.fetched >= since))

    async def candidates(
        self,
        requirement: Requirement,
        *,
        together: Requirement = EVERYTHING,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that meet `requirement`, what was archived last first. There is no index: each is asked."""
        newest = sorted(self._articles.values(), reverse=True, key=lambda each: each[0])
        meant = (each for each in newest if before is None or each[0] < before)
        young = (each for each in meant if since is None or each[1].article.fetched >= since)
        held = (each for each in young if holds(requirement, tokens(each[1])))
        is_together = may_meet(together)
        found = first(limit, (each for each in held if together == EVERYTHING or is_together(listed(each[1]))))
        return [Candidate(position, encode(annotated)) for position, annotated in found]

    async def related(
        self,
        relations: Collection[Relation],
        *,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that are one of `relations` to their story, what was archived last first."""
        everything = await self.candidates(EVERYTHING, since=since, before=before, limit=len(self._articles))
        return first(limit, (each for each in everything if each.annotated.relation in relations))

    async def span(self, since: datetime | None = None) -> Span:
        """How many articles were fetched at `since` or later, and when."""
        moments = [a.article.fetched for a in self._annotated() if since is None or a.article.fetched >= since]
        return Span(articles=len(moments), first=min(moments, default=None), last=max(moments, default=None))

    async def index_articles(self, limit: int = 100) -> int:
        """Nothing to do: there is no index."""
        return 0

    async def unindexed(self) -> int:
        """None: there is no index."""
        return 0

    async def alerts(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 1000) -> Sequence[Alert]:
        """Archived alerts that are wanted, newest first."""
        order = {identity: number for number, identity in enumerate(self._alerts)}
        newest_first = sorted(self._alerts.values(), key=lambda each: (each.raised, order[each.id]), reverse=True)
        last = wanted.beyond and (wanted.beyond[0], order.get(wanted.beyond[1], -1))
        following = (each for each in newest_first if not last or (each.raised, order[each.id]) < last)
        return first(limit, (alert for alert in following if _is_wanted(alert, wanted)))

    async def told_stories(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 50) -> Sequence[ToldStory]:
        """The stories of the archived alerts that are wanted, the one with the newest alert first."""
        of: dict[str, list[Alert]] = {}
        for alert in await self.alerts(replace(wanted, beyond=None), len(self._alerts)):
            of.setdefault(alert.story or alert.id, []).append(alert)
        latest = {told[0].id for told in of.values()}
        following = (each for each in await self.alerts(wanted, len(self._alerts)) if each.id in latest)
        return [_told(of[alert.story or alert.id]) for alert in first(limit, following)]

    async def alert(self, identity: str) -> Alert | None:
        """The archived alert with this id."""
        return self._alerts.get(identity)

    async def counts(self) -> dict[str, int]:
        """How many of each the archive holds: articles, copies, mentions, events, alerts."""
        archived = self._annotated()
        return {
            "articles": len(archived),
            "copies": sum(annotated.relation in COPIES for annotated in archived),
            "mentions": sum(len(annotated.mentions) for annotated in archived),
            "events": sum(len(annotated.events) for annotated in archived),
            "alerts": len(self._alerts),
        }

    async def forget_archived(self, before: datetime) -> int:
        """Removes articles fetched and alerts raised before `before`; returns how many."""
        articles = remove(self._articles, lambda each: each[1].article.fetched < before)
        return articles + remove(self._alerts, lambda alert: alert.raised < before)


def _told(newest_first: Sequence[Alert]) -> ToldStory:
    return ToldStory(
        latest=newest_first[0],
        alerts=len(newest_first),
        watches=loudest((alert.watch, alert.severity) for alert in newest_first),
        first=newest_first[-1].raised,
        severity=highest(alert.severity for alert in newest_first),
    )


def _is_wanted(alert: Alert, wanted: AlertQuery) -> bool:
    return (
        wanted.watchlist in (None, alert.watchlist)
        and wanted.watch in (None, alert.watch)
        and wanted.story in (None, alert.story)
        and (wanted.severities is None or alert.severity in wanted.severities)
        and (wanted.since is None or alert.raised >= wanted.since)
    )
