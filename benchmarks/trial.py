"""How fast watches are tried on the past: `python -m benchmarks.trial FILE.jsonl` (`title` and `text` a line).

Annotates some articles of FILE and makes many of them over 30 days: each with sentences of others behind its own, four
of ten begin a story, the others go on with one of the last day or copy it. Archives them (in a file of its own, or in
the store at --store, which is filled where it is empty) and tries on them a query and the watchlist config/watchlists/
leaders.yaml, as `wirewatch watch try --since 30d` does. The baseline is to read every article of the archive and match
it, without deciding anything. Prints the time of the wall and, on a busy machine more telling, of all processors.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from benchmarks.matching.made import NOW
from benchmarks.search import base, rows_of
from monitor.config.compile.watchlist import Compiled
from monitor.config.question import asked, proposed
from monitor.ledger.rules import GivenRules
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.narrowing.terms import EVERYTHING
from monitor.records import AnnotatedArticle, Relation
from monitor.store.base import Store
from monitor.store.open import open_store
from monitor.trial.sides import Side, Tried
from monitor.trial.trying import try_watches

_NOWHERE = Path("/nonexistent")  # no watchlists: actors are those of the gazetteer
_LEADERS = Path("config/watchlists/leaders.yaml")
_QUERY = "(president OR minister) NEAR/8 talks"
_DAYS = timedelta(days=30)
_RELATIONS = (Relation.NEW_STORY,) * 4 + (Relation.FOLLOW_UP,) * 4 + (Relation.NEAR_DUPLICATE,) * 2


def many(originals: Sequence[AnnotatedArticle], file: Path, number: int, seed: int) -> Iterator[AnnotatedArticle]:
    """`number` articles: an original with some sentences of `file` behind it; a story goes on within a day."""
    chance, last_day = random.Random(seed), max(1, number // 30)
    rows = rows_of(file)
    sentences = [each.strip() + "." for row in rows for each in row["text"].split(". ") if 30 < len(each) < 300]
    stories: list[str] = []
    for count in range(number):
        original, relation = originals[chance.randrange(len(originals))], chance.choice(_RELATIONS)
        is_new = relation is Relation.NEW_STORY or not stories
        story = f"s-{count}" if is_new else chance.choice(stories[-last_day:])
        stories += [story] if is_new else []
        text = original.article.text + "\n" + " ".join(chance.sample(sentences, chance.randint(2, 10)))
        fetched = NOW - _DAYS * (1 - count / number)
        article = replace(original.article, id=f"a-{count}", text=text, fetched=fetched)
        yield replace(original, article=article, story=story, relation=Relation.NEW_STORY if is_new else relation)


async def fill(store: Store, file: Path, number: int, originals: int, seed: int) -> None:
    if not (await store.counts())["articles"]:
        for each in many(await base(file, originals), file, number, seed):
            await store.archive_article(each)


async def read_all(store: Store, made: Compiled) -> int:
    """The baseline: reads and matches every article; how many matched."""
    matcher, matched, before = compile_watchlists([made.watchlist]), 0, None
    while found := await store.candidates(EVERYTHING, since=NOW - _DAYS, before=before, limit=256):
        before = found[-1].position
        for each in found:
            annotated = each.annotated
            matched += bool(matcher.match(annotated, annotated.article.fetched).matches)
    return matched


async def tried(store: Store, made: Compiled) -> Tried:
    return await try_watches(store, [Side([made.watchlist], GivenRules(policies=made.policies))], NOW - _DAYS)


async def timed(name: str, work: Callable[[], Awaitable[object]]) -> float:
    begun, before = time.perf_counter(), os.times()
    await work()
    wall, after = time.perf_counter() - begun, os.times()
    processors = sum(after[:4]) - sum(before[:4])
    print(f"  {name:58} {wall:8.1f} s, {processors:8.1f} s of processors", flush=True)
    return processors


async def measured(file: Path, url: str, number: int, originals: int, seed: int) -> None:
    store = await open_store(url)
    try:
        await fill(store, file, number, originals, seed)
        print(f"{(await store.counts())['articles']} articles")
        for name, made in ((_QUERY, asked(_QUERY, _NOWHERE)), (str(_LEADERS), proposed(_LEADERS))):
            found = await tried(store, made)
            outcome = found.outcomes[0]
            print(f"{name}: {len(outcome.matches)} matches, {len(outcome.alerts)} alerts")
            baseline = await timed("baseline: read and match every article", partial(read_all, store, made))
            trial = await timed("watch try", partial(tried, store, made))
            print(f"  {'times as fast as the baseline, of processors':58} {baseline / trial:8.1f}")
    finally:
        await store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--originals", type=int, default=400, help="articles that are annotated")
    parser.add_argument("--store", help="an empty store, or one that this filled, sqlite:/// or postgresql://")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        url = options.store or f"sqlite:///{directory}/archive.db"
        asyncio.run(measured(options.file, url, options.articles, options.originals, options.seed))


if __name__ == "__main__":
    main()
