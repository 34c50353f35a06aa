"""Starting and stopping Faust, and the work beside it, so that neither can hold up the end of the program."""

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from typing import Any

import faust

from agents.runtime.faust_app import leave_group
from monitor.errors import LogError

log = logging.getLogger(__name__)

_LOOK_SECONDS, _STOP_SECONDS = 0.5, 5.0
END_SECONDS = 15.0  # after it was told to stop; systemd and Docker are told to kill what takes 20


@contextlib.asynccontextmanager
async def started(app: faust.App, ended: "asyncio.Future[None]") -> AsyncIterator[None]:
    """Faust, started; it may wait for a broker for ever, so that the end of the program is looked at meanwhile."""
    starting = asyncio.ensure_future(app.start())
    await asyncio.wait({starting, ended}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if starting.done():
            await starting
        yield
    finally:
        starting.cancel()
        await _stop(app, failed=ended.done() and ended.exception() is not None)


async def _stop(app: faust.App, *, failed: bool) -> None:
    """Ends Faust. Where no broker answers, that would take for ever; all that matters is in the log and the store."""
    leave_group(app)
    try:
        await asyncio.wait_for(app.stop(), _STOP_SECONDS)
    except TimeoutError:
        log.error("stopped_without_the_log nothing is lost: what was in work is done again at the next start")
        logging.shutdown()
        os._exit(1 if failed else 0)
    except Exception:
        if not failed:  # else this follows from that, and that is what is told
            raise


def end_soon(seconds: float = END_SECONDS, *, end: Callable[[int], None] = os._exit) -> None:
    """Ends the process after `seconds`, in a thread: a call to what is silent may hold up everything else until then.

    What is acknowledged is done; the rest is done again at the next start.
    """

    def give_up() -> None:
        log.error("stopped_by_force seconds=%.0f nothing is lost: what was in work is done again", seconds)
        logging.shutdown()
        end(0)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()


@contextlib.asynccontextmanager
async def background(
    fail: Callable[[BaseException], None], works: Sequence[Coroutine[Any, Any, None]]
) -> AsyncIterator[None]:
    """Runs `works` beside the body; the failure of one ends the program, the end of the body ends them."""

    async def guarded(work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it is ends the program, which raises it
            fail(error)

    tasks = [asyncio.create_task(guarded(work)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for work in works:
            work.close()  # where the body ended before it began


async def watch(app: faust.App) -> None:
    """Raises what made Faust give up."""
    while not app.crashed:  # noqa: ASYNC110 - Faust offers no event for it
        await asyncio.sleep(_LOOK_SECONDS)
    raise LogError(f"the agents have stopped: {app.crash_reason!r}")
