"""The topic graph: which topics there are, what they carry, who writes and who reads them."""

from collections.abc import Sequence
from typing import NamedTuple

from monitor.feeds.health.notice import WATCHLIST as FEED_HEALTH
from monitor.log.base import Headers, TopicSpec
from monitor.notify.cloudevent import CONTENT_TYPE as CLOUD_EVENT

ARTICLES = "news.articles"
STORIES = "news.stories"
ANNOTATED = "news.annotated"
MATCHES = "news.matches"
ALERTS = "news.alerts"
DECISIONS = "news.decisions"
CANARIES = "news.canary"
DEADLETTERS = "news.deadletters"


class Topic(NamedTuple):
    """One topic of the graph."""

    name: str
    carries: str  # the record, or what its value is
    key: str
    written_by: tuple[str, ...]  # arrows
    read_by: tuple[str, ...]  # arrows; none: people, with a command, and programs of theirs
    one_partition: bool = False


ARROWS = ("ingest", "story", "annotate", "match", "alert", "deliver", "archive")
"""The agents in the order of the flow, each a file beside this one."""

GRAPH = (
    Topic(ARTICLES, "Article", "article id", ("ingest",), ("story",), one_partition=True),
    Topic(STORIES, "StoryArticle", "story id", ("story",), ("annotate",)),
    Topic(ANNOTATED, "AnnotatedArticle", "story id", ("annotate",), ("match", "archive")),
    Topic(MATCHES, "Match", "watch id", ("match",), ("alert",)),
    Topic(ALERTS, "CloudEvent of an Alert", "alert id", ("alert", "ingest"), ("deliver", "archive")),
    Topic(DECISIONS, "Decision", "watch id", ("alert", "deliver"), ()),
    Topic(CANARIES, "CloudEvent of an Alert", "alert id", ("alert",), ("deliver",), one_partition=True),
    Topic(DEADLETTERS, "DeadLetter", "dead letter id", ARROWS, (), one_partition=True),
)


def alert_topic(watchlist: str) -> str:
    """The topic that carries only the alerts of one watchlist, in the same form as `news.alerts`."""
    return f"{ALERTS}.{watchlist}"


def headers(topic: str) -> Headers:
    """What goes with each message of `topic`: what its value is. CloudEvents' Kafka binding, 3.3, asks for it."""
    is_alerts = topic in (ALERTS, CANARIES) or topic.startswith(alert_topic(""))
    return (("content-type", (CLOUD_EVENT if is_alerts else "application/json").encode()),)


def topic_specs(partitions: int, watchlists: Sequence[str], retention_hours: float) -> tuple[TopicSpec, ...]:
    """Every topic as it should be, with `partitions` where workers share the work."""
    graph = tuple(TopicSpec(topic.name, 1 if topic.one_partition else partitions, retention_hours) for topic in GRAPH)
    lists = (*watchlists, FEED_HEALTH)
    return graph + tuple(TopicSpec(alert_topic(name), 1, retention_hours) for name in lists)
