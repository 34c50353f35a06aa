"""Who is asked once: feeds and receivers where that is wanted, and our own addresses."""

from collections.abc import AsyncIterator, Mapping
from statistics import median

from rich.console import Console

from monitor.cli.doctor.remembered import as_it_is
from monitor.clock import system_clock
from monitor.config.configuration import Configuration, Settings
from monitor.doctor.asking import ask_feeds, ask_receivers, who_answers, why_not_to_listen
from monitor.doctor.edges import address, answers
from monitor.doctor.finding import Finding, Point
from monitor.doctor.machine import clock
from monitor.errors import StoreError, Transient
from monitor.feeds.state import FeedState
from monitor.fetch.open import open_fetcher, open_parser
from monitor.notify.cloudevent import envelope
from monitor.notify.open import open_receiver

_FEED = "`wirewatch feeds test URL` shows all that it says"
_RECEIVER = "look at its address and secret in receivers.yaml"


async def addresses(settings: Settings, *, is_running: bool) -> AsyncIterator[Finding]:
    """The addresses at which the program answers, or would."""
    for name, served in (("web", settings.web), ("metrics", settings.metrics)):
        if served is not None:
            answer = await who_answers(served.listen)
            problem = why_not_to_listen(served.listen) if answer is None else ""
            yield address(name, served.listen, answer, problem=problem, is_running=is_running)


async def feeds(configured: Configuration) -> AsyncIterator[Finding]:
    """Each feed asked once; and what their servers say of the time."""
    fetcher, parser = open_fetcher(configured.settings.ingest.fetch), open_parser()
    try:
        asked = await ask_feeds(configured.feeds, await _states(configured), fetcher, parser, system_clock)
    finally:
        await fetcher.close()
        await parser.close()
    for finding in answers(Point.FEEDS, asked.answers, "brings a feed", _FEED):
        yield finding
    if asked.ahead:
        yield clock(median(asked.ahead), "the servers of the feeds")


async def _states(configured: Configuration) -> Mapping[str, FeedState]:
    try:
        async with as_it_is(configured) as store:
            return await store.feed_states() if store else {}
    except (StoreError, Transient):
        return {}


async def receivers(configured: Configuration) -> AsyncIterator[Finding]:
    """Each receiver, sent a test by the way that alerts go; a console prints on standard error."""
    settings = configured.settings
    opened = {
        spec.name: open_receiver(
            spec,
            clock=system_clock,
            deadline_seconds=settings.deliver.deadline_seconds,
            terminal=Console(stderr=True),
            envelope=envelope(settings.installation),
        )
        for spec in configured.receivers
    }
    try:
        given = await ask_receivers(opened, system_clock())
    finally:
        for each in opened.values():
            await each.close()
    for finding in answers(Point.RECEIVERS, given, "takes what it is sent", _RECEIVER):
        yield finding
