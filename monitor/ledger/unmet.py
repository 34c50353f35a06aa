"""Matches of articles that do not meet a watch but take up what it told: edited, withdrawn, denied, a figure far above.

Who was told of something hears of it. Only articles of stories that go on are looked at, and of those only such as may
take something up; a match is made where the watch has told the story and the facts say that it does. Where its last
match is still on its way to being told, the chain has the say.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from cachetools import LRUCache

from monitor.alerting import facts
from monitor.alerting.facts import Facts
from monitor.alerting.state import together
from monitor.ledger.rules import LedgerStore
from monitor.match.matcher import Matcher
from monitor.records import AnnotatedArticle, DecisionOutcome, Match, Record, Visibility, Withdrawal
from monitor.store.base import DecisionQuery, DecisionRow

_TOLD: Final = frozenset({DecisionOutcome.TOLD, DecisionOutcome.RELEASED})
_MOST: Final = 1000  # decisions of one story
_STORIES: Final = 10_000  # whose matches are remembered until they are decided

_Articles = dict[str, set[str]]  # by watch: the articles that met it


class _Told(Record, frozen=True, kw_only=True):
    """What a watch has told of a story; no facts where that is not decided yet."""

    facts: Facts | None
    has_article: bool  # an earlier version of the article met the watch


class UnmetMatches:
    """Makes them, after those of the watches that an article meets; remembers which watches the last stories met."""

    def __init__(self, store: LedgerStore) -> None:
        self._store = store
        self._met: LRUCache[str, _Articles] = LRUCache(maxsize=_STORIES)

    async def beside(
        self, annotated: AnnotatedArticle, matches: Sequence[Match], matcher: Matcher, now: datetime
    ) -> tuple[Match, ...]:
        """Those of `annotated`, a watch once; `matches` are those of the watches that it meets."""
        reasons, met = tuple(facts.may_take_up(annotated)), {match.watch for match in matches}
        found = [match async for match in self._found(annotated, reasons, met, matcher, now)] if reasons else []
        self.remember(matches)
        return tuple(found)

    def remember(self, matches: Iterable[Match]) -> None:
        """Knows `matches`, on which nothing is decided yet, whoever made them."""
        for match in matches:
            if match.visibility is Visibility.LIVE and not match.unsure:
                met = self._met.setdefault(match.story, {})
                met.setdefault(match.watch, set()).add(match.article.id)

    async def _found(
        self,
        annotated: AnnotatedArticle,
        reasons: Sequence[Withdrawal],
        met: Collection[str],
        matcher: Matcher,
        now: datetime,
    ) -> AsyncIterator[Match]:
        for watch, told in (await self._told(annotated, met)).items():
            made = (matcher.unmet(annotated, watch, why, now) for why in reasons if _can_be(why, told))
            match = next((each for each in made if each is not None and _takes_up(told, each)), None)
            if match is not None:
                yield match

    async def _told(self, annotated: AnnotatedArticle, met: Collection[str]) -> dict[str, _Told]:
        """The watches that have met the story before, under the ids that they have now, and what they told."""
        stories = (annotated.story, *annotated.merged)
        rows: defaultdict[str, list[DecisionRow]] = defaultdict(list)
        found = await self._store.decisions(DecisionQuery(stories=stories, receiver=""), _MOST)
        undecided = [self._met.get(story, {}) for story in stories]
        names = await self._store.renames() if found or any(undecided) else {}
        for row in found:
            rows[names.get(row.decision.watch, row.decision.watch)].append(row)
        recent = _joined(undecided, names)
        return {
            watch: told
            for watch in sorted({*rows, *recent} - {*met})
            if (told := await self._told_by(watch, annotated, rows[watch], recent.get(watch, set()))) is not None
        }

    async def _told_by(
        self, watch: str, annotated: AnnotatedArticle, rows: Sequence[DecisionRow], recent: set[str]
    ) -> _Told | None:
        told = [row for row in rows if row.decision.outcome in _TOLD and not (row.alert and row.alert.unsure)]
        if not told:
            undecided = recent - {row.decision.article for row in rows}
            return _Told(facts=None, has_article=annotated.article.id in undecided) if undecided else None
        states = await self._store.alert_states(watch, (annotated.story, *annotated.merged))
        return _Told(facts=together(state.told for state in states.values()), has_article=any(_holds(annotated, told)))


def _joined(met: Iterable[_Articles], names: Mapping[str, str]) -> _Articles:
    """All of `met` as one, watches under the ids that they have now."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in met:
        for watch, articles in each.items():
            found[names.get(watch, watch)] |= articles
    return found


def _can_be(why: Withdrawal, told: _Told) -> bool:
    return why is not Withdrawal.EDITED or told.has_article


def _takes_up(told: _Told, match: Match) -> bool:
    return told.facts is None or facts.takes_up(told.facts, facts.of(match))


def _holds(annotated: AnnotatedArticle, rows: Iterable[DecisionRow]) -> Iterator[bool]:
    """Whether earlier versions of the article were told by words that its text is still long enough to hold.

    A feed that gives a shorter text of the same article takes nothing back.
    """
    alerts = (row.alert for row in rows if row.decision.article == annotated.article.id)
    evidence = (piece for alert in alerts if alert is not None for piece in alert.evidence)
    return (piece.matched.end <= len(annotated.article.document) for piece in evidence)
