"""Plain entries read without feedparser, as feedparser would read them.

Of RSS 0.9x to 2.0, RSS 1.0 and Atom 1.0 it knows the elements that nearly all news entries are made of, in their usual
form: each once, text only. Anything else, and anything that feedparser treats in a way of its own, is refused, and then
feedparser reads the document. Where a whole feed is read, both read it, and only a feed on which they agree is read
this way later (see `monitor.fetch.incremental.reparse`).
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError, fromstring

from feedparser.api import StrictFeedParser  # type: ignore[import-untyped]

from monitor.fetch.parsing.feedparser_patch import author_name
from monitor.fetch.parsing.raw_entry import Text, Written

_CONTENT, _DC = "{http://purl.org/rss/1.0/modules/content/}", "{http://purl.org/dc/elements/1.1/}"
_ATOM, _RSS1 = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?][^\s;\[\]]*)?")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//)[^\s]+")
_WINDOWS = re.compile("[\x80-\x9f]")  # characters that feedparser takes for those of windows-1252
_PLAIN_NAME = re.compile(r"[^@<>]{1,200}")
_MEDIA = "{http://search.yahoo.com/mrss/}"
_IN_MEDIA = {f"{_MEDIA}{name}" for name in ("credit", "thumbnail", "content", "copyright", "text")}
_KNOWN = frozenset(uri.lower() for uri in StrictFeedParser.namespaces)


class Unusual(Exception):
    """This document is not for the fast path."""


def read_quickly(document: bytes) -> list[Written]:
    """The entries of a UTF-8 document that is a root and entries alone; raises Unusual where one is not plain."""
    try:
        root = fromstring(document)  # noqa: S314 - no DOCTYPE gets here, so no entities
    except (ParseError, ValueError, LookupError) as error:
        raise Unusual from error
    language = root.get(_LANG, "").replace("_", "-")
    return [_Entry(item, language).written() for item in root]


class _Entry:
    """One entry, as its elements are gone through."""

    def __init__(self, item: Element, language: str) -> None:
        self._language = language
        self._once: dict[str, str] = {}  # what may stand in an entry once
        self._authors: list[str] = []
        self._tags: list[str] = []
        self._permalink = self._has_enclosure = False
        self._plain: set[str] = set()  # fields that are said to hold no markup
        for name, value in item.attrib.items():
            if name != _ABOUT:
                raise Unusual
            self._once["about"] = value
        readers = _ITEMS.get(item.tag)
        if readers is None:
            raise Unusual
        for element in item:
            readers.get(element.tag, _Entry.stranger)(self, element)

    def written(self) -> Written:
        given = self._once
        guid, content = given.get("guid", given.get("about", "")), given.get("content")
        detailed = content is not None or "title" in given
        address = guid if self._permalink and guid.startswith(("http://", "https://")) else ""
        link = given.get("origin") or given.get("link") or address
        if not link and self._has_enclosure:
            raise Unusual
        return Written(
            guid=guid,
            link=link,
            title=self._marked("title"),
            summary=self._marked("summary") if "summary" in given or content is None else Text(content),
            contents=() if content is None else (self._marked("content"),),
            published=given.get("published", ""),
            updated=given.get("updated", ""),
            authors=tuple(self._authors),
            language=self._language if detailed else "",
            tags=tuple(dict.fromkeys(self._tags)),
            source=given.get("source", ""),
        )

    def _marked(self, name: str) -> Text:
        return Text(self._once.get(name, ""), name in self._plain)

    def text(self, element: Element) -> None:
        """Title, summary, content, dates."""
        self._keep(_FIELDS[element.tag], _text(element))

    def typed_text(self, element: Element) -> None:
        kind = element.attrib.pop("type", None)
        if kind not in (None, "text", "html"):
            raise Unusual
        if kind == "text":
            self._plain.add(_FIELDS[element.tag])
        self.text(element)

    def link(self, element: Element) -> None:
        self._keep("link", _address(_text(element)))

    def origin(self, element: Element) -> None:
        self._keep("origin", _address(_text(element)))

    def other_link(self, element: Element) -> None:
        """A link that leads elsewhere, or one of Atom in an entry of RSS."""
        if len(element) or element.get("rel") not in _OTHER_LINKS or "href" not in element.attrib:
            raise Unusual
        self._has_enclosure = self._has_enclosure or element.get("rel") == "enclosure"

    def atom_link(self, element: Element) -> None:
        kind = element.get("rel", "alternate")
        if len(element) or (element.text or "").strip() or "href" not in element.attrib:
            raise Unusual
        if kind == "alternate":
            if element.get("type", "text/html") != "text/html":
                raise Unusual
            self._keep("link", _address(element.attrib["href"]))
        else:
            self.other_link(element)

    def guid(self, element: Element) -> None:
        """Without isPermaLink, and in Atom, a guid is taken for a link where there is no other."""
        self._permalink = element.attrib.pop("isPermaLink", "true").strip().lower() == "true"
        guid = _text(element)
        if not guid or (self._permalink and not _URI.fullmatch(guid)):
            _address(guid)  # a relative one is resolved
        self._keep("guid", guid)

    def author(self, element: Element) -> None:
        author = _text(element)
        if not author or "<" in author:
            raise Unusual
        self._authors.append(author_name(author))

    def atom_author(self, element: Element) -> None:
        if element.attrib or [child.tag for child in element if child.tag != f"{_ATOM}uri"] != [f"{_ATOM}name"]:
            raise Unusual
        name = _text(next(child for child in element if child.tag == f"{_ATOM}name"))
        if not _PLAIN_NAME.fullmatch(name):
            raise Unusual
        self._authors.append(name)

    def tag(self, element: Element) -> None:
        element.attrib.pop("domain", None)
        if not (term := _text(element)):
            raise Unusual
        self._tags.append(term)

    def atom_tag(self, element: Element) -> None:
        term = element.get("term", "")
        if (
            not term
            or len(element)
            or (element.text or "").strip()
            or set(element.attrib) - {"term", "scheme", "label"}
        ):
            raise Unusual
        self._tags.append(term)

    def source(self, element: Element) -> None:
        """The site that an aggregator has the entry from."""
        if len(element) or set(element.attrib) != {"url"}:
            raise Unusual
        self._keep("source", _address(element.attrib["url"]))

    def enclosure(self, element: Element) -> None:
        self._has_enclosure = True
        self.nothing(element)

    def nothing(self, element: Element) -> None:
        """An element that no field of an entry comes from."""
        if len(element):
            raise Unusual

    def media(self, element: Element) -> None:
        if any(child.tag not in _IN_MEDIA or len(child) for child in element):
            raise Unusual

    def stranger(self, element: Element) -> None:
        """An element of a namespace that feedparser keeps apart."""
        uri, parted, _ = element.tag[1:].rpartition("}")
        if not parted or uri.lower() in _KNOWN or len(element) or element.tag.endswith("full-text"):
            raise Unusual

    def _keep(self, name: str, value: str) -> None:
        if name in self._once:  # which of two counts, feedparser knows
            raise Unusual
        self._once[name] = value


def _text(element: Element) -> str:
    """The text of an element without attributes and children, with what feedparser repairs in any text."""
    if element.attrib or len(element):
        raise Unusual
    text = (element.text or "").strip()
    if not text.isascii():
        try:
            text = text.encode("iso-8859-1").decode("utf-8")  # encoded twice
        except UnicodeError:
            pass
        if _WINDOWS.search(text):
            raise Unusual
    return text


def _address(text: str) -> str:
    """An absolute address that resolving does not change."""
    if not _ADDRESS.fullmatch(text) or urljoin("https://base.example/", text) != text:
        raise Unusual
    return text


_OTHER_LINKS = ("self", "replies", "edit", "enclosure", "related", "via", "hub", "standout")
_FIELDS = {
    "title": "title",
    "description": "summary",
    "pubDate": "published",
    f"{_CONTENT}encoded": "content",
    f"{_DC}date": "updated",
    f"{_RSS1}title": "title",
    f"{_RSS1}description": "summary",
    f"{_ATOM}title": "title",
    f"{_ATOM}summary": "summary",
    f"{_ATOM}content": "content",
    f"{_ATOM}published": "published",
    f"{_ATOM}updated": "updated",
}
_Reader = Callable[[_Entry, Element], None]
_NOTHING: dict[str, _Reader] = {
    "{http://purl.org/rss/1.0/modules/slash/}comments": _Entry.nothing,
    "{http://purl.org/rss/1.0/modules/slash/}department": _Entry.nothing,
    "{http://purl.org/rss/1.0/modules/slash/}section": _Entry.nothing,
    "{http://wellformedweb.org/CommentAPI/}comment": _Entry.nothing,
    "{http://wellformedweb.org/CommentAPI/}commentRss": _Entry.nothing,
    "{http://purl.org/syndication/thread/1.0}total": _Entry.nothing,
    "{http://rssnamespace.org/feedburner/ext/1.0}origLink": _Entry.origin,
    **dict.fromkeys((f"{_MEDIA}{name}" for name in ("content", "thumbnail", "credit", "group")), _Entry.media),
}
_RSS_READERS: dict[str, _Reader] = {
    "title": _Entry.text,
    "link": _Entry.link,
    "description": _Entry.text,
    "guid": _Entry.guid,
    "pubDate": _Entry.text,
    "author": _Entry.author,
    "category": _Entry.tag,
    "comments": _Entry.nothing,
    "enclosure": _Entry.enclosure,
    "source": _Entry.source,
    f"{_CONTENT}encoded": _Entry.text,
    f"{_DC}creator": _Entry.author,
    f"{_DC}date": _Entry.text,
    f"{_DC}subject": _Entry.tag,
    f"{_ATOM}link": _Entry.other_link,
    f"{_RSS1}title": _Entry.text,
    f"{_RSS1}link": _Entry.link,
    f"{_RSS1}description": _Entry.text,
    **_NOTHING,
}
_ATOM_READERS: dict[str, _Reader] = {
    f"{_ATOM}title": _Entry.typed_text,
    f"{_ATOM}link": _Entry.atom_link,
    f"{_ATOM}id": _Entry.guid,
    f"{_ATOM}published": _Entry.text,
    f"{_ATOM}updated": _Entry.text,
    f"{_ATOM}summary": _Entry.typed_text,
    f"{_ATOM}content": _Entry.typed_text,
    f"{_ATOM}author": _Entry.atom_author,
    f"{_ATOM}category": _Entry.atom_tag,
    **_NOTHING,
}
_ITEMS = {"item": _RSS_READERS, f"{_RSS1}item": _RSS_READERS, f"{_ATOM}entry": _ATOM_READERS}
