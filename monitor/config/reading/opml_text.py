"""OPML as programs write it, made into XML that a parser reads; every line stays where it is.

Repaired are what is before the declaration, characters that XML cannot hold, a bare `&` or `<`, and the names that HTML
has for characters.
"""

import codecs
import re
from html.entities import html5

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SHAPES = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARATION = re.compile(r"\s*<\?xml\s.{0,200}?\?>", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_OTHERWISE = "windows-1252"
_AMPERSAND = re.compile(r"&(?:(#(?:\d{1,20}|[xX][0-9a-fA-F]{1,20})|[A-Za-z][A-Za-z0-9]{1,31});)?")
_BARE_LESS = re.compile(r"<(?![A-Za-z/!?])")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def repaired(raw: bytes) -> str:
    """The text of the file in `raw`, without a declaration, as XML."""
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), _decoded(raw), count=1)
    return _AMPERSAND.sub(_reference, _BARE_LESS.sub("&lt;", UNFIT.sub("", text)))


def _decoded(raw: bytes) -> str:
    """By byte order mark, else by declaration where it fits the bytes, else as UTF-8 or what Windows wrote."""
    for start, encoding in (*_MARKS, *_SHAPES):
        if raw.startswith(start):
            return raw.decode(encoding, "replace").removeprefix("\ufeff")
    declared = _ENCODING.search(raw[:1000])
    for encoding in ("utf-8", declared[1].decode() if declared else _OTHERWISE):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode(_OTHERWISE, "replace")


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return found[0]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return found[0] if number < 0x110000 and not UNFIT.match(chr(number)) else ""
    return "".join(f"&#{ord(character)};" for character in html5.get(f"{name};", "")) or f"&amp;{name};"
