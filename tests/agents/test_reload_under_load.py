"""A minute of 100 articles a second with a change of the watchlists every second, by a script of moments.

Each article is matched by the rules in force when it comes, and by no others; a change is compiled in another thread
while articles go on being matched. Of the alerts none is lost and none comes twice.
"""

import asyncio
import random
from collections import Counter
from datetime import timedelta

import pytest

from agents.match import match_agent
from monitor.ledger.unmet import UnmetMatches
from monitor.match.matcher import Compilation, Matcher, compile  # noqa: A004
from monitor.match.watchlist import All, Watch, Watchlist
from monitor.records import AnnotatedArticle, Match, decode
from monitor.store.memory import MemoryStore
from tests.match.builders import NOW, article, says, watch

pytestmark = pytest.mark.slow(4)

SECONDS, A_SECOND, WATCHES = 60, 100, 300
WORDS = [f"{first}{last}" for first in "mar bel tor vin sel kor".split() for last in "ano etta inus ola uris".split()]


def a_watch(chance: random.Random, id_: str) -> Watch:
    return watch(All(conditions=tuple(map(says, chance.sample(WORDS, 2)))), id=id_)


def changes() -> list[tuple[Watchlist, ...]]:
    """The rules of each second: one watch is another, one is new and one is gone."""
    chance = random.Random(7)
    watches = [a_watch(chance, f"w{number}") for number in range(WATCHES)]
    rules: list[tuple[Watchlist, ...]] = []
    for second in range(SECONDS + 1):
        rules.append((Watchlist(id="desk", watches=tuple(watches)),))
        del watches[chance.randrange(WATCHES - 1)]
        place = chance.randrange(WATCHES - 1)
        watches[place] = a_watch(chance, watches[place].id)
        watches.append(a_watch(chance, f"new{second}"))
    return rules


def stream() -> list[AnnotatedArticle]:
    chance = random.Random(8)
    texts = (" ".join(chance.sample(WORDS, 6)) + "." for _ in range(SECONDS * A_SECOND))
    return [article(f"It says {text}", id=f"a-{number}", story=f"st-{number}") for number, text in enumerate(texts)]


class Desk:
    """The agent of matching, and its watchlists as a reload changes them."""

    def __init__(self, rules: tuple[Watchlist, ...]) -> None:
        self.compilation = Compilation()
        self.matcher: Matcher = self.compilation.take(rules)
        self.in_force = rules
        self._agent = match_agent(lambda: self.matcher, UnmetMatches(MemoryStore()), lambda: NOW + timedelta(minutes=1))

    async def reload(self, rules: tuple[Watchlist, ...]) -> None:
        self.matcher = await asyncio.to_thread(self.compilation.take, rules)
        self.in_force = rules

    async def handle(self, annotated: AnnotatedArticle) -> list[str]:
        outcome = await self._agent.handle(annotated)
        return [decode(emission.value, Match).watch for emission in outcome.emissions]


async def test_no_article_is_matched_by_other_rules_than_those_in_force() -> None:
    rules, articles = changes(), stream()
    desk = Desk(rules[0])
    expected = {id(each): compile(each) for each in rules}
    told: Counter[tuple[str, str]] = Counter()
    meant: Counter[tuple[str, str]] = Counter()
    for second in range(SECONDS):
        changing = asyncio.create_task(desk.reload(rules[second + 1]))
        for annotated in articles[second * A_SECOND : (second + 1) * A_SECOND]:
            in_force = expected[id(desk.in_force)]
            meant.update((annotated.article.id, each.watch) for each in in_force.match(annotated, NOW).matches)
            told.update((annotated.article.id, each) for each in await desk.handle(annotated))
            await asyncio.sleep(0)
        await changing
        assert desk.in_force is rules[second + 1]
    assert told == meant
    assert len(told) > SECONDS * A_SECOND
    assert set(told.values()) == {1}
