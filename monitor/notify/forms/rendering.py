"""A message in a form: title and text, cut to what the channel takes.

Title, source, link and id come first, since by them people find the rest; then the sentence, what happened, which watch
and by which words, as far as there is room.
"""

import html
from collections.abc import Sequence
from typing import Final, NamedTuple

from monitor.alerting.message import Line, Message
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.channels import Form
from monitor.notify.forms.cutting import cut, cut_around

_LEAST: Final = 24  # letters of a line that is worth cutting
_SENTENCE: Final = 1_200  # letters of a sentence, at most, however much a channel takes
_LINE: Final = 600  # the same of any other line


class Rendered(NamedTuple):
    """What is handed to a channel."""

    title: str
    body: str


def rendered(message: Message, form: Form) -> Rendered:
    """`message` in `form`; nothing that its feed wrote acts in it."""
    title = _title(message, form)
    room = form.whole - form.measure(title) - 2
    fixed = _fixed(message, room, form)
    left = room - _length(fixed, form)
    first = _more(message, left, form)
    behind = _behind(message, left - _length(first, form), form)
    lines = [*first, *fixed[:-1], *behind, *fixed[-1:]]
    return Rendered(title, _joined(lines, form))


def _title(message: Message, form: Form) -> str:
    escape = form.title_escape or form.escape
    room = min(form.title, form.whole // 2)
    return escape(cut(message.title, room, lambda text: form.measure(escape(text))))


def _more(message: Message, room: int, form: Form) -> list[str]:
    """The sentence and what happened."""
    lines: list[str] = []
    if message.sentence:
        sentence = _sentence(message, min(room - len(form.newline), _SENTENCE), form)
        lines += [sentence] if sentence else []
    for line in (*message.event, *message.story):
        _add(lines, line, room, form)
    return lines


def _behind(message: Message, room: int, form: Form) -> list[str]:
    """Which watch, and by which words."""
    lines: list[str] = []
    for line in (message.matched, message.reason):
        _add(lines, line, room, form)
    return lines


def _add(lines: list[str], line: Line, room: int, form: Form) -> None:
    """Adds `line` as far as it fits."""
    left = room - _length(lines, form) - len(form.newline)
    shown = _line(line, form, min(left, _LINE))
    if shown:
        lines.append(shown)


def _sentence(message: Message, room: int, form: Form) -> str:
    if room < _LEAST:
        return ""
    text = " ".join(message.sentence.split())
    return form.escape(cut_around(text, message.words, room, lambda text: form.measure(form.escape(text))))


def _line(line: Line, form: Form, room: int = _LINE) -> str:
    if not line.text:
        return ""
    name = f"{form.bold}{line.name}:{form.bold} " if line.name else ""
    if room < len(name) + min(len(line.text), _LEAST):
        return ""
    text = cut(line.text, room - len(name), lambda text: form.measure(form.escape(text)))
    return f"{name}{form.escape(text)}" if text else ""


def _fixed(message: Message, room: int, form: Form) -> list[str]:
    """Source, link and id, as far as they fit. A link that does not is told to be too long: half a link is none."""
    link = safe_link(message.link)
    shown = html.escape(link) if form.is_html else link
    told = _line(Line(f"too long to be shown here, {len(link):,} characters", "Link"), form)
    source, identity = _line(message.source, form), _line(message.id, form)
    choices = ([source, shown, identity], [shown, identity], [source, told, identity], [identity])
    fitting = (rows for rows in choices if _length(rows, form) <= room)
    return [row for row in next(fitting, []) if row]


def _length(rows: Sequence[str], form: Form) -> int:
    return sum(form.measure(row) + len(form.newline) for row in rows)


def _joined(lines: Sequence[str], form: Form) -> str:
    if not form.is_html:
        return form.newline.join(lines)
    return "".join(f"<p>{_anchor(line)}</p>" for line in lines)


def _anchor(line: str) -> str:
    return f'<a href="{line}">{line}</a>' if line.startswith(("http://", "https://")) else line
