"""Plain text out of what feeds hold: markup removed, entities resolved, nothing that a store or a screen chokes on."""

import html
import re
from collections.abc import Iterable

from inscriptis import get_text  # type: ignore[import-untyped]
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]

# Control characters, and code points that UTF-8 cannot hold or that are no characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_TAG = re.compile(r"<[^<>]*>")
# Tags that only part paragraphs, tags that change nothing in a text, and entities on which all decoders agree.
_SIMPLE = re.compile(r"<(/?(?:p|div|a|b|i|em|strong|u)|br|img)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:/?p|/?div|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"<(?:/?(?:a|b|i|em|strong|u)|img)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[nm]dash|hellip|#(?:3[2-9]|8[2-9]\d\d));)[#a-zA-Z]")
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
    simple = _simply_laid_out(text)
    return clean(simple or _laid_out(text) or html.unescape(_TAG.sub(" ", text)))


def _simply_laid_out(text: str) -> str:
    """What `_laid_out` gives, apart from blanks, where text is of the simplest kind; "" where it is not.

    Most entries are paragraphs with links and stress. This takes a tenth of the time.
    """
    if not _nested(tag[1].lower() for tag in _SIMPLE.finditer(text)):
        return ""
    broken = _BREAK.sub("\n", " ".join(_INLINE.sub("", text).split()))
    if "<" in broken or _OTHER_ENTITY.search(broken):
        return ""
    return html.unescape(broken).strip()


def _nested(tags: Iterable[str]) -> bool:
    """Whether all that is closed was open, and no paragraph stands within stress: what else means, only lxml knows."""
    divisions, stress, paragraph = 0, 0, False
    for tag in tags:
        if tag in ("p", "/p", "div", "/div"):
            if stress or (tag == "/p" and not paragraph):
                return False
            divisions += {"div": 1, "/div": -1}.get(tag, 0)
            paragraph = tag == "p"
        elif tag not in ("br", "img"):
            stress += -1 if tag.startswith("/") else 1
        if divisions < 0 or stress < 0:
            return False
    return True


def _laid_out(text: str) -> str:
    """Markup as a browser would lay it out; "" where it is nested too deep or nothing that lxml calls a document."""
    try:
        laid_out: str = get_text(f"<div>{text}</div>", _LAYOUT)
    except (RecursionError, ValueError, AssertionError, TypeError):
        return ""
    return laid_out.strip()
