"""Feeds as an OPML 2.0 file (http://opml.org/spec2.opml)."""

from collections.abc import Iterable
from xml.etree import ElementTree

from monitor.config.reading.opml import MAX_DEPTH
from monitor.config.reading.opml_text import UNFIT
from monitor.feeds.feed import Feed


def write_opml(feeds: Iterable[Feed], title: str) -> bytes:
    """An OPML 2.0 file called `title` with `feeds`: each in the folders that its tags name, the first one outermost.

    `parse_opml` reads the same addresses, titles and tags from it. The folders are in the order in which their first
    feed comes. Of a feed with more tags than folders may be nested, those that are too many are left out; so are
    characters that XML cannot hold.
    """
    opml = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(opml, "head"), "title").text = _fit(title)
    body = ElementTree.SubElement(opml, "body")
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): body}
    for feed in feeds:
        path = tuple(tag for tag in dict.fromkeys(map(_fit, feed.tags)) if tag)[: MAX_DEPTH - 1]
        name = _fit(feed.title)
        shown = {"text": name, "title": name} if name else {"text": feed.url}
        ElementTree.SubElement(_folder(folders, path), "outline", {"type": "rss", **shown, "xmlUrl": feed.url})
    ElementTree.indent(opml)
    written: bytes = ElementTree.tostring(opml, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _folder(folders: dict[tuple[str, ...], ElementTree.Element], path: tuple[str, ...]) -> ElementTree.Element:
    if path not in folders:
        above = _folder(folders, path[:-1])
        folders[path] = ElementTree.SubElement(above, "outline", {"text": path[-1], "title": path[-1]})
    return folders[path]


def _fit(text: str) -> str:
    """`text` as XML can hold it and as it is read again."""
    return UNFIT.sub("", text).strip()
