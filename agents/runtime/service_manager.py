"""Tells the service manager that started the program (systemd) how it fares, by sd_notify(3).

Where none asks to be told, nothing is sent. Nothing that goes wrong here is the program's concern: it runs on.
"""

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import Mapping
from typing import Final, Self

log = logging.getLogger(__name__)

ADDRESS: Final = "NOTIFY_SOCKET"
PERIOD: Final = "WATCHDOG_USEC"
PROCESS: Final = "WATCHDOG_PID"


class ServiceManager:
    """The socket of the service manager, or none."""

    def __init__(self, address: str = "", watchdog_seconds: float = 0.0) -> None:
        """`watchdog_seconds` is after what silence the program is taken for dead; 0 where nobody looks."""
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._watchdog_seconds = watchdog_seconds

    @classmethod
    def of(cls, environ: Mapping[str, str], process: int) -> Self:
        """The one that `environ` names; its watchdog only where that looks at `process`."""
        period, looked_at = environ.get(PERIOD, ""), environ.get(PROCESS, str(process))
        is_watched = period.isdecimal() and looked_at == str(process)
        return cls(environ.get(ADDRESS, ""), int(period) / 1e6 if is_watched else 0.0)

    def ready(self, status: str = "") -> None:
        """The program works, or has read its files again; `status` says what runs, on one line."""
        self._tell("READY=1", *([f"STATUS={status}"] if status else []))

    def reloading(self) -> None:
        """The files are read again; `ready` is told after."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """The program ends."""
        self._tell("STOPPING=1")

    async def keep_alive(self) -> None:
        """Says that the loop turns, often enough for the watchdog, until cancelled."""
        while self._address and self._watchdog_seconds:
            self._tell("WATCHDOG=1")
            await asyncio.sleep(self._watchdog_seconds / 3)

    def _tell(self, *states: str) -> None:
        if not self._address:
            return
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)) as manager:
            manager.setblocking(False)
            try:
                manager.sendto("\n".join(states).encode(), self._address)
            except OSError as error:
                log.warning("service_manager_deaf state=%s error=%s", states[0], error)
