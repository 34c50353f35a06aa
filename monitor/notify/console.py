"""Alerts on a terminal, readable at a glance.

What a feed wrote is shown as plain text: no markup of rich, no control characters (which could move the cursor or set
the title of the window), no marks that turn the direction of writing.
"""

import asyncio
import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from monitor.alerting.message import bundle_title, event_lines, message
from monitor.alerting.published import published
from monitor.errors import DeliveryDelayed
from monitor.notify.forms.cleaning import UNSHOWABLE
from monitor.records import Alert, Bundle, Evidence, Part, Severity

_BADGES: Final = {
    Severity.LOW: "bold black on bright_black",
    Severity.MEDIUM: "bold black on cyan",
    Severity.HIGH: "bold black on yellow",
    Severity.CRITICAL: "bold white on red",
}
_MATCHED: Final = "bold reverse"


class ConsoleReceiver:
    """Prints alerts. A terminal that does not read on (Ctrl-S, a full pipe) holds up this receiver only."""

    def __init__(self, name: str, terminal: Console | None = None) -> None:
        """`terminal` is the standard output if None."""
        self.name = name
        self._terminal = terminal or Console()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Prints one alert; raises DeliveryDelayed where the terminal is gone."""
        await self._show(render(alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        """Prints one bundle; raises DeliveryDelayed where the terminal is gone."""
        await self._show(render_bundle(bundle))

    async def _show(self, page: RenderableType) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._print, page)
        except (OSError, ValueError) as error:  # ValueError: the stream was closed
            raise DeliveryDelayed(f"cannot print: {error}") from error

    async def close(self) -> None:
        """Releases the thread; the terminal stays open."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _print(self, shown: RenderableType) -> None:
        # Where nobody reads on, rich itself would end the program; where a letter has no code, raise.
        stream = self._terminal.file
        encoding = getattr(stream, "encoding", None) or "utf-8"
        stream.write(self._rendered(shown).encode(encoding, "replace").decode(encoding))
        stream.flush()

    def _rendered(self, shown: RenderableType) -> str:
        page, like = io.StringIO(), self._terminal
        Console(file=page, width=like.width, force_terminal=like.is_terminal, no_color=like.no_color).print(shown)
        return page.getvalue()


def render(alert: Alert) -> RenderableType:
    """`alert` for a rich console: severity, watch, title, sentence, event, source, link and reason."""
    head = Text.assemble((f" {alert.severity.upper()} ", _BADGES[alert.severity]), " ", (_shown(alert.watch), "bold"))
    head.append(f"  {_shown(alert.watchlist)} · {alert.raised:%Y-%m-%d %H:%M} UTC", "dim")
    lines = [_title(alert), *_sentence(alert), *_event(alert), _source(alert), Text(_shown(alert.reason), "dim")]
    return Group(head, Padding(Group(*lines), (0, 0, 1, 2)))


def render_bundle(bundle: Bundle) -> RenderableType:
    """`bundle` for a rich console: why these alerts come together, then each as it would be alone."""
    more = [Text(f"and {bundle.more} more", "dim")] if bundle.more else []
    return Group(Text(bundle_title(bundle), "bold underline"), *map(render, bundle.alerts), *more)


def _title(alert: Alert) -> Text:
    spans = ((piece.matched.start, piece.matched.end) for piece in alert.evidence if piece.field is Part.TITLE)
    return _highlighted(alert.title, spans, "bold")


def _sentence(alert: Alert) -> list[Text]:
    """The sentence with its matched words, unless the title has just said it."""
    if not message(alert).sentence.strip():
        return []
    inside = (piece for piece in alert.evidence if piece.sentence.text == alert.sentence)
    return [_highlighted(alert.sentence, (_within_sentence(piece) for piece in inside), "")]


def _event(alert: Alert) -> list[Text]:
    """Who did what to whom, and below it how that is told."""
    if alert.event is None:
        return []
    first, *others = event_lines(alert.event)
    known = " · ".join(f"{line.name}: {line.text}" for line in others)
    return [Text(_shown(first.text), "italic"), Text(_shown(known), "dim italic")]


def _within_sentence(piece: Evidence) -> tuple[int, int]:
    return piece.matched.start - piece.sentence.start, piece.matched.end - piece.sentence.start


def _source(alert: Alert) -> Text:
    others = f"{alert.publishers} publishers so far" if alert.publishers > 1 else ""
    parts = [Text(part) for part in (_shown(alert.publisher), published(alert), others) if part]
    if alert.url:
        parts.append(Text(_shown(alert.url), "blue underline", overflow="fold"))
    return Text(" · ").join(parts)


def _highlighted(text: str, spans: Iterable[tuple[int, int]], style: str) -> Text:
    shown = Text(_shown(text), style)
    for start, end in spans:
        shown.stylize(_MATCHED, start, end)
    return shown


def _shown(text: str) -> str:
    """`text` of the same length, with a space for whatever a terminal would obey."""
    return UNSHOWABLE.sub(" ", text)
