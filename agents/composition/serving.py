"""The API beside the chain, in the same process and loop."""

import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Final

from agents.composition.program import Program
from agents.runtime.backlog import backlog
from agents.runtime.faust_app import GROUP
from agents.runtime.lifecycle import background
from agents.topics import ALERTS
from monitor.errors import WirewatchError
from monitor.web.admission import Admission
from monitor.web.app import build
from monitor.web.desk import Desk
from monitor.web.server import serving as served
from monitor.web.stream.alerts import AlertFeed

log = logging.getLogger(__name__)

_OURS: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


@contextlib.asynccontextmanager
async def serving(program: Program, *, once: bool) -> AsyncIterator[None]:
    """The API is answered where it is configured and the program runs on.

    Where its address is taken, as by another worker on this machine, that is logged: alerts do not wait for it.
    """
    settings = program.configuration.settings.web
    async with contextlib.AsyncExitStack() as stack:
        if settings is not None and not once:
            try:
                await stack.enter_async_context(_answering(program, settings.listen))
            except WirewatchError as error:
                log.error("web_not_served error=%s", error)
        yield


@contextlib.asynccontextmanager
async def _answering(program: Program, listen: str) -> AsyncIterator[None]:
    """The API at `listen`; raises WirewatchError where that is taken."""
    host, _, port = listen.rpartition(":")
    alerts = AlertFeed(program.log, ALERTS)
    app = Admission(build(desk(program, alerts)), _OURS | {host})
    async with served(app, host.strip("[]"), int(port)), background(program.fail, [alerts.watch()]):
        try:
            yield
        finally:
            alerts.close()  # an open stream costs the server its whole patience


def desk(program: Program, alerts: AlertFeed) -> Desk:
    """What the API reads of `program`."""

    async def unread() -> int:
        return sum((await backlog(program.log, GROUP)).values())

    return Desk(
        store=program.store,
        log=program.log,
        alerts=alerts,
        configuration=lambda: program.configuration,
        unread=unread,
        clock=program.clock,
    )
