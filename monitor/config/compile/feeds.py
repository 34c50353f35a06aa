"""`feeds.yaml` and OPML files → feeds."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from monitor.config.checks.mistakes import shaped
from monitor.config.compile.logins import Logins
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.feeds import FeedDefaultsShape, FeedShape, FeedsShape
from monitor.feeds.feed import LONGEST_HOLD, Feed, FirstPoll
from monitor.feeds.login import Login
from monitor.feeds.rhythm.budget import SHORTEST
from monitor.identity import canonical_url
from monitor.records import LOWEST_TIER

if TYPE_CHECKING:
    from monitor.config.reading.opml import OpmlFile, Outline

NO_FEEDS = "has no feeds: expected some under 'feeds', or an OPML file"
OPML = "feeds.opml"  # read where it stands beside feeds.yaml
MAX_ID = 64  # characters


class General(NamedTuple):
    """What `monitor.yaml` says of all feeds, in seconds."""

    interval: float | None  # None: feeds without one of their own are polled by their rhythm
    max_age: float


def feeds(
    file: YamlFile, directory: Path, general: General, environ: Mapping[str, str] | None
) -> tuple[Feed, ...] | None:
    """What is polled, by `file` and the OPML files that it names; as `general` says where they do not.

    Secrets of logins come from `environ` or files; without it no feed gets its login.

    A feed of an OPML file that stands in `feeds.yaml` too is what that file says.
    """
    shape = shaped(file, FeedsShape)
    if shape is None:
        return None
    found: dict[str, Feed] = {}
    logins = Logins(file, directory, environ) if environ is not None else None
    for index, each in enumerate(shape.feeds):
        login = logins.make(each.login, ("feeds", index, "login")) if logins and each.login else None
        feed = _feed(each, shape.defaults, general, login)
        first = found.setdefault(canonical_url(feed.url), feed)
        if first is not feed:
            file.report(("feeds", index, "url"), f"feed '{first.id}' has this address already")
    for opml in _opml_files(shape, file, directory):
        _add_outlines(found, opml, shape.defaults, general)
        file.mistakes.extend(opml.mistakes)
    if not found and not file.mistakes:
        file.report_line(None, NO_FEEDS)
    return tuple(found.values())


def _feed(shape: FeedShape, defaults: FeedDefaultsShape, general: General, login: Login | None) -> Feed:
    interval = general.interval
    return Feed(
        id=shape.id,
        url=shape.url,
        title=shape.title or "",
        interval=shape.interval or defaults.interval or interval or SHORTEST,
        longest_hold=shape.longest_hold or defaults.longest_hold or LONGEST_HOLD,
        by_rhythm=(shape.interval or defaults.interval or interval) is None,
        tags=tuple(shape.tags or defaults.tags or ()),
        tier=shape.tier or defaults.tier or LOWEST_TIER,
        publisher=shape.publisher or "",
        owner=shape.owner or defaults.owner or "",
        language=shape.language or defaults.language,
        first_poll=shape.first_poll or defaults.first_poll or FirstPoll.SEEN,
        allow_private=shape.allow_private,
        login=login,
        max_age=shape.max_age or defaults.max_age or general.max_age,
        full_text=bool(defaults.full_text if shape.full_text is None else shape.full_text),
    )


def _opml_files(shape: FeedsShape, file: YamlFile, directory: Path) -> Iterator["OpmlFile"]:
    named = dict.fromkeys(shape.opml or ())
    if (directory / OPML).exists():
        named.setdefault(OPML)
    for index, name in enumerate(named):
        if not (directory / name).is_file():
            file.report(("opml", index), f"there is no file '{name}'")
            continue
        from monitor.config.reading.opml import read_opml  # with lxml, which most configurations have no need of

        opml = read_opml(directory / name, str(Path(file.name).parent / name))
        if not opml.outlines and not opml.mistakes:
            opml.report_line(None, "holds no feeds")
        yield opml


def _add_outlines(found: dict[str, Feed], opml: "OpmlFile", defaults: FeedDefaultsShape, general: General) -> None:
    """Adds the feeds of `opml` that are not `found` yet; one whose id is taken gets one that only its address has."""
    taken = {feed.id for feed in found.values()}
    for outline in opml.outlines:
        key = canonical_url(outline.url)
        if key in found:
            continue
        short = outline_id(outline.url)
        found[key] = _outlined(outline, defaults, general, _with_digest(short, key) if short in taken else short)
        taken.add(found[key].id)


def _outlined(outline: "Outline", defaults: FeedDefaultsShape, general: General, identity: str) -> Feed:
    interval = general.interval
    return Feed(
        id=identity,
        url=outline.url,
        title=outline.title,
        interval=defaults.interval or interval or SHORTEST,
        longest_hold=defaults.longest_hold or LONGEST_HOLD,
        by_rhythm=(defaults.interval or interval) is None,
        tags=outline.tags or tuple(defaults.tags or ()),
        tier=defaults.tier or LOWEST_TIER,
        owner=defaults.owner or "",
        language=defaults.language,
        first_poll=defaults.first_poll or FirstPoll.SEEN,
        max_age=defaults.max_age or general.max_age,
        full_text=bool(defaults.full_text),
    )


def outline_id(url: str) -> str:
    """The id of a feed that has only an address, such as `feeds-example-org-world-rss`; the same in every file."""
    canonical = canonical_url(url)
    slug = re.sub(r"[^a-z0-9]+", "-", canonical.lower()).strip("-")
    return slug if 0 < len(slug) <= MAX_ID else _with_digest(slug, canonical)


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or where that is `taken` the first of `wanted-2`, `wanted-3` … that is not."""
    numbered = (f"{wanted[: MAX_ID - len(str(number)) - 1]}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def _with_digest(slug: str, canonical: str) -> str:
    digest = hashlib.sha256(canonical.encode()).hexdigest()[:6]
    return f"{slug[: MAX_ID - 7]}-{digest}".lstrip("-")
