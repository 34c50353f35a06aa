"""Alerts on a terminal, readable at a glance.

What a feed wrote is shown as plain text: no markup of rich, no control characters (which could move the cursor or set
the title of the window), no marks that turn the direction of writing.
"""

import asyncio
import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from monitor.alerting.messages.message import Message, message
from monitor.alerting.messages.overview import overview
from monitor.alerting.messages.pieces import NO_REPLY, Item, Line, Replies, Reply, no_replies
from monitor.errors import DeliveryDelayed
from monitor.notify.forms.channels import FOR_TERMINALS
from monitor.notify.forms.cleaning import UNSHOWABLE
from monitor.notify.forms.rendering import Rendered
from monitor.notify.forms.writing import Writer
from monitor.notify.spec import Template
from monitor.records import Alert, Bundle, Evidence, Part, Severity

_BADGES: Final = {
    Severity.LOW: "bold black on bright_black",
    Severity.MEDIUM: "bold black on cyan",
    Severity.HIGH: "bold black on yellow",
    Severity.CRITICAL: "bold white on red",
}
_MATCHED: Final = "bold reverse"
_INDENT: Final = "  "


class ConsoleReceiver:
    """Prints alerts. A terminal that does not read on (Ctrl-S, a full pipe) holds up this receiver only."""

    def __init__(
        self,
        name: str,
        terminal: Console | None = None,
        replies: Replies = no_replies,
        template: Template | None = None,
    ) -> None:
        """`terminal` is the standard output if None; `replies` gives the links that mute and acknowledge."""
        self.name, self._replies = name, replies
        self._writer = _writer(name, template, replies) if template else None
        self._terminal = terminal or Console()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Prints one alert; raises DeliveryDelayed where the terminal is gone."""
        written = _printed(self._writer.alert(alert)) if self._writer else render(alert, self._replies(alert))
        await self._show(written)

    async def send_bundle(self, bundle: Bundle) -> None:
        """Prints one bundle; raises DeliveryDelayed where the terminal is gone."""
        written = _printed(self._writer.bundle(bundle)) if self._writer else render_bundle(bundle, self._replies)
        await self._show(written)

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
        copy = Console(file=page, width=like.width, force_terminal=like.is_terminal, no_color=like.no_color)
        copy.print(shown, crop=False)  # a link may be longer than a line
        return page.getvalue()


def _writer(name: str, template: Template, replies: Replies) -> Writer:
    from monitor.notify.templates.writing import Templated  # takes long to import, and few receivers have one

    return Templated(name, template, FOR_TERMINALS, replies)


def _printed(written: Rendered) -> RenderableType:
    """A message by a template: its text alone, which says its title where it wants to."""
    lines = (_whole(line, "") if "://" in line else Text(line, overflow="fold") for line in written.body.split("\n"))
    return Group(*lines, "")


def render(alert: Alert, reply: Reply = NO_REPLY) -> RenderableType:
    """`alert` for a rich console: severity, watch, title, what is new, sentence, event, source, link and reason."""
    told = message(alert, reply)
    head = Text.assemble((f" {alert.severity.upper()} ", _BADGES[alert.severity]), " ", (_shown(alert.watch), "bold"))
    head.append(f"  {_shown(alert.watchlist)} · {alert.raised:%Y-%m-%d %H:%M} UTC", "dim")
    new = [Text(line, "bold") for line in _lines((*told.changes, *told.held))]
    lines = [_title(alert), *new, *_sentence(alert, told), *_event(told), *_items(told), *_source(told), *_end(told)]
    return Group(head, *_indented(lines), "")


def render_bundle(bundle: Bundle, replies: Replies = no_replies) -> RenderableType:
    """`bundle` for a rich console: why these alerts come together, then story by story."""
    told = overview(bundle, replies)
    head = Text.assemble((f" {told.severity.upper()} ", _BADGES[told.severity]), " ", (_shown(told.title), "bold"))
    stories = (line for item in told.items for line in _story(item))
    more = [Text(f"and {told.more:,} more")] if told.more else []
    lines = [Text(_shown(told.intro), "dim"), *stories, *more, Text(_shown(told.id.text), "dim")]
    return Group(head, *_indented(lines), "")


def _story(item: Item) -> Iterator[RenderableType]:
    yield Text(_shown(f"[{item.severity}] {item.title}"), "bold")
    about = [Text(line, overflow="fold") for line in _lines(item.about)]
    yield from _indented([*about, *_origin(item.source, item.link), *_released(item)])
    yield from _indented(_silencing(item.reply, item.silence))


def _released(item: Item) -> Iterator[Text]:
    """The articles that were held, each with its link."""
    for article in item.articles:
        yield Text(_shown(f"- {article.title}"))
        yield from _origin("", article.link)
    if item.more:
        yield Text(f"and {item.more:,} more held")


def _title(alert: Alert) -> Text:
    spans = ((piece.matched.start, piece.matched.end) for piece in alert.evidence if piece.field is Part.TITLE)
    return _highlighted(alert.title, spans, "bold")


def _sentence(alert: Alert, told: Message) -> list[Text]:
    """The sentence with its matched words, unless the title has just said it."""
    if not told.sentence.strip():
        return []
    inside = (piece for piece in alert.evidence if piece.sentence.text == alert.sentence)
    return [_highlighted(alert.sentence, (_within_sentence(piece) for piece in inside), "")]


def _event(told: Message) -> list[Text]:
    """What happened, and below it how that is told."""
    return [Text(line, "italic" if place == 0 else "dim italic") for place, line in enumerate(_lines(told.event))]


def _items(told: Message) -> Iterator[RenderableType]:
    """What it releases."""
    for item in told.items:
        yield Text(_shown(f"[{item.severity}] {item.title}"))
        yield from _indented(_origin(item.source, item.link))
    if told.more:
        yield Text(f"and {told.more:,} more")


def _source(told: Message) -> list[Text]:
    return _origin(told.source.text, told.link)


def _origin(source: str, link: str) -> list[Text]:
    """Whose an article is, and below it its link."""
    return [*([Text(_shown(source))] if source else []), *([_whole(link, "blue underline")] if link else [])]


def _end(told: Message) -> list[Text]:
    """Why it came, and how to silence it."""
    reason = [Text(line, "dim", overflow="fold") for line in _lines((told.reason,))]
    return [*reason, *_silencing(told.reply, told.silence)]


def _silencing(reply: Reply, silence: Line) -> list[Text]:
    """The link, on a line of its own, and the commands."""
    link = [Text("Mute or acknowledge:", "dim"), _whole(reply.page, "dim")] if reply.page else []
    return [*link, *(Text(line, "dim", overflow="fold") for line in _lines((silence,)))]


def _whole(line: str, style: str) -> Text:
    """A line that stays in one piece, however narrow the terminal: half a link is none."""
    return Text(_shown(line), style, no_wrap=True, overflow="ignore")


def _indented(lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """`lines` two columns further in; a padding would cut what must stay whole."""
    for line in lines:
        if isinstance(line, Text) and line.no_wrap:
            yield Text.assemble(_INDENT, line, no_wrap=True, overflow="ignore")
        else:
            yield Padding(line, (0, 0, 0, len(_INDENT)))


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    """`lines` with their names, those that say something."""
    shown = ((line.name, _shown(line.text)) for line in lines if line.text)
    return (f"{name}: {text}" if name else text for name, text in shown)


def _within_sentence(piece: Evidence) -> tuple[int, int]:
    return piece.matched.start - piece.sentence.start, piece.matched.end - piece.sentence.start


def _highlighted(text: str, spans: Iterable[tuple[int, int]], style: str) -> Text:
    shown = Text(_shown(text), style)
    for start, end in spans:
        shown.stylize(_MATCHED, start, end)
    return shown


def _shown(text: str) -> str:
    """`text` of the same length, with a space for whatever a terminal would obey."""
    return UNSHOWABLE.sub(" ", text)
