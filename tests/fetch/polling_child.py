"""Ingest at work, for a test that kills it: `python -m tests.fetch.polling_child DIRECTORY URL`.

Imports all it needs once, then starts a poller for each line on its input and prints the poller's process id; a poller
polls without end, on the log and the store in DIRECTORY, until somebody kills it. Input "once" makes one that ends.
"""

import asyncio
import os
import sys
from pathlib import Path

from agents.ingest import ingest_once
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from agents.topics import topic_specs
from monitor.clock import system_clock
from monitor.feeds.feed import Feed, FirstPoll
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.log.sqlite import SqliteLog
from monitor.store.open import open_store
from monitor.store.sql import store as _loaded  # noqa: F401 - so that no poller need import it


async def poll(directory: Path, url: str, polls: int) -> None:
    log = await SqliteLog.open(directory / "log.db")
    await log.create_topics(topic_specs(1, [], 24))
    store = await open_store(f"sqlite:///{directory}/store.db")
    fetcher = HttpFetcher("Test/1")

    async def emit(emission: Emission) -> None:
        await log.produce(emission.topic, emission.key.encode(), emission.value)

    polling = Polling(
        feeds=lambda: [Feed(id="herald", url=url, first_poll=FirstPoll.PUBLISH, allow_private=True)],
        store=store,
        fetcher=fetcher,
        parser=inline_parser(),
        edges=Edges(emit, system_clock, lambda error: os._exit(1)),
        random=lambda: 0.0,
        worker="one",
        concurrency=1,
    )
    for _ in range(polls):
        await ingest_once(polling)
    await fetcher.close()
    await store.close()
    await log.close()


def main(directory: str, url: str) -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            asyncio.run(poll(Path(directory), url, 1 if line.strip() == "once" else 10**9))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
