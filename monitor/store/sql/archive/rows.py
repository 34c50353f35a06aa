"""Annotated articles and alerts in a database."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, func, select, update

from monitor.match.narrowing.sentences import listed
from monitor.match.narrowing.terms import EVERYTHING, Requirement
from monitor.match.narrowing.tokens import tokens, version
from monitor.records import COPIES, Alert, AnnotatedArticle, Relation, encode
from monitor.store.base import ALL_ALERTS, AlertQuery, Candidate, Span, ToldStory
from monitor.store.sql.archive.finding import EARLIEST, LATEST, Bounds, candidates, find
from monitor.store.sql.archive.participants import steps
from monitor.store.sql.archive.searching import COUNT_UNINDEXED, RELATED, UNINDEXED
from monitor.store.sql.archive.told import conditions, told_stories
from monitor.store.sql.archive.writing import written
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import actor_articles, actors, alerts, articles, event_edges

_ARTICLE = select(articles.c.record).where(articles.c.id == bindparam("article"))
_ARTICLES = select(articles.c.record).order_by(articles.c.fetched.desc(), articles.c.seq.desc())
_ALERTS = select(alerts.c.record).order_by(alerts.c.raised.desc(), alerts.c.seq.desc())
_ALERT = select(alerts.c.record).where(alerts.c.id == bindparam("alert"))
_COUNT_ARTICLES = select(
    articles.c.relation,
    func.count().label("articles"),
    func.sum(articles.c.mentions).label("mentions"),
    func.sum(articles.c.events).label("events"),
).group_by(articles.c.relation)
_INDEX = (
    update(articles)
    .where(articles.c.id == bindparam("of"))
    .values(
        indexed=bindparam("by"),
        tokens=bindparam("listed", type_=articles.c.tokens.type),
        sentences=bindparam("of_sentences"),
    )
)
_SPAN = select(
    func.count().label("articles"),
    func.min(articles.c.fetched).label("first"),
    func.max(articles.c.fetched).label("last"),
).where(articles.c.fetched >= bindparam("since"))
_COUNT_ALERTS = select(func.count().label("alerts")).select_from(alerts)


class SqlArchiveStore(Part):
    """See ArchiveStore."""

    async def archive_article(self, annotated: AnnotatedArticle) -> None:
        """Writes one article with its annotations."""
        await self.archive_articles([annotated])

    async def archive_articles(self, annotated: Sequence[AnnotatedArticle], *, missing_only: bool = False) -> None:
        """Writes all of them, or with `missing_only` those of which none with that id is archived."""
        await self._database.change(
            lambda connection: written(self._database, connection, annotated, missing_only=missing_only)
        )

    async def archive_alert(self, alert: Alert) -> None:
        """Writes one alert."""
        row = {
            "id": alert.id,
            "watchlist": alert.watchlist,
            "watch": alert.watch,
            "story": alert.story,
            "severity": alert.severity.value,
            "raised": alert.raised,
            "record": encode(alert).decode(),
        }
        await self._database.write(Step(self._database.upsert(alerts, "id"), row))

    async def archived(self, article: str) -> AnnotatedArticle | None:
        """The archived article with this id."""
        found = await self._database.records(AnnotatedArticle, _ARTICLE, article=article)
        return next(iter(found), None)

    async def articles(self, since: datetime | None = None, limit: int = 1000) -> Sequence[AnnotatedArticle]:
        """Archived articles by fetch time, newest first."""
        query = _ARTICLES if since is None else _ARTICLES.where(articles.c.fetched >= since)
        return await self._database.records(AnnotatedArticle, query.limit(limit))

    async def candidates(
        self,
        requirement: Requirement,
        *,
        together: Requirement = EVERYTHING,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that may meet `requirement` and `together`, what was archived last first."""
        bounds, is_sqlite = Bounds(since or EARLIEST, before or LATEST, limit), self._database.is_sqlite
        return await self._database.read(
            lambda connection: find(connection, requirement, together, bounds, is_sqlite=is_sqlite)
        )

    async def related(
        self,
        relations: Collection[Relation],
        *,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Candidate]:
        """Archived articles that are one of `relations` to their story, what was archived last first."""
        asked_for = sorted(relation.value for relation in relations)
        bounds = {"since": since or EARLIEST, "before": before or LATEST, "limit": limit}
        return candidates(await self._database.fetch(RELATED, relations=asked_for, **bounds))

    async def span(self, since: datetime | None = None) -> Span:
        """How many articles were fetched at `since` or later, and when."""
        [row] = await self._database.fetch(_SPAN, since=since or EARLIEST)
        return Span(articles=row.articles, first=row.first, last=row.last)

    async def index_articles(self, limit: int = 100) -> int:
        """Indexes articles that are not, or were by another version of the tokens; returns how many."""
        found = await self._database.records(AnnotatedArticle, UNINDEXED, version=version(), limit=limit)
        rows = [
            {"of": each.article.id, "by": version(), "listed": tokens(each), "of_sentences": listed(each)}
            for each in found
        ]
        if rows:
            await self._database.write(Step(_INDEX, rows), *steps(self._database, found))
        return len(rows)

    async def unindexed(self) -> int:
        """How many articles `index_articles` has still to index."""
        [row] = await self._database.fetch(COUNT_UNINDEXED, version=version())
        return int(row.articles)

    async def alerts(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 1000) -> Sequence[Alert]:
        """Archived alerts that are wanted, newest first."""
        return await self._database.records(Alert, _ALERTS.where(*conditions(wanted)).limit(limit))

    async def told_stories(self, wanted: AlertQuery = ALL_ALERTS, limit: int = 50) -> Sequence[ToldStory]:
        """The stories of the archived alerts that are wanted, the one with the newest alert first."""
        return await self._database.read(lambda connection: told_stories(connection, wanted, limit))

    async def alert(self, identity: str) -> Alert | None:
        """The archived alert with this id."""
        return next(iter(await self._database.records(Alert, _ALERT, alert=identity)), None)

    async def counts(self) -> dict[str, int]:
        """How many of each the archive holds: articles, copies, mentions, events, alerts."""
        rows = await self._database.fetch(_COUNT_ARTICLES)
        [alerts_row] = await self._database.fetch(_COUNT_ALERTS)
        return {
            "articles": sum(row.articles for row in rows),
            "copies": sum(row.articles for row in rows if row.relation in COPIES),
            "mentions": sum(row.mentions for row in rows),
            "events": sum(row.events for row in rows),
            "alerts": alerts_row.alerts,
        }

    async def forget_archived(self, before: datetime) -> int:
        """Removes articles fetched and alerts raised before `before`; returns how many."""
        forgotten = await self._database.delete(articles, articles.c.fetched < bindparam("before"), before=before)
        await self._database.delete(event_edges, event_edges.c.fetched < bindparam("before"), before=before)
        is_old = and_(actor_articles.c.day <= bindparam("day"), actor_articles.c.fetched < bindparam("before"))
        await self._database.delete(actor_articles, is_old, before=before, day=before.astimezone(UTC).toordinal())
        if forgotten:
            named = select(actor_articles.c.actor).where(actor_articles.c.actor == actors.c.actor)
            await self._database.delete(actors, ~named.exists())
        return forgotten + await self._database.delete(alerts, alerts.c.raised < bindparam("before"), before=before)
