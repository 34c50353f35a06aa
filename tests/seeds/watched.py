"""The articles of `seeds/watches` and what a reader expects of each."""

from datetime import UTC, datetime
from functools import cache

import msgspec
from ruamel.yaml import YAML

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.match import matcher
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Article, Record
from monitor.text.article import article_of, story_of
from seeds.serve import SEEDS

FOLDER = SEEDS / "watches"
_PUBLISHED = datetime(2026, 6, 15, 9, tzinfo=UTC)


class Watched(Record, frozen=True, kw_only=True, rename={"looks_like": "not"}):
    """One article of `seeds/watches/articles.yaml`."""

    title: str
    text: str
    feed: str = "agency"
    language: str | None = None
    published: datetime = _PUBLISHED
    fires: tuple[str, ...] = ()
    looks_like: dict[str, str] = {}  # watches that must not fire, and why


@cache
def configuration() -> Configuration:
    """The configuration in `seeds/watches`."""
    return load(FOLDER, {})


@cache
def watched() -> tuple[Watched, ...]:
    """The articles, in order."""
    read = YAML(typ="safe").load((FOLDER / "articles.yaml").read_text("utf-8"))
    return msgspec.convert(read, tuple[Watched, ...], strict=False)


def article(of: Watched) -> Article:
    """The article as its feed would give it."""
    feed = next(feed for feed in configuration().feeds if feed.id == of.feed)
    made = article_of(of.text, of.published, source=feed.id, title=of.title, language=of.language, tags=feed.tags)
    return msgspec.structs.replace(made, tier=feed.tier)


def fired(of: Watched) -> frozenset[str]:
    """The watches that the program fires."""
    annotated = _annotator().annotate_now(story_of(article(of)))
    return frozenset(match.watch for match in _matcher().match(annotated, of.published).matches)


@cache
def _annotator() -> InlineAnnotator:
    return InlineAnnotator()


@cache
def _matcher() -> matcher.Matcher:
    return matcher.compile(configuration().watchlists)
