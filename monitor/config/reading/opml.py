"""OPML subscription lists, versions 1.0 and 2.0 (http://opml.org/spec2.opml): feeds and their folders.

What is not well-formed is repaired where that is safe (`opml_text`), else read as far as it can be, with each fault
named by its line. Refused as a whole: a file that is no OPML, one that declares entities (which may grow or reach
outside), one over 5 MiB, and folders nested more than 40 deep.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from monitor.config.reading.opml_text import repaired
from monitor.errors import Mistake
from monitor.feeds.written_address import http_address

MAX_BYTES = 5 * 2**20
MAX_DEPTH = 40
MAX_FAULTS = 20  # of the XML, that are named

_OF_FEEDS = frozenset({"rss", "rss1", "rss2", "rdf", "atom", "feed", "json", "podcast", "podcasts"})  # `type`
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)


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
    text = repaired(raw)
    if not text.strip():
        file.report_line(None, "is empty")
        return file
    if entity := _ENTITY.search(text):
        file.report_line(text.count("\n", 0, entity.start()) + 1, "declares entities: remove them")
        return file
    try:
        _read_exactly(text, file)
    except expat.ExpatError:
        file = OpmlFile(name)
        _read_as_far_as_can_be(text, file)
    return file


def _read_exactly(text: str, file: OpmlFile) -> None:
    """By a parser that knows each line, but reads nothing behind a fault; raises ExpatError there."""
    reader = _Reader(file)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, given: reader.start(name, given, parser.CurrentLineNumber)
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(text.encode(), True)
    except _Refused as error:
        file.outlines.clear()
        file.report_line(parser.CurrentLineNumber, str(error))


def _read_as_far_as_can_be(text: str, file: OpmlFile) -> None:
    """By a parser that goes on behind a fault; each is a mistake."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, encoding="utf-8")
    root = etree.fromstring(text.encode(), parser)
    faults = {entry.line: entry.message for entry in reversed(parser.error_log)}
    for line, message in sorted(faults.items())[:MAX_FAULTS]:
        file.report_line(line, f"is not well-formed XML: {message.strip()}")
    if root is None:
        return
    reader, line = _Reader(file), 0
    try:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):  # a comment
                continue
            line = element.sourceline or line
            name = etree.QName(element).localname
            if event == "start":
                reader.start(name, dict(element.attrib), line)
            else:
                reader.end(name)
    except _Refused as error:
        file.outlines.clear()
        file.mistakes.clear()
        file.report_line(line, str(error))


class _Refused(Exception):
    pass


class _Reader:
    """Follows the elements of one file; `folders` holds the name of every open outline."""

    def __init__(self, file: OpmlFile) -> None:
        self.file = file
        self.folders: list[str] = []
        self.commented: int | None = None  # how deep the outline stands that is commented out
        self.places: dict[str, int] = {}  # of each address among the outlines
        self.root = ""

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        self.root = self.root or element.lower()
        if self.root != "opml":
            raise _Refused(f"expected OPML, not an XML document of <{element[:40]}>")
        if element.lower() != "outline":
            return
        # Programs write xmlUrl, xmlurl and XMLURL.
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        title = given.get("title") or given.get("text") or ""
        if self.commented is None and given.get("iscomment", "").lower() == "true":
            self.commented = len(self.folders)
        if self.commented is None:
            title = self._read(given, title, line)
        self.folders.append(title)
        if len(self.folders) > MAX_DEPTH:
            raise _Refused(f"nested more than {MAX_DEPTH} deep")

    def end(self, element: str) -> None:
        if element.lower() == "outline":
            self.folders.pop()
            if self.commented == len(self.folders):
                self.commented = None

    def _read(self, given: dict[str, str], title: str, line: int) -> str:
        """Takes the feed of an outline, if it is one; gives the name of the folder that it is."""
        written = _address(given)
        if written is not None:
            title = "" if title == written else title  # a name for people is not its address
            self._add(written, title, line)
        elif given.get("type", "").lower() == "include":
            self.file.report_line(line, f"{_named(title)}names another OPML file: import that one by itself")
        return title

    def _add(self, written: str, title: str, line: int) -> None:
        tags = tuple(dict.fromkeys(folder for folder in self.folders if folder))
        try:
            url = http_address(written)
        except ValueError as error:
            self.file.report_line(line, f"{_named(title)}{error}")
            return
        place = self.places.setdefault(url, len(self.file.outlines))
        if place == len(self.file.outlines):
            self.file.outlines.append(Outline(url, title, tags, line))
        else:  # a feed may stand in several folders
            first = self.file.outlines[place]
            both = tuple(dict.fromkeys(first.tags + tags))
            self.file.outlines[place] = Outline(url, first.title or title, both, first.line)


def _address(given: dict[str, str]) -> str | None:
    """What an outline gives as the address of its feed: some programs write `url`, some an empty one of a folder."""
    of_feed = given.get("type", "").lower() in _OF_FEEDS
    if given.get("xmlurl") or (of_feed and "xmlurl" in given):
        return given["xmlurl"]
    return given.get("url") if of_feed else None


def _named(title: str) -> str:
    return f"'{title[:80]}': " if title else ""
