"""Fields of entries as every format has them, cleaned and bounded: no feed makes a record too large to handle."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urljoin, urlsplit

from monitor.fetch.parsing import plain_text as plain
from monitor.identity import without_tracking

MAX_ENTRIES = 5_000  # of one document
MAX_GUID = 4_000  # characters, as all below
MAX_LINK = 4_000
MAX_TITLE = 1_000
MAX_TEXT = 200_000
MAX_NAME = 200  # of an author or a tag
MAX_NAMES = 50

_BREAKS = re.compile(r"[\t\r\n]\s*")  # with what a line is indented by
_ILLEGAL = re.compile(r"[\s\"<>\\^`{|}]|%(?![0-9a-fA-F]{2})", re.ASCII)
_REDIRECT = re.compile(  # Google Alerts, Bing News, Facebook, VK, YouTube, Reddit, Tumblr, Outlook
    r"https?://(?:(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/url|www\.bing\.com/(?:news/)?apiclick\.aspx|lm?\.facebook\.com/l\.php"
    r"|vk\.com/away\.php|www\.youtube\.com/redirect|out\.reddit\.com/|t\.umblr\.com/redirect"
    r"|[a-z0-9]+\.safelinks\.protection\.outlook\.com/)(?=[^#]*[?&](?:url|q|u|to|z)=https?)",
    re.IGNORECASE,
)
_TARGETS = ("url", "q", "u", "to", "z")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8}){0,8}", re.ASCII)


def guid(value: str) -> str:
    """What a feed calls an entry; white space around it does not count."""
    return plain.clean(value).strip()[:MAX_GUID]


def link(value: str, base: str) -> str:
    """An address, absolute; "" where it is none of http or https, or longer than a link can be.

    What no address may hold is percent-encoded, but for the letters of other scripts.
    """
    try:
        absolute = urljoin(base, _ILLEGAL.sub(lambda found: quote(found[0]), written_address(value)))
        parts = urlsplit(absolute)
        usable = parts.scheme in ("http", "https") and parts.hostname and len(absolute) <= MAX_LINK
    except ValueError:
        return ""
    return absolute if value.strip() and usable else ""


def page(value: str, base: str) -> str:
    """The address of an article, for people: as `link`, behind redirects, without what only tells who reads it."""
    address = link(value, base)
    return without_tracking(behind(address) or address)


def behind(address: str) -> str:
    """Where a redirect of a search engine or network leads, which names it in its address; "" for all others."""
    found = _REDIRECT.match(address)
    if not found:
        return ""
    named = (pair.partition("=") for pair in urlsplit(address).query.split("&"))
    given = next((unquote(target) for name, _, target in named if name in _TARGETS), "")
    return link(given, "")


def written_address(value: str) -> str:
    """An address as it was meant where it is broken over lines, escaped twice or begins with www."""
    given = _BREAKS.sub("", plain.clean(value).strip()).replace("&amp;", "&")
    return f"https://{given}" if given.lower().startswith("www.") else given


def title(value: str) -> str:
    """A heading in one line."""
    return plain.line(value, MAX_TITLE)


def plain_title(value: str) -> str:
    """A heading that holds no markup: `<` means itself."""
    return plain.plain_line(value, MAX_TITLE)


def text(value: str) -> str:
    """A body, paragraphs parted by a newline."""
    return plain.paragraphs(value, MAX_TEXT)


def plain_text(value: str) -> str:
    """A body that holds no markup: `<` and `&` mean themselves. Paragraphs are parted by a newline."""
    lines = (" ".join(part.split()) for part in plain.clean(value).splitlines())
    return "\n".join(part for part in lines if part)[:MAX_TEXT].rstrip()


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Authors or tags, each once."""
    unique = dict.fromkeys(plain.line(value, MAX_NAME) for value in values if value)
    unique.pop("", None)
    return tuple(unique)[:MAX_NAMES]


def language(value: str | None) -> str | None:
    """A BCP 47 tag; None for what is none ("en_US" is read as "en-US")."""
    tag = (value or "").strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None
