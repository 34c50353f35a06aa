"""Plain text out of what feeds hold: markup removed, entities resolved, nothing that a store or a screen chokes on."""

import html
import re

from inscriptis import get_text  # type: ignore[import-untyped]
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]

# Control characters, and code points that UTF-8 cannot hold or that are no characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_LAYOUT = ParserConfig(display_images=False, display_links=False, display_anchors=False)


def clean(text: str) -> str:
    """`text` without characters that no text should have."""
    return _UNFIT.sub("", text)


def line(text: str, limit: int) -> str:
    """`text`, plain or with markup, as one line of at most `limit` characters."""
    return " ".join(plain(text).split())[:limit]


def paragraphs(text: str, limit: int) -> str:
    """`text`, plain or with markup, as paragraphs parted by a newline, of at most `limit` characters."""
    lines = (_SPACES.sub(" ", part).strip() for part in plain(text).splitlines())
    return "\n".join(part for part in lines if part)[:limit].rstrip()


def plain(text: str) -> str:
    """`text` without markup; text that holds neither tag nor entity is returned as it is, control characters apart."""
    text = clean(text)
    if not _MARKUP.search(text):
        return text
    return clean(_laid_out(text) or html.unescape(_TAG.sub(" ", text)))


def _laid_out(text: str) -> str:
    """Markup as a browser would lay it out; "" where it is nested too deep or nothing that lxml calls a document."""
    try:
        laid_out: str = get_text(f"<div>{text}</div>", _LAYOUT)
    except (RecursionError, ValueError, AssertionError, TypeError):
        return ""
    return laid_out.strip()
