"""The receivers that are open, by the names that the ledger knows them by."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rich.console import Console

from monitor.alerting.messages.pieces import Replies, no_replies
from monitor.clock import Clock
from monitor.notify.base import Receiver
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.notify.open import open_receiver
from monitor.notify.spec import ReceiverSpec


class OpenReceivers(Mapping[str, Receiver]):
    """The receivers in force. `terminal` is where a console receiver prints, the standard output if None.

    One that is taken out may still be at an alert, so it is closed at the next change or at the end, not at once.
    """

    def __init__(
        self,
        clock: Clock,
        deadline_seconds: float,
        terminal: Console | None = None,
        envelope: Envelope = cloud_event,
        replies: Replies = no_replies,
        own: Mapping[str, Receiver] | None = None,
    ) -> None:
        """`own` are receivers that no configuration names; they are closed with the others."""
        self._own = own or {}
        self._opened = partial(
            open_receiver,
            clock=clock,
            deadline_seconds=deadline_seconds,
            terminal=terminal,
            envelope=envelope,
            replies=replies,
        )
        self._open: dict[str, tuple[ReceiverSpec, Receiver]] = {}
        self._retired: list[Receiver] = []

    def open(self, specs: Sequence[ReceiverSpec]) -> None:
        """Makes `specs` those in force; those that have not changed go on. Raises ConfigError, and changes nothing."""
        kept = {spec.name: self._open[spec.name] for spec in specs if self._is_open(spec)}
        opened = {spec.name: (spec, self._opened(spec)) for spec in specs if spec.name not in kept}
        gone = [receiver for name, (_, receiver) in self._open.items() if name not in kept]
        self._open = kept | opened
        self._retired += gone

    async def close_retired(self) -> None:
        """Closes those that were taken out."""
        while self._retired:
            await self._retired.pop().close()

    async def close(self) -> None:
        """Closes all."""
        self.open(())
        await self.close_retired()
        for receiver in self._own.values():
            await receiver.close()

    def __getitem__(self, name: str) -> Receiver:
        return self._own[name] if name in self._own else self._open[name][1]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._own, *self._open))

    def __len__(self) -> int:
        return len(self._own) + len(self._open)

    def _is_open(self, spec: ReceiverSpec) -> bool:
        return spec.name in self._open and self._open[spec.name][0] == spec
