"""Pairs of texts: what a watch told first, a later article of the story, and what an editor calls new in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from monitor.alerting import facts
from monitor.alerting.policy import Policy
from monitor.config.load import Part, load
from monitor.match import matcher
from monitor.match.matcher import Matcher
from monitor.nlp.annotation import annotate_article
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.records import AnnotatedArticle, Change, Match, Record, Relation, StoryArticle, Withdrawal
from monitor.text.article import article_of

NOW = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
NONE = "-"
_HERE = Path(__file__).parent


class Pair(Record, frozen=True, kw_only=True):
    """One line of a table."""

    place: str  # file and line
    watch: str
    first: str  # title | text
    later: str  # title | text
    expected: tuple[str, ...]  # kinds of change, any of which will do, "-" for none
    missed: bool  # it is known that none is found


def pairs(table: Path) -> Iterator[Pair]:
    """The pairs of a table."""
    for number, line in enumerate(table.read_text("utf-8").splitlines(), start=1):
        if line.startswith(("#", "watch\t")) or not line:
            continue
        watch, first, later, expected, *known = line.split("\t")
        kinds, place = tuple(expected.split("/")), f"{table.name}:{number}"
        yield Pair(place=place, watch=watch, first=first, later=later, expected=kinds, missed=bool(known))


@cache
def desk() -> Matcher:
    """The watches of the tables."""
    return matcher.compile(load(_HERE / "desk", {}, frozenset({Part.WATCHLISTS})).watchlists)


@cache
def annotated(text: str, name: str) -> AnnotatedArticle:
    """A text, title and lead parted by "|", as an article that the program has read."""
    title, _, body = text.partition(" | ")
    article = article_of(body, NOW, source=f"{name}.example", title=title, id_=name, language="en")
    placed = StoryArticle(story="s-1", article=article, relation=Relation.FOLLOW_UP)
    return annotate_article(placed, load_model(find_model()))


def found(pair: Pair, text: str, name: str) -> Match | None:
    """What the watch of `pair` finds in a text."""
    matches = desk().match(annotated(text, name), NOW).matches
    return next((match for match in matches if match.watch == pair.watch), None)


def taken_up(pair: Pair) -> Withdrawal | None:
    """Why the later text, which does not meet the watch, is told all the same."""
    told, later = found(pair, pair.first, "first"), annotated(pair.later, "later")
    assert told is not None, pair.place
    assert found(pair, pair.later, "later") is None, pair.place
    for why in facts.may_take_up(later):
        match = desk().unmet(later, pair.watch, why, NOW)
        if match is not None and facts.takes_up(facts.of(told), facts.of(match)):
            return why
    return None


def changes(pair: Pair, *, edit: bool = False) -> tuple[Change, ...] | None:
    """What is found to be new in the later text; None where the watch does not meet both.

    edit: the later text is another version of the first.
    """
    told, new = found(pair, pair.first, "first"), found(pair, pair.later, "first" if edit else "later")
    if told is None or new is None:
        return None
    return facts.changes(facts.of(told), facts.of(new), Policy(watch=pair.watch, watchlist="pairs"))
