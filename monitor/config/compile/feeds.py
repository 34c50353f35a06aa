"""`feeds.yaml` and OPML files → feeds."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from monitor.config.checks.mistakes import shaped
from monitor.config.reading.opml import OpmlFile, Outline, read_opml
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.feeds import FeedDefaultsShape, FeedShape, FeedsShape
from monitor.config.shapes.values import Address
from monitor.feeds.feed import Feed, FirstPoll
from monitor.feeds.rhythm.budget import SHORTEST
from monitor.identity import canonical_url

OPML = "feeds.opml"  # read where it stands beside feeds.yaml

_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


def feeds(file: YamlFile, directory: Path, interval: float | None) -> tuple[Feed, ...] | None:
    """What is polled, by `file` and the OPML files that it names; `interval` in seconds where nobody says.

    Without an `interval` a feed that has none of its own is polled by its rhythm. A feed of an OPML file that stands
    in `feeds.yaml` too is what that file says.
    """
    shape = shaped(file, FeedsShape)
    if shape is None:
        return None
    found: dict[str, Feed] = {}
    for index, each in enumerate(shape.feeds):
        feed = _feed(each, shape.defaults, interval)
        first = found.setdefault(canonical_url(feed.url), feed)
        if first is not feed:
            file.report(("feeds", index, "url"), f"feed '{first.id}' has this address already")
    for opml in _opml_files(shape, file, directory):
        _add_outlines(found, opml, shape.defaults, interval)
        file.mistakes.extend(opml.mistakes)
    if not found and not file.mistakes:
        file.report_line(None, "has no feeds: expected some under 'feeds', or an OPML file")
    return tuple(found.values())


def _feed(shape: FeedShape, defaults: FeedDefaultsShape, interval: float | None) -> Feed:
    return Feed(
        id=shape.id,
        url=shape.url,
        title=shape.title or "",
        interval=shape.interval or defaults.interval or interval or SHORTEST,
        by_rhythm=(shape.interval or defaults.interval or interval) is None,
        tags=tuple(shape.tags or defaults.tags or ()),
        publisher=shape.publisher or "",
        language=shape.language or defaults.language,
        first_poll=shape.first_poll or defaults.first_poll or FirstPoll.SEEN,
        allow_private=shape.allow_private,
        full_text=bool(defaults.full_text if shape.full_text is None else shape.full_text),
    )


def _opml_files(shape: FeedsShape, file: YamlFile, directory: Path) -> Iterator[OpmlFile]:
    named = dict.fromkeys(shape.opml or ())
    if (directory / OPML).exists():
        named.setdefault(OPML)
    for index, name in enumerate(named):
        if not (directory / name).is_file():
            file.report(("opml", index), f"there is no file '{name}'")
            continue
        opml = read_opml(directory / name, str(Path(file.name).parent / name))
        if not opml.outlines and not opml.mistakes:
            opml.report_line(None, "holds no feeds")
        yield opml


def _add_outlines(found: dict[str, Feed], opml: OpmlFile, defaults: FeedDefaultsShape, interval: float | None) -> None:
    """Adds the feeds of `opml` that are not `found` yet."""
    ids = {feed.id: feed for feed in found.values()}
    for outline in opml.outlines:
        try:
            feed = _outlined(outline, defaults, interval)
        except ValidationError as error:
            opml.report_line(outline.line, error.errors()[0]["msg"])
            continue
        if canonical_url(feed.url) in found:
            continue
        if feed.id in ids:
            opml.report_line(outline.line, f"id '{feed.id}' is taken already: put this feed into feeds.yaml")
        ids[feed.id] = found[canonical_url(feed.url)] = feed


def _outlined(outline: Outline, defaults: FeedDefaultsShape, interval: float | None) -> Feed:
    url = _ADDRESS.validate_python(outline.url)
    return Feed(
        id=outline_id(url),
        url=url,
        title=outline.title,
        interval=defaults.interval or interval or SHORTEST,
        by_rhythm=(defaults.interval or interval) is None,
        tags=outline.tags or tuple(defaults.tags or ()),
        language=defaults.language,
        first_poll=defaults.first_poll or FirstPoll.SEEN,
        full_text=bool(defaults.full_text),
    )


def outline_id(url: str) -> str:
    """The id of a feed that has only an address, such as `feeds-example-org-world-rss`; the same in every file."""
    canonical = canonical_url(url)
    slug = re.sub(r"[^a-z0-9]+", "-", canonical.lower()).strip("-")
    digest = hashlib.sha256(canonical.encode()).hexdigest()[:6]
    return slug if 0 < len(slug) <= 64 else f"{slug[:57]}-{digest}".lstrip("-")
