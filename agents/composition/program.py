"""What is open while Wirewatch runs: every edge that the configuration names, opened and closed in one place."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from agents.canary.receiver import open_canary_receiver
from agents.composition.automata import SavedAutomata, first_matcher
from agents.links.listening import offered
from agents.measuring.tally import Tally
from agents.runtime.window import cause
from agents.sending.receivers import OpenReceivers
from agents.story import Stories
from agents.topics import topic_specs
from monitor.alerting.links.offer import Offer
from monitor.alerting.messages.pieces import no_replies
from monitor.backup.unfinished import refuse_unfinished
from monitor.canary import WATCHLIST as CANARIES
from monitor.clock import Clock, system_clock
from monitor.config.configuration import Annotate, Configuration, Settings
from monitor.errors import StoreError
from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.open import open_fetcher, open_page_workers, open_parser
from monitor.fetch.pages.full_text import Enricher
from monitor.fetch.pages.page import Pages
from monitor.ledger.unmet import UnmetMatches
from monitor.log.base import Log
from monitor.log.open import open_log
from monitor.log.patience import Sleep, ask_patiently
from monitor.match.matcher import Compilation, Matcher
from monitor.match.watchlist import Watchlist
from monitor.nlp.base import Annotator
from monitor.nlp.opening import open_annotator
from monitor.notify.base import Receiver
from monitor.notify.cloudevent import envelope
from monitor.records import CANARY
from monitor.store.base import Store
from monitor.store.open import open_store


@dataclass
class Program:
    """Everything that is open while Wirewatch runs."""

    configuration: Configuration
    log: Log
    store: Store
    fetcher: Fetcher
    parser: Parser
    enricher: Enricher
    annotator: Annotator
    receivers: OpenReceivers
    offer: Offer | None  # of links in messages
    stories: Stories
    unmet: UnmetMatches
    compilation: Compilation  # what `matcher` is made by
    matcher: Matcher
    clock: Clock
    tally: Tally
    asked: set[str] = field(default_factory=set)  # ids of feeds that a person wants polled now
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # of who reads alert states to write what follows
    enqueued: asyncio.Event = field(default_factory=asyncio.Event)  # something was written into the delivery ledger
    ended: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def stop(self) -> None:
        """Ends the program cleanly."""
        if not self.ended.done():
            self.ended.set_result(None)

    def fail(self, error: BaseException) -> None:
        """Ends the program because of `error`."""
        if not self.ended.done():
            self.ended.set_exception(cause(error))


async def create_topics(
    log: Log, settings: Settings, watchlists: Sequence[str], sleep: Sleep = asyncio.sleep
) -> frozenset[str]:
    """Makes the topics that do not exist yet, those of `watchlists` included; returns the names of those that it made.

    A broker that is not ready is asked again. Raises Transient where none is for half a minute, TopicMismatch where a
    topic has other partitions than configured.
    """
    hours = settings.retention.log_seconds / 3600
    specs = topic_specs(settings.partitions, watchlists, hours)
    known = await ask_patiently(log.topics, sleep=sleep)
    await ask_patiently(lambda: log.create_topics(specs), sleep=sleep)
    return frozenset(spec.name for spec in specs) - known.keys()


@contextlib.asynccontextmanager
async def opened(
    configuration: Configuration,
    tally: Tally,
    *,
    clock: Clock = system_clock,
    terminal: Console | None = None,
    annotator: Annotator | None = None,
) -> AsyncIterator[Program]:
    """All edges of `configuration`, open, with the topics made; closed again at the end, in reverse order.

    A console receiver prints on `terminal`, or on the standard output. `annotator` takes the place of the configured
    worker processes; it is closed here too.
    """
    settings = configuration.settings
    async with contextlib.AsyncExitStack() as stack:
        make_directory(settings.data_dir)
        refuse_unfinished(settings.data_dir)
        log_ = await open_log(settings.broker, security=settings.kafka, clock=clock)
        stack.push_async_callback(log_.close)
        await create_topics(log_, settings, [watchlist.id for watchlist in configuration.watchlists])
        store = await open_store(settings.store.reveal())
        stack.push_async_callback(store.close)
        annotator = annotator or _annotator(settings.annotate, stack)
        stack.push_async_callback(annotator.close)
        parser = open_parser()
        stack.push_async_callback(parser.close)
        fetcher = open_fetcher(settings.ingest.fetch)
        stack.push_async_callback(fetcher.close)
        page_tasks = open_page_workers()
        stack.push_async_callback(page_tasks.close)
        offer = await asyncio.to_thread(offered, settings.links, settings.data_dir)
        receivers = OpenReceivers(
            clock,
            settings.deliver.deadline_seconds,
            terminal,
            envelope(settings.installation),
            offer.replies if offer else no_replies,
            _own_receivers(settings, clock, tally),
        )
        stack.push_async_callback(receivers.close)
        receivers.open(configuration.receivers)
        compilation = Compilation(saved=SavedAutomata(settings.data_dir / "automata"))
        yield Program(
            configuration=configuration,
            log=log_,
            store=store,
            fetcher=fetcher,
            parser=parser,
            enricher=Enricher(Pages(fetcher, page_tasks, clock)),
            annotator=annotator,
            receivers=receivers,
            offer=offer,
            stories=Stories(store, timedelta(seconds=settings.stories.idle_seconds)),
            unmet=UnmetMatches(store),
            compilation=compilation,
            matcher=first_matcher(compilation, watched(settings, configuration.watchlists)),
            clock=clock,
            tally=tally,
        )


def watched(settings: Settings, watchlists: Sequence[Watchlist]) -> Sequence[Watchlist]:
    """What is looked for: `watchlists`, and the canary where there is one."""
    return (*watchlists, CANARIES) if settings.canary else watchlists


def _own_receivers(settings: Settings, clock: Clock, tally: Tally) -> Mapping[str, Receiver]:
    if settings.canary is None:
        return {}
    deadline, proxy = settings.deliver.deadline_seconds, settings.ingest.fetch.proxy
    return {CANARY: open_canary_receiver(settings.canary, clock, tally, deadline, proxy)}


def make_directory(path: Path) -> None:
    """Makes the directory of the program's files; raises StoreError where it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"data_dir {path}: {error.strerror}; the program needs a directory it may write to") from error


def _annotator(settings: Annotate, stack: contextlib.AsyncExitStack) -> Annotator:
    """Worker processes that start and load the model while everything else opens."""
    annotator = open_annotator(
        model=settings.model,
        processes=settings.processes,
        deadline_s=settings.deadline_seconds,
        memory_bytes=settings.memory_bytes,
    )
    stack.push_async_callback(asyncio.wait, [asyncio.create_task(annotator.start())])
    return annotator
