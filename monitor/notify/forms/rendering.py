"""A message in a form: title and text, cut to what the channel takes.

What is new, the link, the link that silences and the id stay, since by them people find the rest; then the source; then
the sentence, what happened, which watch and by which words, as far as there is room.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from monitor.alerting.messages.message import Message
from monitor.alerting.messages.pieces import Item, Line
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.channels import Form
from monitor.notify.forms.cutting import Measure, cut, cut_around

_LEAST: Final = 24  # letters of a line that is worth cutting
_SENTENCE: Final = 1_200  # letters of a sentence, at most, however much a channel takes
_LINE: Final = 600  # the same of any other line
_ITEM: Final = 160  # the same of the title of one of several articles
_NEW: Final = 0.4  # part of the room that what is new may take
_FEW: Final = 3  # articles that a short channel shows of what was held
_WIDE: Final = 10_000  # from so much room on, a channel shows all of them


class Rendered(NamedTuple):
    """What is handed to a channel."""

    title: str
    body: str


def rendered(message: Message, form: Form) -> Rendered:
    """`message` in `form`; nothing that its feed wrote acts in it."""
    title = shown_title(message.title, form)
    room = form.whole - form.measure(title) - 2
    fixed = _fixed(message, room, form)
    left = room - length((*fixed.link, *fixed.end), form)
    new = _as_far_as_they_fit((*message.changes, *message.held), int(left * _NEW), form)
    left -= length(new, form)
    items = _items(message, left, form)
    left -= length(items, form)
    sentence = _sentence(message, left, form)
    left -= length(sentence, form)
    about = _as_far_as_they_fit(message.event, left, form)
    reason = _as_far_as_they_fit((message.reason,), left - length(about, form), form)
    lines = [*new, *sentence, *about, *items, *fixed.link, *reason]
    silence = () if fixed.has_page else (message.silence,)
    silencing = _as_far_as_they_fit(silence, room - length((*lines, *fixed.end), form), form, whole=True)
    return Rendered(title, joined([*lines, *silencing, *fixed.end], form))


def shown_title(title: str, form: Form) -> str:
    """`title` as far as `form` takes it."""
    escape = form.title_escape or form.escape
    room = min(form.title, form.whole // 2)
    return escape(cut(title, room, lambda text: form.measure(escape(text))))


def shown_line(line: Line, form: Form, room: int = _LINE, *, whole: bool = False) -> str:
    """`line` as far as it fits, or not at all where it must be `whole`; "" where hardly anything does."""
    if not line.text:
        return ""
    name = f"{form.bold}{line.name}:{form.bold} " if line.name else ""
    measure = measured(form)
    if room < len(name) + (measure(line.text) if whole else min(len(line.text), _LEAST)):
        return ""
    text = cut(line.text, room - len(name), measure)
    return f"{name}{form.escape(text)}" if text else ""


def measured(form: Form) -> Measure:
    """How long a text is once it is escaped."""
    return lambda text: form.measure(form.escape(text))


def length(rows: Iterable[str], form: Form) -> int:
    """What `rows` take, with the ends of their lines."""
    return sum(form.measure(row) + len(form.newline) for row in rows)


def joined(lines: Sequence[str], form: Form) -> str:
    """`lines` as one text."""
    return form.newline.join(lines)


def _as_far_as_they_fit(lines: Iterable[Line], room: int, form: Form, *, whole: bool = False) -> list[str]:
    shown: list[str] = []
    for line in lines:
        left = room - length(shown, form) - len(form.newline)
        if text := shown_line(line, form, min(left, _LINE), whole=whole):
            shown.append(text)
    return shown


def _items(message: Message, room: int, form: Form) -> list[str]:
    """What is released, as far as it fits; the rest is counted."""
    most = len(message.items) if form.whole >= _WIDE else _FEW
    shown: list[str] = []
    count = 0
    for item in message.items[:most]:
        rows = _item(item, form)
        if length((*shown, *rows), form) + _LEAST > room:
            break
        shown += rows
        count += 1
    left = message.more + len(message.items) - count
    return [*shown, f"and {left:,} more"] if left and shown else shown


def _item(item: Item, form: Form) -> list[str]:
    title = form.escape(cut(f"[{item.severity}] {item.title}", _ITEM, measured(form)))
    return [row for row in (title, safe_link(item.link)) if row]


def _sentence(message: Message, room: int, form: Form) -> list[str]:
    room = min(room - len(form.newline), _SENTENCE)
    if room < _LEAST or not message.sentence.strip():
        return []
    text = " ".join(message.sentence.split())
    return [form.escape(cut_around(text, message.words, room, measured(form)))]


class _Fixed(NamedTuple):
    """What is shown before all else is given room."""

    link: list[str]  # source and link
    end: list[str]  # the link that silences, and the id

    @property
    def has_page(self) -> bool:
        """Whether the link that silences is there."""
        return len(self.end) > 1


def _fixed(message: Message, room: int, form: Form) -> _Fixed:
    """As far as it fits. A link that does not is told to be too long: half a link is none."""
    link, page = safe_link(message.link), safe_link(message.reply.page)
    told = shown_line(Line(f"too long to be shown here, {len(link):,} characters", "Link"), form)
    source, identity = shown_line(message.source, form), shown_line(message.id, form)
    silence = [f"{form.bold}Mute or acknowledge:{form.bold}", page] if page else []
    choices = [
        _Fixed([source, link], [*silence, identity]),
        _Fixed([link], [*silence, identity]),
        _Fixed([source, told], [*silence, identity]),
        _Fixed([source, link], [identity]),
        _Fixed([link], [identity]),
        _Fixed([source, told], [identity]),
        _Fixed([], [identity]),
    ]
    fits = (choice for choice in choices if length((*choice.link, *choice.end), form) <= room)
    link_rows, end = next(fits, _Fixed([], []))
    return _Fixed([row for row in link_rows if row], [row for row in end if row])
