"""A receiver of each kind together with the place where its alerts arrive, which can go away and come back."""

import io
import json
import re
from pathlib import Path
from typing import Protocol

from rich.console import Console as Terminal

from monitor.errors import DeliveryDelayed
from monitor.notify.base import Receiver
from monitor.notify.memory import MemoryReceiver
from monitor.notify.open import open_receiver
from monitor.notify.spec import AppriseTarget, Console, File, Webhook
from monitor.secret import Secret
from tests.notify.hook import Hook


class Site(Protocol):
    receiver: Receiver

    def arrived(self) -> list[str]:
        """The titles of the alerts that arrived, in order."""

    def shown(self) -> list[str]:
        """All that arrived, message by message."""

    async def go_away(self) -> None: ...

    async def come_back(self) -> None: ...


class MemorySite:
    def __init__(self) -> None:
        self._memory = MemoryReceiver("desk")
        self.receiver: Receiver = self._memory

    def arrived(self) -> list[str]:
        bundled = [alert for bundle in self._memory.bundles for alert in bundle.alerts]
        return [alert.title for alert in [*self._memory.taken, *bundled]]

    def shown(self) -> list[str]:
        return [str(each) for each in (*self._memory.taken, *self._memory.bundles)]

    async def go_away(self) -> None:
        self._memory.failures.append(DeliveryDelayed("away"))

    async def come_back(self) -> None:
        self._memory.failures.clear()


class Pipe(io.StringIO):
    broken = False

    def write(self, text: str) -> int:
        if self.broken:
            raise BrokenPipeError("Broken pipe")
        return super().write(text)


class ConsoleSite:
    def __init__(self) -> None:
        self._pipe = Pipe()
        self.receiver = open_receiver(Console(name="desk"), terminal=Terminal(file=self._pipe, width=200))

    def arrived(self) -> list[str]:
        blocks = re.split(r"\n\s*\n", self._pipe.getvalue())
        return [block.splitlines()[1].strip() for block in blocks if block.strip()]

    def shown(self) -> list[str]:
        return [self._pipe.getvalue()]

    async def go_away(self) -> None:
        self._pipe.broken = True

    async def come_back(self) -> None:
        self._pipe.broken = False


class FileSite:
    def __init__(self, directory: Path) -> None:
        self._path = directory / "alerts" / "today.jsonl"
        self.receiver = open_receiver(File(name="desk", path=str(self._path)))

    def arrived(self) -> list[str]:
        return [json.loads(line)["data"]["title"] for line in self._path.read_text().splitlines()]

    def shown(self) -> list[str]:
        return [self._path.read_text()]

    async def go_away(self) -> None:
        self._path.mkdir(parents=True)

    async def come_back(self) -> None:
        self._path.rmdir()


class WebhookSite:
    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self.receiver = open_receiver(Webhook(name="desk", url=Secret(f"http://{hook.place}"), allow_private=True))

    def arrived(self) -> list[str]:
        return [json.loads(request.body)["data"]["title"] for request in self._hook.requests]

    def shown(self) -> list[str]:
        return [request.body.decode() for request in self._hook.requests]

    async def go_away(self) -> None:
        await self._hook.stop()

    async def come_back(self) -> None:
        await self._hook.start()


class AppriseSite(WebhookSite):
    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self.receiver = open_receiver(AppriseTarget(name="desk", url=Secret(f"json://{hook.place}")))

    def arrived(self) -> list[str]:
        return [json.loads(request.body)["title"].removeprefix("[high] ") for request in self._hook.requests]
