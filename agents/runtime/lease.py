"""A lease that is kept for as long as its work takes, and runs out soon after its worker has died.

What one worker alone may do (poll a host, send to a receiver) may take longer than others should have to wait for a
worker that was killed: a deadline may be set to ten minutes. So a lease is short and renewed while the work goes on.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

LEASE_SECONDS = 60.0  # how long the work of a worker that died is left alone
RENEW_SECONDS = 20.0


@asynccontextmanager
async def renewed(
    claim: Callable[[], Awaitable[bool]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[None]:
    """Renews a lease by `claim`, which says whether it is still ours, while the body runs; until then it must be ours.

    Where it was lost (the store was unavailable for too long) it is left to the other worker. The body goes on:
    what it does can be done twice.
    """
    renewing = asyncio.create_task(_renew(claim, sleep))
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)


async def _renew(claim: Callable[[], Awaitable[bool]], sleep: Callable[[float], Awaitable[None]]) -> None:
    await sleep(RENEW_SECONDS)
    while await claim():
        await sleep(RENEW_SECONDS)
