"""`mutes` of a watchlist → mutes."""

from collections.abc import Iterator, Mapping
from typing import Final

from monitor.alerting.attention.mutes import LONGEST
from monitor.config.shapes.attention import UNTIL_CHANGED, MuteShape
from monitor.config.shapes.watchlist import WatchlistShape
from monitor.identity import content_id
from monitor.match.watchlist import Actor
from monitor.records import Mute, MuteMatcher

ORIGIN: Final = "yaml"


def mutes(shape: WatchlistShape, name: str, actors: Mapping[str, Actor]) -> tuple[Mute, ...]:
    """The mutes of the watchlist `name`, each once; an id is a function of what the mute says."""
    return tuple({made.id: made for made in _made(shape, name, actors)}.values())


def _made(shape: WatchlistShape, name: str, actors: Mapping[str, Actor]) -> Iterator[Mute]:
    for each in shape.mutes:
        author, matcher, until = each.by or f"watchlist {name}", _matcher(each, actors), each.ends
        kind = UNTIL_CHANGED if each.until is None else ""
        said = (matcher.watch, matcher.story, matcher.actor, matcher.publisher, matcher.tag, kind)
        yield Mute(
            id=content_id("mute", *(part or "" for part in said), until.isoformat(), each.reason, author),
            matcher=matcher,
            until=until,
            until_changed=each.until is None,
            reason=each.reason,
            author=author,
            created=each.since or until - LONGEST,
            origin=ORIGIN,
        )


def _matcher(shape: MuteShape, actors: Mapping[str, Actor]) -> MuteMatcher:
    """An actor is meant by the entity that it is, where it is known: ids of actors mean nothing outside their file."""
    actor = actors.get(shape.actor or "")
    return MuteMatcher(
        watch=shape.watch,
        story=shape.story,
        actor=(actor.identity.entity or actor.id) if actor else None,
        publisher=shape.publisher,
        tag=shape.tag,
    )
