"""A question to the log that is asked again for a while: a broker that is busy may not be ready for the first one."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from monitor.errors import Transient

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

PATIENCE_SECONDS: Final = 30.0
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0  # seconds between two tries


async def ask_patiently(
    ask: Callable[[], Awaitable[T]], *, sleep: Sleep = asyncio.sleep, monotonic: Callable[[], float] = time.monotonic
) -> T:
    """The answer to `ask`, tried again while it raises Transient, for `PATIENCE_SECONDS` at most.

    Raises Transient with the last reason when these are over, and what `ask` raises besides.
    """
    wait, end = _FIRST_WAIT, monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return await ask()
        except Transient as error:
            if monotonic() + wait > end:
                raise Transient(f"{error}; tried again for {PATIENCE_SECONDS:g} s") from error
        await sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)
