"""Dialects of markup: how text is written so that a channel shows it and draws nothing of it."""

import html
import re
from collections.abc import Callable
from typing import Final

from monitor.notify.forms.breaking import broken
from monitor.notify.forms.cleaning import cleaned

Escape = Callable[[str], str]
"""Makes the text of a feed one line of a channel's own markup."""

_MARKDOWN: Final = re.compile(r"[\\`*_~|\[\]#>{}]|^[-+=](?=\s|[-+=])|^\d+(?=[.)]\s)")
_SPREAD: Final = str.maketrans("<>*_`[]|~#@\\{}", "‹›∗＿ˋ［］｜∼＃＠＼｛｝")
_LINE_START: Final = re.compile(r"^(?=[-+=\d])")
_BLANK: Final = "\u200b"


def plain(text: str) -> str:
    """For channels that show text as it is, and for those whose markup Apprise escapes for."""
    return broken(cleaned(text))


def markdown(text: str) -> str:
    """For channels that read Markdown: with a backslash before what it draws."""
    return _MARKDOWN.sub(_escaped, plain(text))


def spread(text: str) -> str:
    """For channels of which it is not known what they draw: with look-alikes in place of all that any markup uses."""
    return _LINE_START.sub(_BLANK, plain(text).translate(_SPREAD))


def markup(text: str) -> str:
    """For HTML."""
    return html.escape(plain(text))


def _escaped(found: re.Match[str]) -> str:
    number = found.group()
    return f"{number}\u200b" if number.isdigit() else f"\\{number}"
