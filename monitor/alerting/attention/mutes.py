"""Which mute holds a match.

A mute holds, and never drops: what it held is told when it has ended, and until then does not count as told.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from monitor.identity import content_id
from monitor.records import Match, Mute, MuteMatcher

LONGEST: Final = timedelta(days=30)
"""How long a mute may last."""


def mute_for(
    mutes: Iterable[Mute], match: Match, now: datetime, told: datetime | None = None, *, changed: bool = False
) -> Mute | None:
    """The mute that holds `match`: of several in force the one that ends last, None where none is about it.

    `told`: when this watch told this story last; `changed`: something material is new in the match.
    """
    holding = [
        mute
        for mute in mutes
        if is_in_force(mute, now) and not _has_changed(mute, told, changed) and is_about(mute.matcher, match)
    ]
    return max(holding, key=lambda mute: (ends(mute), mute.id), default=None)


def new_mute(
    matcher: MuteMatcher,
    *,
    until: datetime | None,
    until_changed: bool,
    reason: str,
    author: str,
    now: datetime,
    origin: str,
) -> Mute:
    """A mute as somebody asks for it at `now`; `until` may be left out where it lasts until something changes.

    Raises ValueError, with what was expected, for one that is about nothing, has no end, ends in the past or lasts
    longer than `LONGEST`.
    """
    if not named(matcher):
        raise ValueError("a mute is about a watch, a story, an actor, a publisher or a tag: name one at least")
    if until is None and not until_changed:
        raise ValueError("a mute has an end: say how long, or until something changes")
    end = until or now + LONGEST
    if end <= now:
        raise ValueError(f"the mute would have ended at {end:%Y-%m-%d %H:%M} UTC already")
    if end > now + LONGEST:
        raise ValueError(f"a mute lasts at most {LONGEST.days} days, until {now + LONGEST:%Y-%m-%d %H:%M} UTC")
    return Mute(
        id=content_id("mute", named(matcher), now.isoformat(), author, reason),
        matcher=matcher,
        until=end,
        until_changed=until_changed,
        reason=reason,
        author=author,
        created=now,
        origin=origin,
    )


def is_in_force(mute: Mute, now: datetime) -> bool:
    """Whether `mute` holds at `now` what it is about; its beginning is left out, clocks of two machines differ."""
    return mute.ended is None and now < ends(mute)


def _has_changed(mute: Mute, told: datetime | None, changed: bool) -> bool:
    """Whether a mute until a change has ended for a story: while it holds, only a change is told."""
    return mute.until_changed and (changed or (told is not None and told > mute.created))


def ends(mute: Mute) -> datetime:
    """When `mute` ends if nobody ends it sooner: never later than `LONGEST` after it was created."""
    return min(mute.until, mute.created + LONGEST)


def is_about(matcher: MuteMatcher, match: Match) -> bool:
    """Whether all that `matcher` gives holds for `match`; one that gives nothing is about nothing."""
    article = match.article
    return meets(
        matcher,
        watch=match.watch,
        stories=(match.story, *match.merged),
        actors=match.actors,
        publisher=article.publisher,
        tags=(*article.tags, *article.source_tags),
    )


def meets(
    matcher: MuteMatcher,
    *,
    watch: str,
    stories: Collection[str],
    actors: Collection[str],
    publisher: str,
    tags: Collection[str],
) -> bool:
    """Whether all that `matcher` gives holds for these; case of publishers and tags does not count."""
    asked = (
        (matcher.watch, {watch}),
        (matcher.story, set(stories)),
        (matcher.actor, set(actors)),
        (matcher.publisher and matcher.publisher.casefold(), {publisher.casefold()}),
        (matcher.tag and matcher.tag.casefold(), {tag.casefold() for tag in tags}),
    )
    given = [wanted in there for wanted, there in asked if wanted is not None]
    return bool(given) and all(given)


def named(matcher: MuteMatcher) -> str:
    """What a mute is about, in words: "watch eu-sanctions and publisher Herald"."""
    said = ((name, getattr(matcher, name)) for name in matcher.__struct_fields__)
    return " and ".join(f"{name} {value}" for name, value in said if value is not None)


def muted_by(mute: Mute) -> str:
    """Who muted until when and why, in words: "muted by anna until 2026-10-01 09:00 UTC: known"."""
    changed = " or a change" if mute.until_changed else ""
    return f"muted by {mute.author} until {ends(mute):%Y-%m-%d %H:%M} UTC{changed}: {mute.reason}"
