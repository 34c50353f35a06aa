"""`news.annotated` and `news.alerts` → the archive in the store, for search, page and backtest."""

from agents.runtime.processing import Agent, Outcome
from agents.topics import ALERTS, ANNOTATED
from monitor.canary import is_canary
from monitor.notify.cloudevent import alert_of
from monitor.records import Alert, AnnotatedArticle
from monitor.store.base import ArchiveStore


def archive_articles_agent(store: ArchiveStore) -> Agent[AnnotatedArticle]:
    """Archives every article with its annotations."""

    async def handle(annotated: AnnotatedArticle) -> Outcome:
        if is_canary(annotated.article):
            return Outcome()
        return Outcome(remember=lambda: store.archive_article(annotated))

    return Agent("archive_articles", ANNOTATED, AnnotatedArticle, handle)


def archive_alerts_agent(store: ArchiveStore) -> Agent[Alert]:
    """Archives every alert."""

    async def handle(alert: Alert) -> Outcome:
        return Outcome(remember=lambda: store.archive_alert(alert))

    return Agent("archive_alerts", ALERTS, None, handle, decode=alert_of)
