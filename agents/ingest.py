"""Timer → `news.articles`: polls the feeds that are due and publishes what is new in them.

What happens to a feed itself, that it dies or falls silent, goes to `news.alerts` like any other alert. When feeds are
polled, and how, is `agents/polling`; what a poll means is decided in `monitor/feeds`.

The order is the promise: articles published and confirmed first, then the feed's state and its seen entries. A crash
between the two publishes again under the same ids; the other order would lose articles, since the next poll answers
304.
"""

from functools import partial

from agents.polling.base import AGENT, Polled, Polling, emit_each
from agents.polling.reports import report
from agents.polling.rounds import poll_forever, poll_once
from agents.runtime.dead_letters import Rejected, dead_letter
from agents.runtime.edges import Edges, Emission, Message, emit_durably, retry_until_available
from agents.topics import ALERTS, ARTICLES, alert_topic
from monitor.errors import Unprocessable
from monitor.notify.cloudevent import Envelope
from monitor.records import DeadLetterReason, encode


async def ingest_once(polling: Polling) -> None:
    """Polls every feed once and publishes feed after feed; see `poll_once`."""
    await poll_once(polling, partial(_publish, polling))


async def ingest_forever(polling: Polling) -> None:
    """Polls each feed when it is due, until cancelled; see `poll_forever`."""
    await poll_forever(polling, partial(_publish, polling))


async def _publish(polling: Polling, polled: Polled) -> None:
    """Emit first, remember after."""
    emit = partial(_emit, polling.edges)
    await polling.turns.publish(polled.feed.id, _articles(polled), emit)
    await emit_each(_health(polled, polling.envelope), emit)
    state, (seen, forgotten) = polled.conclusion.state, (polled.outcome.seen, polled.outcome.forgotten)
    remember = partial(polling.store.remember_poll, state, seen, forgotten)
    await retry_until_available(AGENT, remember, polling.edges)
    report(polled)
    polling.report(polled.feed, polled.outcome)


def _articles(polled: Polled) -> list[Emission]:
    return [Emission(ARTICLES, article.id, encode(article)) for article in polled.outcome.articles]


def _health(polled: Polled, envelope: Envelope) -> list[Emission]:
    """What happened to the feed itself."""
    alert = polled.conclusion.alert
    if alert is None:
        return []
    event = envelope(alert)
    return [Emission(topic, alert.id, event) for topic in (ALERTS, alert_topic(alert.watchlist))]


async def _emit(edges: Edges, emission: Emission) -> None:
    try:
        await emit_durably(AGENT, emission, edges)
    except Unprocessable as error:  # too large for the log
        message = Message(emission.topic, 0, -1, emission.key.encode(), emission.value)
        await dead_letter(AGENT, message, Rejected(DeadLetterReason.UNPROCESSABLE, error), edges)
