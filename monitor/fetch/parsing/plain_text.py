"""Plain text out of what feeds hold: markup removed, entities resolved, nothing that a store or a screen chokes on."""

import html
import re
from collections.abc import Iterable
from typing import Final

from inscriptis import get_text  # type: ignore[import-untyped]
from inscriptis.css_profiles import CSS_PROFILES  # type: ignore[import-untyped]
from inscriptis.html_properties import Display  # type: ignore[import-untyped]
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]
from inscriptis.model.html_element import HtmlElement  # type: ignore[import-untyped]
from lxml.html import defs  # type: ignore[import-untyped]

# Control characters, code points that UTF-8 cannot hold or that are no characters, and what is not seen inside words.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u2060\ud800-\udfff\ufeff\ufffe\uffff]")
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)  # whether a text holds any of these, or of those below
_C1 = re.compile("[\x80-\x9f]")  # controls that nobody writes: they are characters of windows-1252
_ZERO_WIDTH = re.compile("(?<=[\u0020-\u0dff\u1e00-\u2bff])\u200b+|\u200b+(?=[\u0020-\u0dff\u1e00-\u2bff])")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_TAG = re.compile(r"<[^<>]*>")
# Tags that only part paragraphs, tags that change nothing in a text, and entities on which all decoders agree.
_SIMPLE = re.compile(r"<(/?(?:p|div|a|b|i|em|strong|u|span)|br|img|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:/?p|/?div|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"<(?:/?(?:a|b|i|em|strong|u|span)|img|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[nm]dash|hellip|#(?:3[2-9]|8[2-9]\d\d));)[#a-zA-Z]")
_SPACES = re.compile(r"[^\S\n]+")
# A caption by its class, as WordPress and others have it. Here and below no group that is repeated is possessive: up to
# Python 3.11.3 such a group forgets what was captured before it.
_CAPTION = re.compile(
    r"<(p|div|span|small|em|dd)\s[^<>]*\bclass\s*=\s*[\"']?[^\"'<>]*\b(?:wp-)?caption[^<>]*>[^<]{0,1000}+"
    r"(?:<(?!/?\1\b)[^<>]*>[^<]{0,1000}+){0,9}</\1\s*>|\[caption\b[^\]]{0,300}\].{0,1000}?\[/caption\]",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(  # what a reader shows in another place, or instead of what it cannot show
    r"<(audio|video|object|iframe|noscript|template|button|svg)\b[^<>]*(?<!/)>"
    r"[^<]*+(?:<(?!/?\1\b)[^<]*+)*</\1\s*>",
    re.IGNORECASE,
)
_HTML: Final = frozenset(defs.tags) | {"bdi", "data", "dialog", "frame", "main", "nobr", "picture", "template"}
_ANGLE = re.compile(r"<(?:([a-zA-Z][\w.:-]*)([^<>]*)>?|(?=[^a-zA-Z/!?]|/[^a-zA-Z]))")
_SECTION = re.compile(r"\A\s*<!\[CDATA\[(.*?)(?:\]\]>\s*)?\Z", re.DOTALL)  # of XML, escaped once more
_CLOSED = re.compile(r"</([\w.:-]+)")
_BARE = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(\s*/?)>")
# Markup and entities that are still there once they should be gone: they were escaped once too often.
_ESCAPED = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote)>|<br ?/?>|<(?:p|img|a)\s[^<>]*>"
    r"|&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip);"
)
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_UNSEEN = ("figcaption", "caption")
_BLOCKS = ("section", "dt", "dd", "details", "summary", "center", "fieldset", "legend", "form", "option", "hr")
_SHEET: Final = {
    **CSS_PROFILES["relaxed"],
    "span": HtmlElement(),
    **{tag: HtmlElement(display=Display.none) for tag in _UNSEEN},
    **{tag: HtmlElement(display=Display.block) for tag in _BLOCKS},
}
_LAYOUT = ParserConfig(css=_SHEET, display_images=False, display_links=False, display_anchors=False)


def clean(text: str) -> str:
    """`text` without characters that no text should have."""
    if not _ODD.search(text):
        return text
    text = _UNFIT.sub("", text)
    text = _C1.sub(_of_windows, text)
    return _ZERO_WIDTH.sub("", text) if "\u200b" in text else text


def _of_windows(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("cp1252", "ignore")


def line(text: str, limit: int) -> str:
    """`text`, plain or with markup, as one line of at most `limit` characters; only what HTML knows is a tag."""
    return " ".join(plain(_with_tags_of_html(_ANGLE, text)).split())[:limit]


def plain_line(text: str, limit: int) -> str:
    """`text` that holds no markup as one line; references to characters count, as nobody means them as they stand."""
    return " ".join(clean(_REFERENCE.sub(_character, text)).split())[:limit]


def paragraphs(text: str, limit: int) -> str:
    """`text`, plain or with markup, as paragraphs parted by a newline, of at most `limit` characters."""
    lines = (_SPACES.sub(" ", part).strip() for part in plain(text).splitlines())
    return "\n".join(part for part in lines if part)[:limit].rstrip()


def plain(text: str) -> str:
    """`text` without markup; text that holds neither tag nor entity is returned as it is, control characters apart."""
    once = _without_markup(text)
    twice = ("<" in once or "&" in once) and "<code" not in text and _ESCAPED.search(once)
    return _without_markup(once) if twice else once


def _without_markup(text: str) -> str:
    text = clean(text)
    if not _MARKUP.search(text):
        return text
    if "<![CDATA[" in text:
        text = _SECTION.sub(r"\1", text)
    if "aption" in text:
        text = _CAPTION.sub("", text)
    text = _with_tags_of_html(_BARE, _ASIDE.sub("", text))
    simple = _simply_laid_out(text)
    return clean(simple or _laid_out(text) or html.unescape(_TAG.sub(" ", text)))


def _character(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def _with_tags_of_html(tags: re.Pattern[str], text: str) -> str:
    """`text`, in which what begins like a tag is escaped where HTML has none of that name and nothing closes it."""
    if not tags.search(text):
        return text
    closed = set(_CLOSED.findall(text))
    return tags.sub(lambda tag: tag[0] if _is_tag(tag, closed) else tag[0].replace("<", "&lt;"), text)


def _is_tag(tag: re.Match[str], closed: set[str]) -> bool:
    name, rest = tag[1] or "", tag[2] or ""
    of_html = name.lower() in _HTML and not rest.startswith(",")
    return bool(name) and (of_html or "=" in rest or ":" in name or name in closed)


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
        elif tag not in ("br", "img", "wbr"):
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
