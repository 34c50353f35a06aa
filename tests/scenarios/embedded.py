"""Scripts on the real program: its agents on the embedded log, its store in a file, the work beside them."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from agents.attention.absences import look
from agents.attention.rounds import attend
from agents.composition.beside import attending
from agents.composition.program import Program, opened
from agents.composition.reloading import reload_files
from agents.composition.running import run
from agents.measuring.tally import Tally
from agents.runtime.backlog import drained
from agents.runtime.edges import Edges, Emission
from agents.runtime.faust_app import GROUP
from agents.sending.receivers import OpenReceivers
from agents.topics import ARTICLES
from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.errors import DeliveryDelayed
from monitor.feeds.failures import Failures
from monitor.feeds.state import FeedState, Schedule, unpolled
from monitor.nlp.base import Annotator
from monitor.notify.spec import ReceiverSpec
from monitor.records import Acknowledgement, Alert, Article, Bundle, Mute, encode
from monitor.secret import Secret
from tests.scenarios.desk import Engine, shown, shown_bundle

Configured = Callable[[str], Configuration]
"""The configuration with the watchlist that is given."""


class Recorder:
    """A receiver that writes a line for each message it takes, unless it is away."""

    def __init__(self, name: str, sent: list[str], away: set[str]) -> None:
        self.name = name
        self._sent, self._away = sent, away

    async def send(self, alert: Alert) -> None:
        self._take(shown(alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        self._take(shown_bundle(bundle))

    def _take(self, line: str) -> None:
        if self.name in self._away:
            raise DeliveryDelayed("away")
        self._sent.append(f"{self.name}: {line}")

    async def close(self) -> None:
        """Nothing to release."""


class Recorders(OpenReceivers):
    """Receivers of the configured names that all write into one list."""

    def __init__(self, clock: ManualClock, sent: list[str], away: set[str]) -> None:
        super().__init__(clock, 5.0)
        self._sent, self._away = sent, away

    def open(self, specs: Sequence[ReceiverSpec]) -> None:
        self._open = {spec.name: (spec, Recorder(spec.name, self._sent, self._away)) for spec in specs}


class EmbeddedEngine(Engine):
    """The real program on a clock that stands still between the moments of a script; it polls no feed."""

    def __init__(
        self, configured: Configured, watchlist: str, directory: Path, clock: ManualClock, annotator: Annotator
    ) -> None:
        super().__init__(clock)
        self._configured, self._directory, self._annotator = configured, directory, annotator
        self._watchlist = watchlist
        self._stack = contextlib.AsyncExitStack()

    async def open(self) -> None:
        """Starts the program."""
        configuration = self._configured(self._watchlist)
        settings = replace(
            configuration.settings,
            data_dir=self._directory,
            broker=f"sqlite:///{self._directory}/log.db",
            store=Secret(f"sqlite:///{self._directory}/store.db"),
        )
        program = await self._stack.enter_async_context(
            opened(replace(configuration, settings=settings), Tally(), clock=self.clock, annotator=self._annotator)
        )
        program.receivers = Recorders(self.clock, self.sent, self.away)
        program.receivers.open(configuration.receivers)
        await self._rest(program)
        self._program, self._running = program, asyncio.create_task(run(program, once=False))
        self._stack.push_async_callback(_ended, program, self._running)
        edges = Edges(partial(_emit, program), self.clock, program.fail)
        self._attending = attending(program, edges, lambda _: True)

    async def close(self) -> None:
        """Ends the program."""
        await self._stack.aclose()

    async def restart(self, now: datetime, watchlist: str | None = None) -> None:
        await self.close()
        self.clock.now = now
        self._watchlist = watchlist or self._watchlist
        await self.open()
        await self.settle()

    async def reload(self, now: datetime, watchlist: str) -> None:
        self.clock.now = now
        await reload_files(self._program, self._configured(watchlist).directory, {})
        await self.settle()

    async def take(self, article: Article) -> None:
        await self._program.log.produce(ARTICLES, article.id.encode(), encode(article))

    async def mute(self, mute: Mute) -> None:
        await self._program.store.remember_mute(mute)

    async def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        await self._program.store.remember_acknowledgement(acknowledgement)

    async def polled(self, now: datetime, *, well: bool) -> None:
        self.clock.now = now
        for feed in self._program.configuration.feeds:
            state = await self._program.store.feed_state(feed.id) or unpolled(feed)
            await self._program.store.remember_poll(after_poll(state, now, well=well), ())
        await self.settle()

    async def _rest(self, program: Program) -> None:
        """No feed is due while the script lasts."""
        for feed in program.configuration.feeds:
            state = await program.store.feed_state(feed.id) or unpolled(feed)
            await program.store.remember_poll(replace(state, schedule=Schedule(next_poll=_NEVER)), ())

    async def settle(self) -> None:
        """All that is due has left; raises what ended the program, if something did."""
        settled = asyncio.create_task(self._settled())
        await asyncio.wait({settled, self._running}, return_when=asyncio.FIRST_COMPLETED)
        if not settled.done():
            settled.cancel()
            await self._running
        await settled

    async def _settled(self) -> None:
        program, before = self._program, -1
        while before != len(self.sent):
            before = len(self.sent)
            await look(self._attending)
            await attend(self._attending)
            await drained(program.log, GROUP, asyncio.sleep)
            while await program.store.receivers_due(self.clock()):
                await asyncio.sleep(0.02)


_NEVER = datetime(2100, 1, 1, tzinfo=UTC)


def after_poll(state: FeedState, now: datetime, *, well: bool) -> FeedState:
    failures = Failures() if well else Failures(count=state.failures.count + 1)
    success = now if well else state.last_success
    return replace(state, polls=state.polls + 1, last_poll=now, last_success=success, failures=failures)


async def _ended(program: Program, running: "asyncio.Task[None]") -> None:
    program.stop()
    await running


async def _emit(program: Program, emission: Emission) -> None:
    await program.log.produce(emission.topic, emission.key.encode(), emission.value)
