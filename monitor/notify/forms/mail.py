"""Messages as mails in HTML: readable without images, in the dark, and with styles of their own elements only.

No colour of text or background is set but for what says how loud something is, in shades that can be read on white and
on black, so that the reader's own colours hold. Apprise makes the part in plain text from it, which takes of a link its
words alone: links therefore stand there as addresses, or with the address beside them, unseen.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.alerting.messages.message import Message
from monitor.alerting.messages.overview import Overview
from monitor.alerting.messages.pieces import Item, Line, Reply
from monitor.notify.forms.breaking import safe_link
from monitor.notify.forms.channels import Form
from monitor.notify.forms.cutting import cut, cut_around
from monitor.notify.forms.dialects import markup
from monitor.notify.forms.rendering import Rendered, shown_title
from monitor.records import Severity

_COLOURS: Final = {
    Severity.LOW: "#6b7280",
    Severity.MEDIUM: "#0e7fa8",
    Severity.HIGH: "#c2570c",
    Severity.CRITICAL: "#dc2626",
}
_PAGE: Final = "margin:0;padding:16px;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_COLUMN: Final = "max-width:640px;margin:0 auto"
_CARD: Final = "border-left:4px solid {colour};padding:0 0 0 12px;margin:0 0 24px"
_BADGE: Final = "margin:0;font-size:12px;font-weight:700;letter-spacing:.05em;color:{colour}"
_HEAD: Final = "margin:0 0 6px;font-size:17px;line-height:1.3;font-weight:600"
_LINE_STYLE: Final = "margin:0 0 4px"
_NEW: Final = "margin:0 0 4px;font-weight:600"
_SMALL: Final = "margin:0 0 4px;font-size:13px;opacity:.8"
_LINK: Final = "color:inherit"
_UNSEEN: Final = "display:none;mso-hide:all;max-height:0;overflow:hidden"

_PLAIN: Final = ("", "What", "Watches", "Also")  # lines of an item that say nothing new
_TITLE: Final = 250  # letters
_SENTENCE: Final = 1_200
_TEXT: Final = 600
_MOST: Final = 90_000  # bytes of a mail; of longer ones some programs show a part only


def mail(message: Message, form: Form) -> Rendered:
    """`message` as a mail."""
    lines = [
        *_lines((*message.changes, *message.held), _NEW),
        *_sentence(message),
        *_lines(message.event, _LINE_STYLE),
        *(_card(item) for item in message.items),
        *_rest(message.more, "alert"),
        *_lines((message.source,), _SMALL),
        *_link(message.link),
        *_lines((message.reason,), _SMALL),
        *(_reply(message.reply) if message.reply.page else _lines((message.silence,), _SMALL)),
        *_lines((message.id,), _SMALL),
    ]
    head = "" if message.items else message.title.partition("] ")[2]
    return Rendered(shown_title(message.title, form), _page([_framed(message.severity, head, message.link, lines)]))


def mail_of_several(overview: Overview, form: Form) -> Rendered:
    """`overview` as a mail; stories beyond what programs show of one are counted."""
    cards: list[str] = []
    size = 0
    for item in overview.items:
        card = _card(item)
        size += len(card.encode())
        if size > _MOST:
            break
        cards.append(card)
    body = [
        *_lines((Line(overview.intro),), _LINE_STYLE + ";margin-bottom:20px"),
        *cards,
        *_rest(len(overview.items) - len(cards), "story"),
        *_rest(overview.more, "alert"),
        *_lines((overview.id,), _SMALL),
    ]
    return Rendered(shown_title(overview.title, form), _page(body))


def _page(body: Iterable[str]) -> str:
    scheme = '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8">{scheme}</head>'
    return f'{head}<body style="{_PAGE}"><div style="{_COLUMN}">{"".join(body)}</div></body></html>'


def _card(item: Item) -> str:
    """One of several articles."""
    new = [line for line in item.about if line.name not in _PLAIN]
    told = [line for line in item.about if line.name in _PLAIN]
    lines = [
        *_lines(new, _NEW),
        *_lines(told, _LINE_STYLE),
        *_lines((Line(item.source, "Source"),), _SMALL),
        *_link(item.link),
        *_released(item),
        *(_reply(item.reply) if item.reply.page else _lines((item.silence,), _SMALL)),
    ]
    return _framed(item.severity, item.title, item.link, lines)


def _released(item: Item) -> Iterator[str]:
    """The articles that were held, each with its link; the rest is counted."""
    for article in item.articles:
        yield from _lines((Line(f"– {article.title}"),), _LINE_STYLE)
        yield from _link(article.link)
    yield from _rest(item.more, "match")


def _framed(severity: Severity, title: str, link: str, lines: Iterable[str]) -> str:
    colour = _COLOURS[severity]
    badge = f'<p style="{_BADGE.format(colour=colour)}">{severity.upper()}</p>'
    shown = markup(cut(" ".join(title.split()), _TITLE, len))
    url = markup_of_link(link)
    head = f'<a href="{url}" style="{_LINK}">{shown}</a>' if url and shown else shown
    framed = f'<p style="{_HEAD}">{head}</p>' if head else ""
    return f'<div style="{_CARD.format(colour=colour)}">{badge}{framed}{"".join(lines)}</div>'


def _sentence(message: Message) -> Iterator[str]:
    text = " ".join(message.sentence.split())
    if text:
        yield f'<p style="{_LINE_STYLE}">{markup(cut_around(text, message.words, _SENTENCE, len))}</p>'


def _lines(lines: Iterable[Line], style: str) -> Iterator[str]:
    for line in lines:
        if line.text:
            name = f"<b>{line.name}:</b> " if line.name else ""
            yield f'<p style="{style}">{name}{markup(cut(line.text, _TEXT, len))}</p>'


def _link(url: str) -> Iterator[str]:
    if shown := markup_of_link(url):
        yield f'<p style="{_SMALL}"><a href="{shown}" style="{_LINK}">{shown}</a></p>'


def _reply(reply: Reply) -> Iterator[str]:
    """A link for each action; beside them, for the part in plain text, the address where all can be chosen."""
    if page := markup_of_link(reply.page):
        links = (f'<a href="{markup_of_link(url)}" style="{_LINK}">{label}</a>' for label, url in reply.actions)
        unseen = f'<span style="{_UNSEEN}">: {page}</span>'
        yield f'<p style="{_SMALL}"><b>Silence:</b> {" · ".join(links)}{unseen}</p>'


def _rest(count: int, what: str) -> Iterator[str]:
    if count:
        many = {"story": "stories", "match": "matches"}.get(what, f"{what}s")
        yield f'<p style="{_LINE_STYLE}">and {count:,} more {what if count == 1 else many}</p>'


def markup_of_link(url: str) -> str:
    """`url` as it stands in an attribute or in the text; "" where it is no link to a web page."""
    return safe_link(url).replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;")
