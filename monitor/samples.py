"""The samples of a watch: texts that its author expects it to match, or not to."""

from datetime import UTC, datetime

from monitor.config.configuration import Configuration, Sample
from monitor.errors import Mistake
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.watchlist import Watch
from monitor.nlp.annotation import without_annotations
from monitor.nlp.base import Annotator
from monitor.records import LOWEST_TIER, Article, Visibility
from monitor.text.article import article_of, story_of

_SHOWN = 100  # characters of a sample in a message
_WORDS = "a watch for words alone"
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)  # of every sample; watches that expire must not make theirs fail


async def failed_samples(configuration: Configuration, annotator: Annotator) -> tuple[Mistake, ...]:
    """A mistake for each sample that its watch matches and should not, or the other way about.

    `annotator` is that of the program, so that a sample has the verdict that the article would have. It is not asked
    where a watch looks for words alone, on which language work has no say.
    """
    matcher = compile_watchlists(configuration.watchlists)
    watches = {watch.id: watch for watchlist in configuration.watchlists for watch in watchlist.watches}
    mistakes = []
    for sample in configuration.samples:
        watch = watches[sample.watch]
        if watch.visibility is not Visibility.OFF and (why := await _failure(sample, watch, matcher, annotator)):
            mistakes.append(Mistake(sample.file, sample.line, why))
    return tuple(mistakes)


async def _failure(sample: Sample, watch: Watch, matcher: Matcher, annotator: Annotator) -> str | None:
    story = story_of(_article(sample, watch))
    annotated = without_annotations(story, _WORDS) if watch.is_of_words else await annotator.annotate(story)
    result = matcher.match(annotated, _MOMENT)
    found = next((match for match in result.matches if match.watch == sample.watch), None)
    if found is not None and found.unsure:
        why = f"less sure than watch {sample.watch!r} asks, so for digests alone: {_quoted(sample)}"
        return why if sample.matches else None
    if sample.matches and found is None:
        why = "; ".join(f"{each.reason}: {each.detail}" for each in result.not_matched if each.watch == sample.watch)
        return f"watch {sample.watch!r} should match this text and does not ({_line(why)}): {_quoted(sample)}"
    if found is not None and not sample.matches:
        words = ", ".join(repr(piece.matched.text) for piece in found.evidence)
        return f"watch {sample.watch!r} should not match this text and does (by {_line(words)}): {_quoted(sample)}"
    return None


def _quoted(sample: Sample) -> str:
    """The title and text of `sample` in one line, cut where it is long."""
    shown = _line(" / ".join(filter(None, (sample.title, sample.text))))
    return f'"{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + "…"}"'


def _line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _article(sample: Sample, watch: Watch) -> Article:
    """The sample as an article of a source that the watch looks at."""
    return article_of(
        sample.text,
        _MOMENT,
        source=next(iter(watch.sources.include), "sample"),
        title=sample.title,
        language=sample.language or next(iter(watch.sources.languages), None),
        tags=watch.sources.include_tags,
        tier=min(watch.sources.tiers, default=LOWEST_TIER),
    )
