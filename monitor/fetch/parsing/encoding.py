"""In which encoding a document is, whatever is said of it, and the document in UTF-8.

What header and declaration say is often wrong; bytes that are valid UTF-8 and not ASCII hardly ever are anything else.
So the order is: a byte order mark, the zeros of UTF-16 and UTF-32, UTF-8 where more of it is valid than not, then what
the header says, the declaration (before it, where the header says ISO-8859-1, as servers do by default), and last what
the letters look like. Names of encodings mean what browsers take them
for (WHATWG, by w3lib): ISO-8859-1 is windows-1252.
"""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import read_bom, resolve_encoding, to_unicode

LONGEST_HEAD: Final = 20_000  # bytes in which a declaration is looked for

_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]{0,300}\?>")
_NAMED = re.compile(rb"<\?xml\s[^<>]{0,300}?encoding\s*=\s*[\"']?\s*([\w.:-]{2,40})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SURROGATES = re.compile(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf]|\xed[\xa0-\xbf])[\x80-\xbf]")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))  # no XML may hold them
_NO_JUNK = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|!DOCTYPE)\b", re.IGNORECASE)
_HIGH = bytes(range(0x80, 0x100))
_BLANK = " \t\r\n\x0b\x0c\x00\ufeff"
_WIDE = ("utf-16", "utf-32")  # what is said of them counts only where the bytes look like it
_SEVEN_BIT = ("iso2022", "hz")  # their bytes are ASCII
# Bytes of windows-1252 that stand beside ASCII letters in real texts. Not those that are the rest of a quotation mark
# or an ellipsis of UTF-8 that was cut.
_WESTERN = frozenset(range(0xA0, 0x100)) - {0xA6}
_PUNCTUATION = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97")  # also beside a blank
_CUT = frozenset(b"\xc2\xc3\xe2\xf0")  # what most cut characters of UTF-8 begin with
_GUESSES = (
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
_GUESSED_FROM = 50_000  # bytes
_ENOUGH = 20  # bytes that are not ASCII, of which a guess is made


def is_utf8(document: bytes, content_type: str) -> bool:
    """Whether `in_utf8` leaves all characters of `document` as they are."""
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in document and not any(name.startswith(_SEVEN_BIT) for name in _names(document, content_type))


def in_utf8(document: bytes, content_type: str) -> bytes:
    """`document` in UTF-8 from its root on, without XML declaration and control characters; of a JSON, all of it.

    A byte that is no character costs one, which is U+FFFD then. Never raises.
    """
    text = text_of(document, content_type).lstrip(_BLANK)
    if not text.startswith(("{", "[")):
        text = _DECLARATION.sub("", _without_junk(text), count=1).lstrip(_BLANK)
    return text.encode("utf-8", "replace").translate(None, _CONTROLS)


def text_of(document: bytes, content_type: str) -> str:
    """The characters of `document`."""
    wide = _wide(document)
    if wide:
        return document.decode(wide, "replace")
    names = _names(document, content_type)
    seven = next((name for name in names if name.startswith(_SEVEN_BIT)), None)
    if seven and document.isascii():
        return document.decode(seven, "replace")
    text = mostly_utf8(document)
    name = next((name for name in sorted(names, key="cp1252".__eq__) if name != "utf-8"), None)
    if text is not None or name is None:
        return text or _guessed(document)
    return to_unicode(document, name)


def mostly_utf8(document: bytes) -> str | None:
    """The characters of a document of which more is valid UTF-8 than is not; None for any other."""
    try:
        return document.decode()
    except UnicodeDecodeError:
        document = _SURROGATES.sub(_joined, document)
    plain = document.decode("utf-8", "replace")
    bad = plain.count("\ufffd") - document.count(b"\xef\xbf\xbd")
    good = len(plain) - len(plain.encode("ascii", "ignore")) - bad
    fine = good >= bad or document.startswith(codecs.BOM_UTF8)
    return document.decode("utf-8", "feed-bytes") if fine else None


def _guessed(document: bytes) -> str:
    """A document of which nothing true is said; Western where but single letters are not ASCII."""
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]{3,}", document))
    if high >= _ENOUGH and 2 * high > len(document) - len(document.translate(None, _HIGH)):
        letters = b" ".join(re.findall(rb"[^\x00-\x1f<>\"'=/]{3,}", document))[:_GUESSED_FROM]
        best = from_bytes(letters, cp_isolation=list(_GUESSES), threshold=0.5).best()
        if best is not None:
            return to_unicode(document, best.encoding)
    return document.decode("utf-8", "feed-bytes")


def _wide(document: bytes) -> str | None:
    """UTF-16 or UTF-32, by its byte order mark, or by where its zeros are."""
    encoding, _ = read_bom(document)
    if encoding and encoding.startswith(_WIDE):
        return encoding
    head = document[:400]
    zeros = [head[place::4].count(0) * 8 > len(head[place::4]) * 3 for place in range(4)]  # of ASCII, most are
    return _ZEROS.get((zeros[0], zeros[1], zeros[2], zeros[3])) if len(head) >= 8 else None


_ZEROS = {
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}


def _names(document: bytes, content_type: str) -> list[str]:
    """What header and declaration say, in this order, where it is an encoding of single bytes."""
    charset, declared = _CHARSET.search(content_type), _NAMED.search(document, 0, LONGEST_HEAD)
    given = (charset and charset[1], declared and declared[1].decode("ascii", "replace"))
    found = (resolve_encoding(name) for name in given if name)
    return [name for name in found if name and not name.startswith(_WIDE) and _is_text(name)]


def _is_text(name: str) -> bool:
    """Whether a codec of Python decodes text (others are those of base64 or zip)."""
    return codecs.lookup(name)._is_text_encoding


def _without_junk(text: str) -> str:
    """`text` from its declaration on, where only junk stands before, such as warnings of PHP."""
    start = text.find("<?xml ", 0, LONGEST_HEAD)
    return text[start:] if start > 0 and not _NO_JUNK.search(text, 0, start) else text


def _joined(halves: re.Match[bytes]) -> bytes:
    """Two surrogates written as characters of their own (CESU-8): the character that they are; U+FFFD for one alone."""
    pair = halves[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
    return pair.decode("utf-16", "replace").encode()


def _one_character(error: UnicodeError) -> tuple[str, int]:
    """What bytes that are no UTF-8 become: U+FFFD, or a Western letter where they stand beside ASCII letters.

    Looks at nothing but the bytes beside: what becomes of a text must not depend on other texts of the document.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start, end, given = error.start, error.end, error.object
    byte, before, after = given[start], _ascii(given[max(start - 4, 0) : start][::-1]), _ascii(given[end : end + 4])
    western = byte in _WESTERN and (before.isalpha() or after.isalpha())
    cut = byte in _CUT and not after.isalpha()
    if end - start > 1 or cut or not (western or (byte in _PUNCTUATION and before and after)):
        return "\ufffd", end
    return bytes((byte,)).decode("cp1252"), end


def _ascii(beside: bytes) -> bytes:
    """The first of the bytes beside that is ASCII."""
    return beside.lstrip(_HIGH)[:1]


codecs.register_error("feed-bytes", _one_character)
