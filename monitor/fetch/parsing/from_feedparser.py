"""Entries of feedparser, patched (`feedparser_patch`), as their feed wrote them."""

import re
from collections.abc import Iterator
from typing import Any

from monitor.fetch.parsing.raw_entry import Text, Written

_ALIASED = frozenset({"title", "summary", "link", "id", "author", "language"})
_BINARY = ("image/", "audio/", "video/", "application/pdf")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MOVING = ("video", "audio", "application/x-shockwave-flash")  # media with descriptions that are no captions


def written_entries(document: Any) -> list[Written]:
    """The entries of feedparser's result."""
    is_atom = str(document.get("version")).startswith("atom")
    return [_written(entry, is_atom) for entry in document["entries"]]


def text_of(mapping: Any, name: str) -> str:
    """The value of `name` where it is text. `dict.get`, because feedparser's own falls back to other fields."""
    value = mapping.get(name) if name in _ALIASED else dict.get(mapping, name)
    return value if isinstance(value, str) else ""


def link_of(entry: Any) -> str:
    """Where the entry leads: <link>, else the alternate link of Atom, a guid that is an address, a recording.

    Before them comes what FeedBurner put a link of its own in the place of. The first that is of no other
    scheme than http counts, else the first of all.
    """
    alternate = _links(entry, "alternate")
    pages = [link for link in alternate if "html" in text_of(link, "type")]
    recordings = [link for link in _links(entry, "enclosure") if not text_of(link, "type").startswith("image/")]
    found = [text_of(entry, "feedburner_origlink"), text_of(entry, "text_link")]
    found += [text_of(link, "href") for link in (*pages, *alternate)]
    found += [text_of(entry, "permalink"), *(text_of(link, "href") for link in recordings)]
    given = [address for address in found if address]
    return next((address for address in given if not _OTHER_SCHEME.match(address)), given[0] if given else "")


def title_of(entry: Any) -> str:
    """The entry's title, else that of what it holds."""
    return _first(entry, "title", "dc_title", "itunes_title", "media_title")


def summary_of(entry: Any) -> str:
    """The entry's description, else that of a podcast or a film; not of a picture, which is a caption."""
    media = dict.get(entry, "media_content") or ()
    moving = any((text_of(each, "medium") or text_of(each, "type")).startswith(_MOVING) for each in media)
    given = _first(entry, "summary", "dc_description", "itunes_summary", "itunes_subtitle")
    return given or (text_of(entry, "media_description") if moving else "")


def _first(entry: Any, *names: str) -> str:
    """The first of the texts that there is."""
    return next((value for name in names if (value := text_of(entry, name))), "")


def _written(entry: Any, is_atom: bool) -> Written:
    return Written(
        guid=text_of(entry, "id"),
        link=link_of(entry),
        title=Text(title_of(entry), _says_plain(dict.get(entry, "title_detail"), is_atom)),
        summary=Text(summary_of(entry), _says_plain(dict.get(entry, "summary_detail"), is_atom)),
        contents=tuple(_contents(entry, is_atom)),
        published=text_of(entry, "published").strip(),
        updated=text_of(entry, "updated").strip(),
        authors=tuple(_authors(entry)),
        language=_language(entry),
        tags=tuple(dict.fromkeys(term for tag in dict.get(entry, "tags") or () if (term := text_of(tag, "term")))),
        source=_source(entry),
    )


def _says_plain(detail: Any, is_atom: bool) -> bool:
    """Whether a text is said to hold no markup: RSS says nothing of the kind."""
    return is_atom and bool(detail) and detail.get("explicit") is True and text_of(detail, "type") == "text/plain"


def _contents(entry: Any, is_atom: bool) -> Iterator[Text]:
    for content in dict.get(entry, "content") or ():
        if not text_of(content, "type").startswith(_BINARY):
            yield Text(text_of(content, "value"), _says_plain(content, is_atom))
    if whole := text_of(entry, "yandex_full-text"):  # of feeds for Yandex News
        yield Text(whole)


def _links(entry: Any, rel: str) -> list[Any]:
    return [link for link in dict.get(entry, "links") or () if text_of(link, "rel") == rel]


def _authors(entry: Any) -> list[str]:
    names = [name for author in dict.get(entry, "authors") or () if (name := _first(author, "name", "email"))]
    given = text_of(entry, "author").strip()
    return names or ([given] if given else [])


def _source(entry: Any) -> str:
    """The site or feed that an aggregator has the entry from."""
    source = dict.get(entry, "source") or {}
    return text_of(source, "href") or link_of(source)


def _language(entry: Any) -> str:
    """`xml:lang` of the content, or else of the title."""
    details = [*(dict.get(entry, "content") or ()), dict.get(entry, "title_detail") or {}]
    return next((tag for detail in details if (tag := text_of(detail, "language"))), "")
