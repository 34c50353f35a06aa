"""Connections and the threads that use them.

A whole transaction runs in one thread and the event loop waits for it once. Going through SQLAlchemy's asyncio layer
instead crosses threads at every statement: 1.0 ms of CPU for a write to SQLite, against 0.16 ms here.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from monitor.errors import StoreError
from monitor.store.sql.failures import named

T = TypeVar("T")


class ConnectionPool:
    """An engine with as many threads as it has connections; what finds all of them busy waits its turn."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self.engine, self.threads = engine, threads
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")
        self._open = True

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, given a connection; raises Transient or StoreError for what the database raises.

        What `work` has not committed is rolled back. Work that has begun goes on to its end if the caller is cancelled.
        """
        if not self._open:
            raise StoreError("store: it is closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    def _run(self, work: Callable[[Connection], T]) -> T:
        with named(), self.engine.connect() as connection:
            return work(connection)

    async def close(self) -> None:
        """Waits for what has begun, then closes the connections."""
        self._open = False
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self.engine.dispose()
