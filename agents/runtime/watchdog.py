"""Ends a program that no longer gets on, so that whoever supervises it starts it again.

Two kinds of stall are known of Faust: an event loop that no longer turns, and messages that wait for an agent that
processes none although nothing is wrong with the log. The first is seen by a thread, the second by the signs of life of
each agent: a message processed, or a retry of something that is unavailable. That others get on is no excuse. The loops
that poll and send give such a sign each time they look for work.
"""

import asyncio
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Mapping

from monitor.errors import Transient

log = logging.getLogger(__name__)

EXIT_STALLED = 70  # EX_SOFTWARE of sysexits.h
LOOP_SECONDS = 120.0  # that the event loop may stand still


class Watchdog:
    """Watches the loop from a thread, and the work from the loop."""

    def __init__(
        self,
        waiting: Callable[[], Awaitable[Mapping[str, int]]],
        *,
        loop_seconds: float = LOOP_SECONDS,
        work_seconds: float = 240.0,
        rounds: Collection[str] = (),
        end: Callable[[int], None] = os._exit,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`waiting` says how many messages wait for each agent; a stall of that long ends the program by `end`.

        `rounds` are the loops that look for work again and again, and so never have a reason to give no sign of life.
        """
        self._rounds = rounds
        self._waiting, self._end, self._monotonic = waiting, end, monotonic
        self._loop_seconds, self._work_seconds = loop_seconds, work_seconds
        self._ticked = monotonic()
        self._lived: dict[str, float] = {}  # by agent: when it got on last, or had nothing to do
        self._closed = threading.Event()

    def sign_of_life(self, agent: str) -> None:
        """`agent` got on."""
        self._lived[agent] = self._monotonic()

    def check(self, waiting: Mapping[str, int]) -> str | None:
        """What is stalled at this moment, with so many messages `waiting` for each agent, or None."""
        now = self._monotonic()
        if now - self._ticked > self._loop_seconds:
            return f"the event loop has not turned for {now - self._ticked:.0f} s"
        for agent, messages in waiting.items():
            if not messages or agent not in self._lived:
                self._lived[agent] = now
        for name in self._rounds:
            self._lived.setdefault(name, now)
        longest_first = sorted([*waiting, *self._rounds], key=lambda name: self._lived[name])
        stalled = [name for name in longest_first if now - self._lived[name] > self._work_seconds]
        return "; ".join(self._idle(name, waiting.get(name, 0), now - self._lived[name]) for name in stalled) or None

    def _idle(self, name: str, messages: int, seconds: float) -> str:
        if name in self._rounds:
            return f"{name} has not looked for work for {seconds:.0f} s"
        return f"{messages} messages wait for {name}, which processed none for {seconds:.0f} s"

    async def run(self) -> None:
        """Watches until cancelled."""
        thread = threading.Thread(target=self._watch_loop, name="watchdog", daemon=True)
        thread.start()
        try:
            while True:
                self._ticked = self._monotonic()
                await asyncio.sleep(self._loop_seconds / 20)
                self._judge(self.check(await self._count()))
        finally:
            self._closed.set()

    async def _count(self) -> Mapping[str, int]:
        """How many messages wait for each; none that we know of while the log is unavailable, which is no stall."""
        try:
            return await self._waiting()
        except Transient:
            return dict.fromkeys(self._lived, 0)

    def _watch_loop(self) -> None:
        while not self._closed.wait(self._loop_seconds / 10):
            if self._monotonic() - self._ticked > self._loop_seconds:
                self._judge(self.check({}))

    def _judge(self, stall: str | None) -> None:
        if stall is not None:
            log.critical("stalled %s; the stacks follow, exit %d", stall, EXIT_STALLED)
            faulthandler.dump_traceback(sys.stderr)
            self._end(EXIT_STALLED)
