"""Articles that do not meet a watch and take up what it told reach who was told; all others do not."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from monitor.alerting.renames import KnownWatch
from monitor.ledger.matches import decide_on
from monitor.ledger.rules import GivenRules
from monitor.ledger.unmet import UnmetMatches
from monitor.records import (
    Alert,
    AlertKind,
    AnnotatedArticle,
    DecisionOutcome,
    Relation,
    Visibility,
    Withdrawal,
)
from monitor.store.memory import MemoryStore
from tests.alerting.facts.pairs import NOW, annotated, desk

STRUCK = "Turkey strikes airport in Iraq | Turkey struck an airport in northern Iraq on Friday, Kurdish officials said."
DENIED = "Turkey denies striking airport in Iraq | Turkey denied that it had struck an airport in northern Iraq."
SILENT = (
    "Travel: the airport of Erbil | The airport in the north of Iraq has a new hall, and a Turkish firm built its roof."
)


class Desk:
    """The way of articles from matching to the ledger."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.unmet = UnmetMatches(self.store)

    async def take(self, article: AnnotatedArticle, *, decides: bool = True) -> list[Alert]:
        """What the watch "attacks" tells of an article; where nothing is decided, the alert agent is behind."""
        met = [match for match in desk().match(article, NOW).matches if match.watch == "attacks"]
        unmet = [match for match in await self.unmet.beside(article, met, desk(), NOW) if match.watch == "attacks"]
        self.pending = [*met, *unmet]
        return await self.decide() if decides else []

    async def decide(self) -> list[Alert]:
        recorded = [await decide_on(match, self.store, GivenRules(), NOW) for match in self.pending]
        rows = [row for each in recorded for row in each.new if row.decision.outcome is DecisionOutcome.TOLD]
        return [row.alert for row in rows if row.alert is not None]


def version(article: AnnotatedArticle, number: int) -> AnnotatedArticle:
    return replace(article, article=replace(article.article, version=number), relation=Relation.SAME_ARTICLE)


async def test_who_was_told_is_told_that_it_is_denied() -> None:
    newsroom = Desk()
    await newsroom.take(annotated(STRUCK, "first"))
    (alert,) = await newsroom.take(annotated(DENIED, "later"))
    assert (alert.kind, alert.article, alert.step) == (AlertKind.CHANGE, "later", 2)
    assert [(change.before, change.after) for change in alert.changes] == [("asserted", "denied")]
    assert Withdrawal.DENIED in alert.reason
    assert await newsroom.take(annotated(DENIED, "third")) == []


async def test_what_nobody_was_told_is_not_denied_to_anybody() -> None:
    newsroom = Desk()
    assert await newsroom.take(annotated(DENIED, "later")) == []
    assert newsroom.pending == []


async def test_a_denial_right_behind_the_report_waits_for_no_ledger() -> None:
    newsroom = Desk()
    await newsroom.take(annotated(STRUCK, "first"), decides=False)
    behind = newsroom.pending
    await newsroom.take(annotated(DENIED, "later"), decides=False)
    newsroom.pending = [*behind, *newsroom.pending]
    assert [alert.kind for alert in await newsroom.decide()] == [AlertKind.FIRST, AlertKind.CHANGE]


async def test_a_watch_in_shadow_is_not_waited_for() -> None:
    newsroom = Desk()
    article = annotated(STRUCK, "first")
    shadow = [replace(match, visibility=Visibility.SHADOW) for match in desk().match(article, NOW).matches]
    await newsroom.unmet.beside(article, shadow, desk(), NOW)
    assert await newsroom.unmet.beside(annotated(DENIED, "later"), (), desk(), NOW) == ()


async def test_an_edit_that_takes_out_what_was_told_is_a_correction() -> None:
    newsroom = Desk()
    await newsroom.take(annotated(STRUCK, "first"))
    (alert,) = await newsroom.take(version(annotated(SILENT, "first"), 2))
    assert alert.kind is AlertKind.CORRECTION
    assert Withdrawal.EDITED in alert.reason
    assert await newsroom.take(version(annotated(SILENT, "first"), 3)) == []


@pytest.mark.parametrize(
    "written",
    [
        lambda: version(annotated(SILENT, "first"), 1),  # of another feed, not an edit
        lambda: version(annotated(SILENT, "other"), 2),  # an edit of another article
        lambda: version(annotated("Turkey | ", "first"), 2),  # a shorter text of the same
        lambda: annotated(SILENT, "other"),
    ],
)
async def test_what_takes_nothing_back_tells_nothing(written: Callable[[], AnnotatedArticle]) -> None:
    newsroom = Desk()
    await newsroom.take(annotated(STRUCK, "first"))
    assert await newsroom.take(written()) == []


async def test_stories_that_were_merged_are_taken_up_too() -> None:
    newsroom = Desk()
    await newsroom.take(annotated(STRUCK, "first"))
    denied = replace(annotated(DENIED, "later"), story="s-0", merged=("s-1",))
    assert [alert.kind for alert in await newsroom.take(denied)] == [AlertKind.CHANGE]


async def test_a_match_of_the_watch_under_an_id_that_it_had_before_counts_as_one_of_its_own() -> None:
    newsroom = Desk()
    met = [match for match in desk().match(annotated(STRUCK, "first"), NOW).matches if match.watch == "attacks"]
    newsroom.unmet.remember([replace(match, watch="raids") for match in met])
    assert await newsroom.take(annotated(DENIED, "later"), decides=False) == []
    assert newsroom.pending == []
    before = KnownWatch(watch="raids", watchlist="desk", fingerprint="raids")
    await newsroom.store.remember_watches([before], {}, NOW)
    await newsroom.store.remember_watches([], {"raids": replace(before, watch="attacks")}, NOW)
    await newsroom.take(annotated(DENIED, "later"), decides=False)
    assert [(match.watch, match.withdrawal) for match in newsroom.pending] == [("attacks", Withdrawal.DENIED)]
