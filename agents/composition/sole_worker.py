"""One program for each worker_id: two of one id would push each other out of the group for ever.

A lock in the data directory keeps out a second program there; the system lifts it when the first has died. A short
lease in the store keeps out one that has a data directory of its own. Its holder is a mark in the lock's file and not
the program, so that a program which starts again after kill -9 has its lease at once.
"""

import asyncio
import contextlib
import fcntl
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from agents.runtime.lifecycle import background
from monitor.clock import Clock
from monitor.errors import ConfigError, Mistake, StoreError, Transient
from monitor.store.base import FeedStore

LEASE_SECONDS, RENEW_SECONDS = 10.0, 3.0
_TRIES = 13  # one a second: a lease that nobody renews has run out by then
_RELEASE_SECONDS = 3.0


class Worker(NamedTuple):
    """A worker, and by what it is known."""

    worker_id: str
    data_dir: Path  # exists
    store: FeedStore
    clock: Clock
    fail: Callable[[BaseException], None]  # ends the program
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@contextlib.asynccontextmanager
async def sole(worker: Worker) -> AsyncIterator[None]:
    """Keeps the id of `worker` for it while the body runs; raises ConfigError where another program has it.

    Where another one takes it later, which only a store that was long unavailable allows, the program ends likewise.
    """
    with _locked(worker) as holder:
        await _wait_for_lease(worker, holder)
        try:
            async with background(worker.fail, [_renew(worker, holder)]):
                yield
        finally:
            with contextlib.suppress(Transient, TimeoutError):  # else it runs out by itself
                await asyncio.wait_for(worker.store.release(holder), _RELEASE_SECONDS)


@contextlib.contextmanager
def _locked(worker: Worker) -> Iterator[str]:
    """Holds the lock in the data directory; gives the mark in its file."""
    path = worker.data_dir / f"worker-{worker.worker_id}.lock"
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(worker.worker_id) from None
        file.seek(0)
        if not (holder := file.read().strip()):
            holder = uuid.uuid4().hex
            file.write(holder)
            file.flush()
            os.fsync(file.fileno())
        yield holder


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("a+", encoding="ascii")
    except OSError as error:
        told = f"{path}: {error.strerror}; the program needs a data_dir it may write to"
        raise StoreError(told) from error


async def _wait_for_lease(worker: Worker, holder: str) -> None:
    for _ in range(_TRIES):
        if await _claim(worker, holder):
            return
        await worker.sleep(1.0)
    raise _taken(worker.worker_id)


async def _renew(worker: Worker, holder: str) -> None:
    while True:
        await worker.sleep(RENEW_SECONDS)
        with contextlib.suppress(Transient):
            if not await _claim(worker, holder):
                raise _taken(worker.worker_id)


async def _claim(worker: Worker, holder: str) -> bool:
    return await worker.store.claim(f"workers/{worker.worker_id}", holder, worker.clock(), LEASE_SECONDS)


def _taken(worker_id: str) -> ConfigError:
    told = "is that of another program that runs: give each its own, as worker_id in monitor.yaml or by --worker-id"
    return ConfigError((Mistake(f"worker_id '{worker_id}'", None, told),))
