"""The whole way of articles, as the store remembers it: their story, each watch that they met, each receiver."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from monitor.alerting.receivers.routing import delivery_id
from monitor.identity import article_id
from monitor.match.matching import MatchResult
from monitor.match.verdicts.rejection import Rejection
from monitor.records import AnnotatedArticle, Decision, DecisionOutcome, Delivery, Record
from monitor.store.base import DecisionQuery, DecisionRow, Store

_MOST: Final = 10_000  # decisions
_ARTICLES: Final = 50  # of a story, the last ones
_TOLD: Final = frozenset({DecisionOutcome.TOLD, DecisionOutcome.RELEASED})


class AtReceiver(Record, frozen=True, kw_only=True):
    """How an alert fared at one receiver."""

    decision: Decision  # whether it was to go there, and when
    delivery: Delivery | None  # None where none was made, or it is forgotten
    bundle: Delivery | None = None  # that it went with


class Step(Record, frozen=True, kw_only=True):
    """What was decided on one match, and where the alert went that told it."""

    decision: Decision
    receivers: tuple[AtReceiver, ...] = ()
    why: str = ""  # as the alert that told it says: the words that met the watch, and what made it an alert


class Way(Record, frozen=True, kw_only=True):
    """What became of one article."""

    article: str  # id, "" where what was decided is about no article
    title: str
    url: str
    publisher: str
    story: str  # id
    relation: str = ""  # of the article to its story, "" where the archive does not have it
    original: str = ""  # id of the article that it copies
    steps: tuple[Step, ...]  # the oldest first
    undecided: tuple[str, ...] = ()  # ids of watches of today that it meets, on which nothing was decided
    rejections: tuple[Rejection, ...] = ()  # watches of today that it does not meet, and why not
    untouched: int = 0  # further ones of which no word occurs


class Asked(Record, frozen=True, kw_only=True):
    """The rows that a name leads to."""

    rows: tuple[DecisionRow, ...]  # the oldest first
    articles: tuple[AnnotatedArticle, ...] = ()  # that are named, as far as the archive has them
    later: int = 0  # matches of an alert's story that it had told before
    held: tuple[Decision, ...] = ()  # matches of an alert's story that wait behind it


async def asked_for(store: Store, name: str, watch: str | None = None, most: int = _MOST) -> Asked:
    """What `name` leads to: the id of an alert, an article, a story or a match, or the address of an article.

    With `watch` only what was decided for it; a story then leads to its articles, so that each can say why it told
    nothing. `most`: decisions that are looked at, the newest.
    """
    article = article_id(name, "", None, "", "") if "://" in name else name
    queries = (
        DecisionQuery(articles=(article,), watch=watch),
        DecisionQuery(subject=name, watch=watch),
        DecisionQuery(stories=(name,), watch=watch),
    )
    found = [row for query in queries for row in await store.decisions(query, most)]
    of_alert = await store.decisions(DecisionQuery(alert=name, watch=watch), most)
    told = [row for row in of_alert if row.decision.outcome in _TOLD]
    rows = {(row.decision.subject, row.decision.receiver): row for row in (*found, *told)}
    return Asked(
        rows=tuple(sorted((row for row in rows.values() if not row.decision.receiver), key=_moment)),
        articles=await _articles(store, [article, *(await _of_story(store, name) if watch else ())]),
        later=sum(row.decision.outcome is DecisionOutcome.NOT_TOLD for row in of_alert),
        held=tuple(row.decision for row in of_alert if _is_held(row.decision) and row.decision.subject != name),
    )


async def _articles(store: Store, names: Iterable[str]) -> tuple[AnnotatedArticle, ...]:
    """Those that the archive has."""
    found = [await store.archived(name) for name in names]
    return tuple(each for each in found if each is not None)


async def _of_story(store: Store, name: str) -> list[str]:
    """The articles of the story of that id."""
    return [entry.article for entry in await store.story_entries(name)][-_ARTICLES:]


def _is_held(decision: Decision) -> bool:
    return decision.outcome is DecisionOutcome.HELD and not decision.receiver


async def ways(store: Store, asked: Asked) -> tuple[Way, ...]:
    """The way of each article that is asked for, in the order of the first decision on it."""
    by_article: dict[str, list[DecisionRow]] = {each.article.id: [] for each in asked.articles}
    for row in asked.rows:
        by_article.setdefault(row.decision.article, []).append(row)
    archived = {each.article.id: each for each in asked.articles}
    for name in by_article.keys() - archived.keys():
        if (found := await store.archived(name)) is not None:
            archived[name] = found
    return tuple([await _way(store, archived.get(name), rows) for name, rows in by_article.items()])


async def _way(store: Store, archived: AnnotatedArticle | None, rows: Sequence[DecisionRow]) -> Way:
    steps = tuple([await _step(store, row) for row in rows])
    if archived is None:
        first = rows[0].decision
        named = (first.article, first.title, first.url, first.publisher)
    else:
        article = archived.article
        named = (article.id, article.title, article.url, article.publisher)
    return Way(
        article=named[0],
        title=named[1],
        url=named[2],
        publisher=named[3],
        story=archived.story if archived else rows[-1].decision.story,
        relation=archived.relation if archived else "",
        original=(archived.original or "") if archived else "",
        steps=steps,
    )


async def _step(store: Store, row: DecisionRow) -> Step:
    decision = row.decision
    if decision.outcome not in _TOLD or not decision.alert:
        return Step(decision=decision)
    at = [each.decision for each in await store.decisions(DecisionQuery(subject=decision.alert), _MOST)]
    at_receivers = sorted((each for each in at if each.receiver), key=lambda each: each.receiver)
    deliveries = await _deliveries(store, [delivery_id(decision.alert, each.receiver) for each in at_receivers])
    bundles = await _deliveries(store, {each.bundled_in for each in deliveries.values() if each.bundled_in})
    receivers = tuple(_at(each, deliveries, bundles) for each in at_receivers)
    return Step(decision=decision, receivers=receivers, why=row.alert.reason if row.alert else "")


async def _deliveries(store: Store, names: Collection[str]) -> dict[str, Delivery]:
    return {each.id: each for each in await store.deliveries_with(names)}


def _at(decision: Decision, deliveries: dict[str, Delivery], bundles: dict[str, Delivery]) -> AtReceiver:
    delivery = deliveries.get(delivery_id(decision.subject, decision.receiver))
    bundle = bundles.get(delivery.bundled_in) if delivery else None
    return AtReceiver(decision=decision, delivery=delivery, bundle=bundle)


def judged(way: Way, result: MatchResult, watch: str | None = None) -> Way:
    """`way` with what the watches of today make of its article: those that were looked at, or `watch` alone."""
    undecided = sorted(set(result.watches) - watches_of(way.steps))
    if watch is not None:
        about = tuple(each for each in result.not_matched if each.watch == watch)
        return replace(way, undecided=tuple(each for each in undecided if each == watch), rejections=about)
    looked_at = result.rejections
    untouched = len(result.not_matched) - len(looked_at)
    return replace(way, undecided=tuple(undecided), rejections=looked_at, untouched=untouched)


def _moment(row: DecisionRow) -> str:
    return row.decision.at.isoformat()


def watches_of(steps: Iterable[Step]) -> set[str]:
    """The watches that an article met."""
    return {step.decision.watch for step in steps}
