"""What a mute names that nothing is known of: it may be mistyped, and then the mute holds nothing."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence

from monitor.config.configuration import Configuration
from monitor.config.reading.suggestion import did_you_mean
from monitor.feeds.entries.changes import publisher_of
from monitor.match.watchlist import Actor
from monitor.records import Decision, MuteMatcher
from monitor.store.base import DecisionQuery, Store


async def unknown(
    matcher: MuteMatcher, read: Configuration, store: Store, decisions: Sequence[Decision]
) -> AsyncIterator[str]:
    """In words: the watch, actor, story and publisher of `matcher` that no configuration, decision or article has."""
    if words := unknown_watch(matcher.watch, _watches(read), {decision.watch for decision in decisions}):
        yield words
    if matcher.actor is not None and matcher.actor not in (actors := _actors(read, decisions)):
        yield f"no watchlist here has an actor '{matcher.actor}'{did_you_mean(matcher.actor, actors)}"
    if matcher.story is not None and not await _has_story(store, matcher.story):
        yield f"no story '{matcher.story}' is known; see `wirewatch stories list`"
    if matcher.publisher is not None:
        publishers = _publishers(read, decisions)
        if not _has(publishers, matcher.publisher) and not _has(await _archived(store), matcher.publisher):
            near = did_you_mean(matcher.publisher, publishers)
            yield f"no feed or recent article here is of a publisher '{matcher.publisher}'{near}"


def unknown_watch(watch: str | None, configured: Collection[str], seen: Collection[str]) -> str:
    """That neither a file has `watch` nor what is recorded, in words; "" where one of them does."""
    if watch is None or watch in seen or watch in configured:
        return ""
    return f"no watchlist here has a watch '{watch}'" + did_you_mean(watch, (*configured, *seen))


def _watches(read: Configuration) -> tuple[str, ...]:
    return tuple(watch.id for watchlist in read.watchlists for watch in watchlist.watches)


def _actors(read: Configuration, decisions: Iterable[Decision]) -> set[str]:
    """By id, and by that of the entity that each is."""
    configured = (actor for watchlist in read.watchlists for actor in watchlist.actors)
    found = {name for decision in decisions for name in decision.actors}
    return found.union(*map(_names, configured))


def _names(actor: Actor) -> set[str]:
    return {actor.id, actor.identity.entity or actor.id}


def _publishers(read: Configuration, decisions: Iterable[Decision]) -> set[str]:
    return {*(publisher_of(feed, "") for feed in read.feeds), *(decision.publisher for decision in decisions)}


async def _archived(store: Store) -> set[str]:
    return {each.article.publisher for each in await store.articles()}


def _has(publishers: Iterable[str], wanted: str) -> bool:
    """Case does not count, as in mutes."""
    return wanted.casefold() in {name.casefold() for name in publishers}


async def _has_story(store: Store, story: str) -> bool:
    query = DecisionQuery(stories=(story,), receiver="")
    return bool(await store.decisions(query, 1) or await store.story_entries(story))
