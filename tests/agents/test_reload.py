"""A reload: feeds, receivers and watchlists hold at once, or nothing does; what needs a restart is said by name."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from agents.composition.beside import delivering, polling, retained
from agents.composition.program import Program, opened
from agents.composition.reloading import reload_files
from agents.deliver import deliver_agent
from agents.measuring.tally import Tally
from agents.polling.base import AtOnce, NoPushes
from agents.polling.turns import Turns
from agents.runtime.edges import Edges, Emission
from agents.sending.rounds import sending
from agents.sending.sender import send_due_to
from monitor.alerting.policy import Cap
from monitor.alerting.renames import KnownWatch
from monitor.alerting.timing import Digest
from monitor.errors import Transient
from monitor.nlp.memory import MemoryAnnotator
from monitor.records import Alert
from monitor.store.memory import MemoryStore
from tests.config.builders import directory, loaded
from tests.notify.builders import alert
from tests.store.builders import alert_state, watch_state

pytestmark = pytest.mark.slow(0.5)  # each: processes that parse

FEEDS = "feeds:\n  - {{id: {id}, url: https://{id}.example/rss}}\n"
RECEIVERS = "receivers:\n  {name}: {{type: file, path: {name}.jsonl}}\n"
RECEIVER = RECEIVERS.format(name="first")
OWN = {"monitor": "store: memory://\n", "receivers": RECEIVER, "feeds": FEEDS.format(id="herald")}


@asynccontextmanager
async def running(tmp_path: Path, **files: str) -> AsyncIterator[Program]:
    configuration = loaded(tmp_path, None, **OWN | files)
    async with opened(configuration, Tally(), annotator=MemoryAnnotator()) as program:
        yield program


async def reload(program: Program, tmp_path: Path, **files: str | None) -> None:
    await reload_files(program, directory(tmp_path, **OWN | files), {}, patiently=twice)


async def twice(ask: Callable[[], Awaitable[None]]) -> None:
    try:
        await ask()
    except Transient:
        await ask()


def edges(program: Program) -> Edges:
    async def emit(emission: Emission) -> None:
        pytest.fail(f"wrote to {emission.topic}")

    return Edges(emit, program.clock, lambda error: pytest.fail(str(error)))


async def tell(program: Program, told: Alert) -> None:
    """Takes an alert into the ledger and sends what is due."""
    await deliver_agent(program.store, lambda: program.configuration, program.clock).handle(told)
    to_send = sending(delivering(program, edges(program)))
    for name in await program.store.receivers_due(datetime.now(UTC)):
        await send_due_to(name, to_send)


def lines(tmp_path: Path, name: str) -> int:
    file = next(iter(tmp_path.rglob(f"{name}.jsonl")), None)
    return len(file.read_text().splitlines()) if file else 0


async def test_a_new_receiver_gets_the_next_alert_and_one_that_is_gone_gets_none(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        await tell(program, alert(1))
        await reload(program, tmp_path, receivers=RECEIVERS.format(name="second"))
        await tell(program, alert(2))
        assert (lines(tmp_path, "first"), lines(tmp_path, "second")) == (1, 1)


async def test_a_receiver_that_did_not_change_goes_on_and_one_that_did_is_opened_anew(tmp_path: Path) -> None:
    both = RECEIVER + "  second: {type: file, path: second.jsonl}\n"
    async with running(tmp_path, receivers=both) as program:
        first, second = program.receivers["first"], program.receivers["second"]
        await reload(program, tmp_path, receivers=both.replace("second.jsonl", "elsewhere.jsonl"))
        assert program.receivers["first"] is first
        assert program.receivers["second"] is not second


async def test_a_new_feed_is_polled_and_one_that_is_gone_is_not(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        polled = polling(program, edges(program), NoPushes(), once=False)
        kept = retained(program)
        assert [feed.id for feed in polled.feeds()] == ["herald"]
        await reload(program, tmp_path, feeds=FEEDS.format(id="courier"))
        assert [feed.id for feed in polled.feeds()] == [feed.id for feed in kept.feeds()] == ["courier"]


async def test_feeds_take_turns_where_the_program_runs_on(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        turns = [polling(program, edges(program), NoPushes(), once=once).turns for once in (False, True)]
        assert [type(each) for each in turns] == [Turns, AtOnce]


async def test_new_watchlists_match_and_have_their_topics(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        matcher = program.matcher
        await reload(program, tmp_path, watchlists__flood="watches:\n  - {id: flood, when: {word: flood}}\n")
        assert program.matcher is not matcher
        assert {"news.alerts.desk", "news.alerts.flood"} <= set(await program.log.topics())


async def test_policies_mutes_and_the_timing_of_receivers_hold_too(tmp_path: Path) -> None:
    end = datetime.now(UTC) + timedelta(days=2)
    watches = "watches:\n  - {id: truce, when: {word: truce}, throttle: {cap: 10/h}}\n"
    mutes = f"mutes:\n  - {{watch: truce, until: '{end.isoformat()}', reason: known}}\n"
    receivers = RECEIVERS.format(name="first").replace("file,", "file, digest: {cron: 0 7 * * *},")
    async with running(tmp_path) as program:
        await reload(program, tmp_path, watchlists__desk=watches + mutes, receivers=receivers)
        made = program.configuration
        assert made.policies["truce"].cap == Cap(count=10, seconds=3600.0)
        assert [mute.until for mute in made.mutes] == [end]
        assert made.receivers[0].timing.digest == Digest(cron="0 7 * * *")
        await reload(program, tmp_path, watchlists__desk=watches.replace("10/h", "10"), receivers=receivers)
        assert program.configuration is made


async def test_what_is_suspicious_in_the_new_files_is_logged_and_they_hold(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    past = "watches:\n  - {id: flood, when: {word: flood}, expires: 2020-01-01}\n"
    async with running(tmp_path) as program:
        await reload(program, tmp_path, watchlists__desk=past)
        assert [watch.id for watch in program.configuration.watchlists[0].watches] == ["flood"]
    assert "configuration_suspicious" in caplog.text
    assert "watchlists/desk.yaml:2: warning: watch 'flood' expired on 2020-01-01" in caplog.text


@pytest.mark.parametrize("name", ["feeds", "receivers", "monitor", "watchlists__desk"])
async def test_a_mistake_in_one_file_leaves_everything_as_it_is(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path) as program:
        before = (program.configuration, program.matcher, dict(program.receivers))
        changed = {"feeds": FEEDS.format(id="courier"), "receivers": RECEIVERS.format(name="second")}
        await reload(program, tmp_path, **changed | {name: "wrod: 1\n"})
        assert (program.configuration, program.matcher, dict(program.receivers)) == before
    assert "reload_refused" in caplog.text
    assert f"{name.replace('__', '/')}.yaml:1: unknown key 'wrod'" in caplog.text


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as Apprise loads its services
async def test_a_receiver_that_cannot_be_opened_leaves_everything_as_it_is(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        before = program.configuration
        (tmp_path / "address").write_text("nosuchservice://token\n")
        wrong = f"receivers:\n  chat: {{type: apprise, url: {{file: {tmp_path / 'address'}}}}}\n"
        await reload(program, tmp_path, receivers=wrong, feeds=FEEDS.format(id="courier"))
        assert program.configuration is before
        assert list(program.receivers) == ["first"]


async def test_what_needs_a_restart_is_said_by_name_and_does_not_half_hold(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monitor = "store: memory://\npartitions: 2\nannotate: {window: 3}\n"
    async with running(tmp_path) as program:
        before = program.configuration.settings
        await reload(program, tmp_path, monitor=monitor)
        assert program.configuration.settings is before
    said = [record for record in caplog.records if record.getMessage().startswith("restart_needed")]
    assert [record.getMessage() for record in said] == ["restart_needed settings=partitions,annotate.window"]
    assert said[0].levelno == logging.WARNING


async def test_a_reload_that_changes_nothing_asks_for_no_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path) as program:
        await reload(program, tmp_path)
    assert "reloaded feeds=1 receivers=1 watchlists=1" in caplog.text
    assert "restart_needed" not in caplog.text


async def test_a_worker_id_of_the_command_line_waits_for_no_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path) as program:
        named = replace(program.configuration.settings, worker_id="north")
        program.configuration = replace(program.configuration, settings=named)
        await reload_files(program, directory(tmp_path, **OWN), {}, worker_id="north")
    assert "restart_needed" not in caplog.text


WATCHES = "watches:\n  - {{id: {id}, when: {{word: truce}}}}\n"


class Away(MemoryStore):
    """A store that does not answer what it is asked of watches."""

    def __init__(self, times: int = 2) -> None:
        super().__init__()
        self._times = times

    async def known_watches(self) -> Sequence[KnownWatch]:
        self._times -= 1
        if self._times < 0:
            return await super().known_watches()
        raise Transient("store: away")


class Asked(MemoryStore):
    """A store that notes whether it is asked of watches by who has the turn."""

    def __init__(self, turn: asyncio.Lock) -> None:
        super().__init__()
        self._turn = turn
        self.in_turn: list[bool] = []

    async def known_watches(self) -> Sequence[KnownWatch]:
        self.in_turn.append(self._turn.locked())
        return await super().known_watches()


async def test_a_watch_that_is_renamed_is_said_to_be_and_goes_on_in_its_new_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, watchlists__desk=WATCHES.format(id="truce")) as program:
        await reload(program, tmp_path, watchlists__desk=WATCHES.format(id="truce"))
        assert "watch_renamed" not in caplog.text
        await program.store.record_decisions([], [alert_state("truce")], [watch_state("truce")])
        (tmp_path / "config" / "watchlists" / "desk.yaml").unlink()
        await reload(program, tmp_path, watchlists__desk=None, watchlists__talks=WATCHES.format(id="peace"))
        assert await program.store.watch_state("peace") == replace(watch_state("peace"), watchlist="talks")
        assert await program.store.alert_states("peace", ["s-1"]) == {"s-1": alert_state("peace")}
    assert "watch_renamed old=truce new=peace" in caplog.messages


async def test_nobody_decides_while_what_is_remembered_of_a_watch_goes_on_under_its_new_id(tmp_path: Path) -> None:
    async with running(tmp_path) as program:
        program.store = asked = Asked(program.turn)
        await reload(program, tmp_path, watchlists__desk=WATCHES.format(id="peace"))
        assert asked.in_turn == [True]
        assert not program.turn.locked()


async def test_a_store_that_is_away_for_a_moment_is_asked_again_and_meanwhile_others_decide(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path) as program:
        program.store = Away(times=1)

        async def patiently(ask: Callable[[], Awaitable[None]]) -> None:
            with pytest.raises(Transient):
                await ask()
            assert not program.turn.locked()
            assert list(program.receivers) == ["first"]
            await ask()

        files = directory(
            tmp_path, **OWN | {"feeds": FEEDS.format(id="courier"), "receivers": RECEIVERS.format(name="second")}
        )
        await reload_files(program, files, {}, patiently=patiently)
        assert [feed.id for feed in program.configuration.feeds] == ["courier"]
        assert list(program.receivers) == ["second"]
    assert "reload_refused" not in caplog.text


async def test_a_store_that_is_away_leaves_everything_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path) as program:
        before = (program.configuration, program.matcher, list(program.receivers))
        program.store = Away()
        await reload(program, tmp_path, receivers=RECEIVERS.format(name="second"))
        assert (program.configuration, program.matcher, list(program.receivers)) == before
    assert "reload_refused mistake=store: away" in caplog.messages
