"""The morning as the tests read it: entries of all five feeds, and what a reader expects of each."""

import html
import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import msgspec
from ruamel.yaml import YAML

from monitor.records import Record
from seeds.serve import FEEDS, SEEDS


class SeedEntry(Record, frozen=True, kw_only=True):
    """One entry of a feed, read as plainly as can be."""

    feed: str
    link: str
    guid: str | None
    title: str
    markup: str  # as it stands in the feed
    published: datetime | None

    @property
    def text(self) -> str:
        """What a reader sees."""
        return plain(self.markup)

    @property
    def document(self) -> str:
        return f"{self.title}\n{self.text}"


class Expected(Record, frozen=True, kw_only=True):
    """What `seeds/expected.yaml` says of one entry; its comments explain the fields."""

    link: str
    feed: str
    fires: list[str]
    story: str | None = None
    relation: str | None = None
    follows: str | None = None
    apart: str | None = None
    changes: str | None = None
    looks_like: dict[str, str] = {}

    @property
    def told_in(self) -> str | None:
        """The story in which it is told; None where it is one itself."""
        return self.story or (self.follows if self.apart is None else None)


@cache
def entries() -> tuple[SeedEntry, ...]:
    return tuple(entry for path in sorted(FEEDS.iterdir()) for entry in _read(path))


def _read(path: Path) -> Iterator[SeedEntry]:
    return _json_entries(path) if path.suffix == ".json" else _xml_entries(path)


def _json_entries(path: Path) -> Iterator[SeedEntry]:
    for item in json.loads(path.read_bytes())["items"]:
        yield SeedEntry(
            feed=path.stem,
            link=item["url"],
            guid=item["id"],
            title=item["title"],
            markup=item.get("content_html") or item["content_text"],
            published=datetime.fromisoformat(item["date_published"]),
        )


def _xml_entries(path: Path) -> Iterator[SeedEntry]:
    for item in feedparser.parse(path.read_bytes(), sanitize_html=False).entries:
        moment = item.get("published_parsed") or item.get("updated_parsed")
        yield SeedEntry(
            feed=path.stem,
            link=item.link,
            guid=item.get("id"),
            title=plain(item.title),
            markup=item.content[0].value if "content" in item else item.summary,
            published=datetime.fromtimestamp(timegm(moment), UTC) if moment else None,
        )


def plain(markup: str) -> str:
    """`markup` without what nobody reads and without tags; tags part words."""
    read = re.sub(r"(?is)<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", " ", markup)
    return html.unescape(read).strip()


@cache
def expectations() -> tuple[Expected, ...]:
    return msgspec.convert(_expected_file()["entries"], tuple[Expected, ...])


@cache
def expected_alerts() -> dict[str, int]:
    """How many alerts each watch gives on the whole morning."""
    return msgspec.convert(_expected_file()["alerts"], dict[str, int])


@cache
def _expected_file() -> dict[str, Any]:
    return msgspec.convert(YAML(typ="safe", pure=True).load(SEEDS / "expected.yaml"), dict[str, Any])


def expected_of(entry: SeedEntry) -> Expected:
    """What is expected of `entry`."""
    return next(expected for expected in expectations() if (expected.feed, expected.link) == (entry.feed, entry.link))
