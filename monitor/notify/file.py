"""Alerts at the end of a file, one CloudEvent in JSON a line."""

import asyncio
import contextlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from monitor.errors import DeliveryDelayed
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.records import Alert, Bundle


class FileReceiver:
    """Appends to a file; an alert is taken once it is on the disk.

    The file is opened for each alert, so that it may be moved away at any time (logrotate). Whole lines only: what a
    full disk or a crash cut short is taken back, or ended, before the next line.
    """

    def __init__(self, name: str, path: Path, envelope: Envelope = cloud_event) -> None:
        self.name = name
        self._path, self._envelope = path, envelope
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Appends one line; raises DeliveryDelayed where it cannot be written for now."""
        await self._write(self._envelope(alert) + b"\n")

    async def send_bundle(self, bundle: Bundle) -> None:
        """Appends one line for each alert, all or none; raises DeliveryDelayed where they cannot be written for now."""
        await self._write(b"".join(self._envelope(alert) + b"\n" for alert in bundle.alerts))

    async def _write(self, lines: bytes) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._append, lines)
        except OSError as error:
            raise DeliveryDelayed(f"{self._path}: {error.strerror or error}") from error

    async def close(self) -> None:
        """Releases the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _append(self, lines: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            try:
                _write(file, lines if _ends_a_line(file, size) else b"\n" + lines)
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(size)
                raise


def _ends_a_line(file: BinaryIO, size: int) -> bool:
    if size == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _write(file: BinaryIO, data: bytes) -> None:
    """All of `data`: an unbuffered file may take less than it is given."""
    while data:
        data = data[file.write(data) :]
