"""Atom 1.0 (RFC 4287)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from monitor.web.syndication.entries import Entry

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def atom(title: str, address: str, entries: Sequence[Entry], now: datetime) -> bytes:
    """The feed of `entries` at `address`; `now` is when it changed last where it has none."""
    feed = Element("feed", xmlns=_NAMESPACE)
    _text(feed, "id", address)
    _text(feed, "title", title)
    _text(feed, "updated", _moment(max((entry.updated for entry in entries), default=now)))
    SubElement(feed, "link", rel="self", href=address)
    _text(feed, "generator", "Wirewatch")
    for entry in entries:
        _entry(SubElement(feed, "entry"), entry)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(element: Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(element, "published", _moment(entry.published))
    _text(SubElement(element, "author"), "name", entry.author or "Wirewatch")
    for tag in entry.tags:
        SubElement(element, "category", term=tag)
    if entry.link:
        SubElement(element, "link", rel="alternate", href=entry.link)
    _text(element, "content", entry.text).set("type", "text")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = text
    return element


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
