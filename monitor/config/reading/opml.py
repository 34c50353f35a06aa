"""OPML subscription lists, versions 1.0 and 2.0 (http://opml.org/spec2.opml), in and out: feeds and their folders.

Read by expat, without a document type declaration, so that no entity can grow or reach outside. Refused, with the
line: a file that is no XML or no OPML, one over 5 MiB, and folders nested more than 40 deep.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from monitor.errors import Mistake
from monitor.feeds.feed import Feed

MAX_BYTES = 5 * 2**20
MAX_DEPTH = 40

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2


@dataclass(frozen=True)
class Outline:
    """One feed of a subscription list."""

    url: str
    title: str
    tags: tuple[str, ...]  # names of the folders that it stands in, from outside in
    line: int


@dataclass
class OpmlFile:
    """The feeds of one file, and what is wrong with it."""

    name: str  # as messages print it
    outlines: list[Outline] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def report_line(self, line: int | None, problem: str) -> None:
        """Notes a mistake on `line`, or in the whole file."""
        self.mistakes.append(Mistake(self.name, line, problem))


def read_opml(path: Path, name: str) -> OpmlFile:
    """The subscription list at `path`; what is wrong with it stands in its `mistakes`. Raises nothing."""
    file = OpmlFile(name)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        file.report_line(None, f"cannot be read: {error.strerror}")
        return file
    return parse_opml(raw, name)


def parse_opml(raw: bytes, name: str) -> OpmlFile:
    """The subscription list in `raw`, as `read_opml` reads it."""
    file = OpmlFile(name)
    if len(raw) > MAX_BYTES:
        file.report_line(None, f"larger than {MAX_BYTES:,} bytes: split it")
        return file
    reader = _Reader(file)
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        file.report_line(error.lineno, f"is not well-formed XML: {expat.ErrorString(error.code)}")
    except _NoOpml as error:
        file.report_line(reader.parser.CurrentLineNumber, str(error))
    return file


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
    return _UNFIT.sub("", text).strip()


class _NoOpml(Exception):
    pass


class _Reader:
    """Follows the elements of one file; `folders` holds the name of every open outline."""

    def __init__(self, file: OpmlFile) -> None:
        self.file = file
        self.folders: list[str] = []
        self.root = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *declaration: object) -> None:
        raise _NoOpml("holds a document type declaration: remove it")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self.root = self.root or element.lower()
        if self.root != "opml":
            raise _NoOpml(f"expected OPML, not an XML document of <{element[:40]}>")
        if element.lower() != "outline":
            return
        # Programs write xmlUrl, xmlurl and XMLURL.
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        title = given.get("title") or given.get("text") or ""
        if "xmlurl" in given:
            title = "" if title == given["xmlurl"] else title  # a name for people is not its address
            tags = tuple(dict.fromkeys(folder for folder in self.folders if folder))
            line = self.parser.CurrentLineNumber
            self.file.outlines.append(Outline(given["xmlurl"], title, tags, line))
        self.folders.append(title)
        if len(self.folders) > MAX_DEPTH:
            raise _NoOpml(f"nested more than {MAX_DEPTH} deep")

    def end(self, element: str) -> None:
        if element.lower() == "outline":
            self.folders.pop()
