"""When feeds are read: all once, or each when it is due, one at a time a host, by the worker that leases the host."""

import asyncio
from collections.abc import Sequence

from agents.polling.base import AGENT, Polling, Publish
from agents.polling.reading import Reader, read_by_poll, read_push
from agents.polling.remembered import Budget, States, read_states
from agents.runtime.edges import retry_until_available
from agents.runtime.lease import LEASE_SECONDS, renewed
from monitor.feeds.feed import Feed
from monitor.feeds.schedule.due import allowed, due_by_host
from monitor.feeds.schedule.waits import is_due, is_held

_TICK_SECONDS = 1.0  # how often the due feeds are looked for


async def poll_once(polling: Polling, publish: Publish) -> None:
    """Polls every feed once, at the same time; publishes feed after feed, so that two runs publish in one order.

    A feed whose server asked to be left alone is left alone.
    """
    states, now = await read_states(polling), polling.edges.clock()
    reader = Reader(polling, asyncio.Semaphore(polling.concurrency), await Budget(polling).multiplier(states))
    feeds = allowed(polling.feeds(), states, now)
    for task in [asyncio.create_task(read_by_poll(reader, feed, states.get(feed.id))) for feed in feeds]:
        await publish(await task)


async def poll_forever(polling: Polling, publish: Publish) -> None:
    """Polls each feed when it is due, until cancelled."""
    busy: dict[str, asyncio.Task[None]] = {}
    limit, budget, states = asyncio.Semaphore(polling.concurrency), Budget(polling), States(polling)
    async with asyncio.TaskGroup() as tasks:
        while True:
            polling.edges.alive(AGENT)
            known = await states.known()
            reader = Reader(polling, limit, await budget.multiplier(known.states))
            due = due_by_host(known, {*polling.hubs.pushed(), *polling.asked()}, polling.edges.clock())
            for host, feeds in due.items():
                if (host not in busy or busy[host].done()) and await _claim(polling, host):
                    work = _read_host(reader, host, feeds, states, publish)
                    busy[host] = tasks.create_task(work, name=f"host {host}")
            await polling.sleep(_TICK_SECONDS)


async def _read_host(reader: Reader, host: str, feeds: Sequence[Feed], states: States, publish: Publish) -> None:
    async with renewed(lambda: _claim(reader.polling, host)):
        for feed in feeds:
            if not await _read_pushes(reader, feed, publish):
                await _poll_if_due(reader, feed, states, publish)
            if not await _claim(reader.polling, host):
                return  # the store was unavailable for so long that another worker has the host now


async def _read_pushes(reader: Reader, feed: Feed, publish: Publish) -> bool:
    """Publishes what a hub pushed of `feed`; whether there was anything."""
    pushes = reader.polling.hubs.take(feed.id)
    for push in pushes:
        if (polled := await read_push(reader, feed, push)) is not None:
            await publish(polled)
    return bool(pushes)


async def _poll_if_due(reader: Reader, feed: Feed, states: States, publish: Publish) -> None:
    """Polls `feed` unless another worker did so since the states were read, or a person asks for what may not be."""
    state, now = await states.one(feed), reader.polling.edges.clock()
    is_asked = feed.id in reader.polling.asked()
    reader.polling.answered(feed.id)
    if is_due(state, now) or (is_asked and not is_held(state, now)):
        polled = await read_by_poll(reader, feed, state)
        await publish(polled)
        states.note(polled.conclusion.state)


async def _claim(polling: Polling, host: str) -> bool:
    now, claim = polling.edges.clock(), polling.store.claim
    return await retry_until_available(AGENT, lambda: claim(host, polling.worker, now, LEASE_SECONDS), polling.edges)
