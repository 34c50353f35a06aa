"""A trial on the past tells what the program told at the time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from monitor.alerting.policy import Policy, Realert, Throttle
from monitor.clock import ManualClock
from monitor.config.load import load
from monitor.ledger.rules import GivenRules
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.watchlist import Watchlist
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Pipeline
from monitor.records import Article, DecisionReason
from monitor.store.memory import MemoryStore
from monitor.trial.sides import Side, Tried
from monitor.trial.trying import try_watches
from seeds.serve import SEEDS
from tests.match.builders import article, says, watch, watchlist
from tests.seeds.morning import entries
from tests.store.builders import NOON, minutes

TRUCE = watchlist(watch(says("truce"), id="truces"))


async def tried(store: MemoryStore, *lists: Watchlist, since: datetime | None = None, **rules: Policy) -> Tried:
    sides = [Side([each], GivenRules(policies=rules)) for each in lists]
    return await try_watches(store, sides, since)


async def archive(*texts: str) -> MemoryStore:
    """A store with these articles, each a story of its own, half an hour apart, archived from the first to the last."""
    store = MemoryStore()
    for number, text in enumerate(texts):
        each = article(
            text, id=f"a-{number}", story=f"s-{number}", fetched=NOON + minutes(30 * number), title=f"{number}"
        )
        await store.archive_article(each)
    return store


async def test_what_was_told_once_in_a_story_is_told_once() -> None:
    store = MemoryStore()
    for number in range(3):
        await store.archive_article(article("A truce holds.", id=f"a-{number}", fetched=NOON + minutes(number)))
    [outcome] = (await tried(store, TRUCE)).outcomes
    assert [match.article.id for match in outcome.matches] == ["a-0", "a-1", "a-2"]
    assert [alert.article for alert in outcome.alerts] == ["a-0"]
    assert sum(outcome.reasons["truces"].values()) == 3


async def test_only_what_was_fetched_since_is_looked_at() -> None:
    store = await archive("A truce.", "Another truce is agreed in Geneva.", "Sheep.")
    found = await tried(store, TRUCE, since=NOON + minutes(30))
    assert (found.span.articles, found.span.first, found.span.last) == (2, NOON + minutes(30), NOON + minutes(60))
    assert [match.article.id for match in found.outcomes[0].matches] == ["a-1"]


async def test_what_a_throttle_holds_is_told_later_and_counted() -> None:
    store = MemoryStore()
    for number, dead in enumerate((3, 40, 400)):
        text = f"A truce ended: {dead} people were killed."
        await store.archive_article(article(text, id=f"a-{number}", fetched=NOON + minutes(number)))
    throttle = Throttle(every_seconds=3600.0)
    every = Policy(watch="truces", watchlist="desk", realert=Realert.EVERY, throttle=throttle)
    [outcome] = (await tried(store, TRUCE, truces=every)).outcomes
    assert len(outcome.matches) == 3
    assert [alert.article for alert in outcome.alerts] == ["a-0", "a-2"]
    assert outcome.reasons["truces"][DecisionReason.THROTTLE_ENDED] == 1


async def test_two_sides_are_tried_on_one_reading() -> None:
    store = await archive("A truce.", "Talks.", "A truce and talks.")
    both = watchlist(watch(says("talks"), id="truces"))
    found = await tried(store, TRUCE, both)
    assert [[match.article.id for match in each.matches] for each in found.outcomes] == [
        ["a-0", "a-2"],
        ["a-1", "a-2"],
    ]


@pytest.mark.slow(6)
async def test_the_alerts_of_the_morning_are_those_that_the_program_gave() -> None:
    configuration = load(SEEDS / "config", {})
    clock, store = ManualClock(NOON), MemoryStore()
    pipeline = Pipeline(InlineAnnotator(), compile_watchlists(configuration.watchlists), clock, configuration)
    told = []
    for each in _morning():
        clock.now = each.fetched
        told += [alert.id for alert in await pipeline.tick()]
        passage = await pipeline.take(each)
        told += [alert.id for alert in passage.alerts]
        await store.archive_article(passage.annotated)
    [outcome] = (await try_watches(store, [Side(configuration.watchlists, configuration)])).outcomes
    assert sorted(alert.id for alert in outcome.alerts) == sorted(told)
    assert len(told) > 20


def _morning() -> Sequence[Article]:
    """The entries of the seeds as articles, fetched when they were published; one that stands in two feeds once."""
    made = {}
    for number, entry in enumerate(sorted(entries(), key=lambda each: each.published or NOON)):
        at = NOON + minutes(number)
        source: dict[str, Any] = {
            "publisher": entry.feed,
            "feed": entry.feed,
            "url": entry.link,
            "published": entry.published,
        }
        made[entry.title] = article(entry.text, title=entry.title, id=f"a-{number}", fetched=at, **source).article
    return sorted(made.values(), key=lambda each: each.fetched)
