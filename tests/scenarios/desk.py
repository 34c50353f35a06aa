"""A desk that is told of news: scripts of moments say what arrives, what people do, and what has left by when.

The same script runs on two engines: `monitor.pipeline` without any broker, and the real program on the embedded log.
A receiver takes what it is sent and puts it into one line, such as

    desk: first strike | Strike on Velna
    desk: change strike | Toll rises in Velna (dead 3 → 40)
    mail: digest of 2 [first strike | Strike on Velna; first talks | Talks open] and 3 more
    desk: release strike of 14 | Strike on Velna
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from monitor.clock import ManualClock
from monitor.identity import content_id
from monitor.records import Acknowledgement, Alert, AlertKind, Article, Bundle, Mute, MuteMatcher

FIRST_DAY = date(2026, 10, 5)


def moment(when: str) -> datetime:
    """ "09:05" on the first day, or "+1 07:00" so many days later, in UTC."""
    days, _, clock = when.rpartition(" ")
    return datetime.combine(FIRST_DAY + timedelta(days=int(days or 0)), time.fromisoformat(clock), UTC)


def shown(alert: Alert) -> str:
    """One alert in one line."""
    held = f" of {alert.held.count}" if alert.held and alert.kind is AlertKind.RELEASE else ""
    changes = "; ".join(f"{each.what} {each.before} → {each.after}" for each in alert.changes)
    return f"{alert.kind} {alert.watch}{held} | {alert.title}" + f" ({changes})" * bool(changes)


def shown_bundle(bundle: Bundle) -> str:
    """One bundle in one line."""
    more = f" and {bundle.more} more" * bool(bundle.more)
    return f"{bundle.kind} of {len(bundle.alerts)} [{'; '.join(map(shown, bundle.alerts))}]{more}"


class Engine(ABC):
    """What runs a script; `sent` grows as receivers are told."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.sent: list[str] = []
        self.away: set[str] = set()  # receivers that take nothing

    async def move_to(self, now: datetime) -> None:
        """The clock shows `now`; what is due by then has left when this returns."""
        self.clock.now = now
        await self.settle()

    async def arrive(self, articles: Sequence[Article]) -> None:
        """The articles are there, in this order; all that they lead to at this moment is done when this returns."""
        for article in articles:
            now = self.clock()
            await self.take(replace(article, fetched=now, published=now - timedelta(minutes=5)))
        await self.settle()

    @abstractmethod
    async def open(self) -> None:
        """Begins."""

    @abstractmethod
    async def close(self) -> None:
        """Ends."""

    @abstractmethod
    async def take(self, article: Article) -> None:
        """One article has been fetched."""

    @abstractmethod
    async def settle(self) -> None:
        """All that is due has left when this returns."""

    @abstractmethod
    async def mute(self, mute: Mute) -> None:
        """Somebody mutes, or ends a mute."""

    @abstractmethod
    async def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Somebody acknowledges a story."""

    @abstractmethod
    async def polled(self, now: datetime, *, well: bool) -> None:
        """All feeds were polled and brought nothing new."""

    @abstractmethod
    async def restart(self, now: datetime, watchlist: str | None = None) -> None:
        """The program ends, and begins again at `now`, with another watchlist if one is given."""

    @abstractmethod
    async def reload(self, now: datetime, watchlist: str) -> None:
        """The program reads its files again at `now`, where this watchlist stands."""


class Desk:
    """One script on one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._read = 0

    async def at(self, when: str, *articles: Article) -> None:
        """At this moment these articles arrive."""
        await self._engine.move_to(moment(when))
        await self._engine.arrive(articles)

    async def left(self, by: str) -> list[str]:
        """What has left since the last time this was asked, up to this moment."""
        await self._engine.move_to(moment(by))
        news, self._read = self._engine.sent[self._read :], len(self._engine.sent)
        return news

    async def mutes(
        self,
        when: str,
        *,
        until: str,
        watch: str | None = None,
        story: str | None = None,
        publisher: str | None = None,
        tag: str | None = None,
        until_changed: bool = False,
    ) -> Mute:
        """Ana mutes; a story is named by the article that began it."""
        await self._engine.move_to(moment(when))
        matcher = MuteMatcher(watch=watch, story=story and story_of(story), publisher=publisher, tag=tag)
        mute = Mute(
            id=content_id("mu", when, str(matcher)),
            matcher=matcher,
            until=moment(until),
            until_changed=until_changed,
            reason="known",
            author="ana",
            created=moment(when),
            origin="command",
        )
        await self._engine.mute(mute)
        return mute

    async def ends_mute(self, when: str, mute: Mute) -> None:
        """Ana ends her mute."""
        await self._engine.move_to(moment(when))
        await self._engine.mute(replace(mute, ended=moment(when)))

    async def acknowledges(self, when: str, *, watch: str, story: str) -> None:
        """Ana knows; the story is named by the article that began it."""
        await self._engine.move_to(moment(when))
        known = Acknowledgement(watch=watch, story=story_of(story), author="ana", at=moment(when))
        await self._engine.acknowledge(known)

    async def polls(self, when: str, *, until: str, well: bool) -> None:
        """The feeds are polled every half hour."""
        now = moment(when)
        while now <= moment(until):
            await self._engine.polled(now, well=well)
            await self._engine.move_to(now + timedelta(minutes=5))
            now += timedelta(minutes=30)

    async def restarts(self, when: str, watchlist: str | None = None) -> None:
        """The program was off until this moment."""
        await self._engine.restart(moment(when), watchlist)

    async def reloads(self, when: str, watchlist: str) -> None:
        """The watchlist is another one from this moment on, while the program runs."""
        await self._engine.reload(moment(when), watchlist)

    def goes_away(self, receiver: str) -> None:
        """The receiver takes nothing any more."""
        self._engine.away.add(receiver)

    def comes_back(self, receiver: str) -> None:
        """The receiver takes alerts again."""
        self._engine.away.discard(receiver)


def story_of(article: str) -> str:
    """The id of the story that this article began."""
    return content_id("s", article)
