"""Several alerts in one message, in a form: each with what is new, why it is here and its link, as far as they fit.

Where not all of them fit, they are shown by title, link and id alone, and those that do not fit even so are counted.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.alerting.messages.overview import Overview
from monitor.alerting.messages.pieces import Item, Line
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.channels import Form
from monitor.notify.forms.cutting import cut
from monitor.notify.forms.rendering import Rendered, joined, length, measured, shown_line, shown_title

_TITLE: Final = 200  # letters of the title of an item, at most
_ABOUT: Final = 300  # the same of what is told of it
_REST: Final = 60  # room for the line that counts the rest


def listed(overview: Overview, form: Form) -> Rendered:
    """`overview` in `form`; nothing that a feed wrote acts in it."""
    title = shown_title(overview.title, form)
    ends = [shown_line(Line(overview.intro), form), shown_line(overview.id, form)]
    room = form.whole - form.measure(title) - 2 - length(ends, form)
    rows, count = _fitting(overview.items, room, form)
    left = len(overview.items) - count
    rest = [_rest(left, overview.more)] if left or overview.more else []
    return Rendered(title, joined([ends[0], *rows, *rest, ends[1]], form))


def _fitting(items: Sequence[Item], room: int, form: Form) -> tuple[list[str], int]:
    """The rows of all `items` in full, else of as many as fit by title and link."""
    rows = [row for number, item in enumerate(items, start=1) for row in _in_full(number, item, form)]
    if length(rows, form) + _REST <= room:
        return [*rows, ""], len(items)
    rows = []
    for number, item in enumerate(items, start=1):
        short = _in_short(number, item, form)
        if length((*rows, *short), form) + _REST > room:
            return rows, number - 1
        rows += short
    return rows, len(items)


def _in_full(number: int, item: Item, form: Form) -> list[str]:
    about = (shown_line(line, form, _ABOUT) for line in (*item.about, Line(item.source, "Source")))
    rows = [_title(number, item, form), *about, safe_link(item.link), *_released(item, form), _silence(item, form)]
    return ["", *(row for row in rows if row)]


def _released(item: Item, form: Form) -> Iterator[str]:
    """The articles that were held, each with its link; the rest is counted."""
    for article in item.articles:
        yield form.escape(f"- {cut(article.title, _TITLE, measured(form))}")
        yield safe_link(article.link)
    if item.more:
        yield f"and {item.more:,} more held"


def _silence(item: Item, form: Form) -> str:
    page = safe_link(item.reply.page)
    return f"{form.bold}Mute or acknowledge:{form.bold} {page}" if page else shown_line(item.silence, form)


def _in_short(number: int, item: Item, form: Form) -> list[str]:
    """Its title, its link, and the id by which commands silence it."""
    return [row for row in (_title(number, item, form), safe_link(item.link), form.escape(item.alert)) if row]


def _title(number: int, item: Item, form: Form) -> str:
    title = cut(" ".join(item.title.split()), _TITLE, measured(form))
    return form.escape(f"({number}) [{item.severity}] {title}")


def _rest(items: int, more: int) -> str:
    """How many are counted only: stories that did not fit, and alerts beyond those of the bundle."""
    parts = [f"{items:,} more {'story' if items == 1 else 'stories'}"] if items else []
    parts += [f"{more:,} more {'alert' if more == 1 else 'alerts'}"] if more else []
    return f"and {' and '.join(parts)}"
