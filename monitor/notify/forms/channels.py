"""What each channel draws and how much it takes, by the name of Apprise's class for it.

Limits are those that the services publish; where a service counts more than what is read (escapes, bytes), so does the
measure. Of a service that is not named here Apprise knows how much it takes, and nobody what it draws.
"""

import html
import json
import re
from typing import Final, NamedTuple

from monitor.notify.forms import dialects
from monitor.notify.forms.cleaning import cleaned
from monitor.notify.forms.cutting import Measure
from monitor.notify.forms.dialects import Escape

_PUNCTUATION: Final = re.compile(r"[\\_*\[\]()~`>#+=|{}.!-]")  # before which Apprise puts a backslash


def _letters(text: str) -> int:
    """UTF-16 code units: who counts characters may count so, and finds no more than these."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _bytes(text: str) -> int:
    """Bytes of UTF-8 with what escaping for Markdown adds, or half of those of JSON in ASCII if that is more.

    Apprise hands ntfy an attachment where that JSON has more than 8,000 bytes.
    """
    return max(len(text.encode("utf-8", "replace")) + len(_PUNCTUATION.findall(text)), len(json.dumps(text)) // 2 + 1)


def _units(text: str) -> int:
    """UTF-16 code units, with what escaping for HTML or Markdown adds, whichever is more."""
    return _letters(text) + max(len(html.escape(text)) - len(text), len(_PUNCTUATION.findall(text)))


class Form(NamedTuple):
    """How a channel is written to."""

    escape: Escape  # of what stands in the text
    title: int  # letters of the title, at most
    whole: int  # of title and text together, as `measure` counts
    measure: Measure = _letters
    bold: str = ""  # what stands around names of lines
    newline: str = "\n"
    is_html: bool = False
    title_escape: Escape | None = None  # where the title is written otherwise than the text


TEXT: Final = Form(dialects.plain, 250, 2_000)
"""For whoever is told nothing of a channel."""

FOR_TERMINALS: Final = Form(cleaned, 250, 20_000)
"""For a terminal, which acts on nothing but control characters."""

_MARKDOWN: Final = Form(dialects.markdown, 250, 2_000, bold="**")
_DATA: Final = Form(cleaned, 250, 20_000)  # for programs, which show it nowhere: text as it was written
_MAIL: Final = Form(dialects.plain, 200, 20_000)  # a header has 998 octets a line; encoding may double them and more

_FORMS: Final = {
    "NotifyDiscord": _MARKDOWN._replace(title=200, whole=1_990),  # 2,000, and 256 for the title of an embed
    "NotifyGuilded": _MARKDOWN._replace(title=200, whole=1_990),
    "NotifyMattermost": _MARKDOWN._replace(whole=3_990),  # 16,383 today, 4,000 before version 5
    "NotifySlack": TEXT._replace(title=140, whole=2_900, measure=_units),  # 150 in a header, 3,000 in a block
    "NotifyTelegram": TEXT._replace(whole=4_000, measure=_units),  # 4,096
    "NotifyMatrix": TEXT._replace(whole=8_000, measure=_bytes),  # an event of 65,536 bytes, with its text twice
    "NotifyNtfy": TEXT._replace(title=200, whole=3_900, measure=_bytes),  # 4,096 bytes; more becomes an attachment
    "NotifyPushover": TEXT._replace(title=240, whole=1_000, measure=_units),  # 250 and 1,024
    "NotifyJSON": _DATA,
    "NotifyXML": _DATA,
    "NotifyForm": _DATA,
}
MAILERS: Final = frozenset(
    f"Notify{name}"
    for name in (
        "Brevo Email Groundmail MailerSend Mailgun Office365 Postmark Resend SES SMTP2Go SendGrid SendPulse SparkPost"
    ).split()
)
"""The services that send mail."""

_HTML_MAIL: Final = _MAIL._replace(whole=90_000, escape=dialects.markup, title_escape=dialects.plain, is_html=True)
_IN_MARKDOWN: Final = {
    # mrkdwn knows no escapes
    "NotifySlack": TEXT._replace(escape=dialects.spread, title=140, whole=2_900, measure=_units),
    "NotifyNtfy": _FORMS["NotifyNtfy"]._replace(escape=dialects.markdown, title_escape=dialects.plain, bold="**"),
}


def form_of(service: str, *, is_html: bool, is_markdown: bool, title: int, text: int) -> Form:
    """The form of the channel that Apprise's class `service` writes to, in the format that its address asks for.

    `title` and `text` are what Apprise takes the service to take, in characters.
    """
    if service in MAILERS:
        return _HTML_MAIL if is_html else _MAIL
    known = (_IN_MARKDOWN.get(service) if is_markdown else None) or _FORMS.get(service)
    if known is not None:
        return known
    newline = "  \n" if is_markdown else "\n"
    return Form(dialects.spread, min(title or 250, 250), max(min(text, 2_000), 1), _units, newline=newline)
