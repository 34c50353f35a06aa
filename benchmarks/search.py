"""How fast the archive is searched: `python -m benchmarks.search FILE.jsonl` (`title` and `text` a line).

Annotates some articles of FILE and makes many of them: each with sentences of others behind its own, so that words are
as frequent as in news, over 90 days. Archives them (in a file of its own, or in the store at --store, which must be
empty), asks queries of the kinds that people write, each for its newest 20 articles, and prints the time and the
articles read a query, and the size of the store with and without the index. Times are those of the wall and, on a busy
machine more telling, of the processor.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy import make_url, text

from benchmarks.matching.made import NOW, Vocabulary
from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.question import asked
from monitor.match.narrowing.tokens import tokens
from monitor.nlp.inline import InlineAnnotator
from monitor.records import AnnotatedArticle
from monitor.search import search
from monitor.store.base import Store
from monitor.store.open import DRIVERS, open_store
from monitor.store.sql.database import Database, Step
from monitor.text.article import article_of, story_of
from monitor.text.ordinary import function_words

_NOWHERE = Path("/nonexistent")  # no watchlists: actors are those of the gazetteer
_SHOWN = 20
_TYPES = "ACCUSE AGREE ASSAULT CONSULT SANCTION THREATEN".split()
_COUNTRIES = "US GB FR DE RU CN IR IL".split()


class Asked(NamedTuple):
    """What a query took."""

    line: str
    wall: float  # seconds
    processor: float
    found: int
    read: int  # articles


class Counting:
    """A store that counts the articles that a search reads."""

    def __init__(self, store: Store) -> None:
        self._store, self.read = store, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def candidates(self, *arguments: object, **bounds: object) -> object:
        found = await self._store.candidates(*arguments, **bounds)  # type: ignore[arg-type]
        self.read += len(found)
        return found


def rows_of(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


async def base(file: Path, number: int) -> list[AnnotatedArticle]:
    """The first articles of `file`, annotated."""
    annotator, rows = InlineAnnotator(None), rows_of(file)[:number]
    made = (article_of(row["text"], NOW, source="benchmark", title=row["title"]) for row in rows)
    return [await annotator.annotate(story_of(each)) for each in made]


def many(
    originals: Sequence[AnnotatedArticle], file: Path, number: int, chance: random.Random
) -> Iterator[AnnotatedArticle]:
    """`number` articles: an original with some sentences of `file` behind it."""
    sentences = [
        each.strip() + "." for row in rows_of(file) for each in row["text"].split(". ") if 30 < len(each) < 300
    ]
    for count in range(number):
        original = originals[count % len(originals)]
        more = "\n" + " ".join(chance.sample(sentences, chance.randint(2, 10)))
        fetched = NOW - timedelta(days=90) * (1 - count / number)
        article = replace(original.article, id=f"a-{count}", text=original.article.text + more, fetched=fetched)
        yield replace(original, article=article, story=f"s-{count}")


def queries(file: Path, number: int, actors: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Lines of the kinds that people write, from rare words to common ones."""
    known = Vocabulary([f"{row['title']}\n{row['text']}" for row in rows_of(file)], chance)

    def word() -> str:
        return chance.choice(chance.choice([known.frequent, known.frequent, known.words])).lower()

    telling = [each for each in known.phrases if function_words("en").isdisjoint(each.lower().split())]

    def phrase() -> str:
        return f'"{chance.choice(telling)}"'

    def actor() -> str:
        return f"actor:{chance.choice(actors)}"

    kinds = (
        word,
        phrase,
        lambda: f"keyword:{word()} AND keyword:{word()}",
        lambda: f"keyword:{word()} AND (keyword:{word()} OR {phrase()})",
        lambda: f"keyword:{word()} NEAR/8 keyword:{word()}",
        lambda: f"{actor()} AND keyword:{word()}",
        actor,
        lambda: f"keyword:{word()} AND keyword:{word()} -keyword:{word()} scope:document",
        lambda: f"event:{chance.choice(_TYPES)}>{chance.choice(_COUNTRIES)}",
        lambda: f"keyword:{word()[:5].ljust(5, 'e')} AND {word()[:4].ljust(4, 'a')}*",
    )
    return (kinds[count % len(kinds)]() for count in range(number))


async def ask(store: Store, line: str) -> Asked:
    counting = Counting(store)
    watchlist = asked(line, _NOWHERE).watchlist
    wall, processor = time.perf_counter(), time.process_time()
    found = 0
    async for _ in search(counting, watchlist, watchlist.watches[0], NOW):  # type: ignore[arg-type]
        found += 1
        if found == _SHOWN:
            break
    return Asked(line, time.perf_counter() - wall, time.process_time() - processor, found, counting.read)


async def sizes(url: str) -> tuple[int, int]:
    """Bytes of the articles with their records, and of the index with the tokens that it is made of."""
    parsed = make_url(url)
    database = Database(parsed.set(drivername=DRIVERS[parsed.drivername]))
    try:
        if database.is_sqlite:
            pages = "SELECT sum(pgsize) FROM dbstat WHERE name {} 'article_tokens%' OR name = 'ix_articles_indexed'"
            index = (await database.fetch(text(pages.format("LIKE"))))[0][0]
            listed = (await database.fetch(text("SELECT sum(length(tokens) + length(sentences)) FROM articles")))[0][0]
            whole = (await database.fetch(text("SELECT sum(pgsize) FROM dbstat")))[0][0]
            return whole - index - listed, index + listed
        whole = (await database.fetch(text("SELECT pg_total_relation_size('articles')")))[0][0]
        listed = "SELECT sum(pg_column_size(tokens) + pg_column_size(sentences)) FROM articles"
        index = int((await database.fetch(text(listed)))[0][0])
        index += (await database.fetch(text("SELECT pg_relation_size('ix_articles_tokens')")))[0][0]
        return whole - index, index
    finally:
        await database.close()


async def analyse(url: str) -> None:
    """Has PostgreSQL count how often words are, as it does by itself within a minute."""
    parsed = make_url(url)
    database = Database(parsed.set(drivername=DRIVERS[parsed.drivername]))
    try:
        await database.write(Step(text("ANALYZE articles"), {}))
    finally:
        await database.close()


def _tell(name: str, value: float, unit: str) -> None:
    print(f"  {name:48} {value:>12,.1f} {unit}", flush=True)


async def measured(file: Path, url: str, number: int, asked_for: int, originals: int, seed: int) -> None:
    chance = random.Random(seed)
    bases = await base(file, originals)
    mentioned = {mention.actor for each in bases for mention in each.mentions if mention.actor}
    actors = sorted(mentioned & load_directory().entries.keys())
    store = await open_store(url)
    try:
        begun = time.process_time()
        for each in many(bases, file, number, chance):
            await store.archive_article(each)
        _tell("archived", number / (time.process_time() - begun), "articles a processor second")
        some = list(islice(many(bases, file, number, chance), 200))
        begun = time.process_time()
        listed = [len(tokens(each)) for each in some]
        _tell("of which tokens", (time.process_time() - begun) / len(some) * 1e6, "µs an article")
        _tell("tokens", statistics.mean(listed), "an article")
        await analyse(url)
        rows = [await ask(store, line) for line in queries(file, asked_for, actors, chance)]
    finally:
        await store.close()
    report(rows)
    records, index = await sizes(url)
    _tell("size of articles without the index", records / number, "bytes an article")
    _tell("size of the index", index / number, "bytes an article")


def report(rows: Sequence[Asked]) -> None:
    for name in ("wall", "processor"):
        found = sorted(1000 * getattr(row, name) for row in rows)
        for share in (0.5, 0.95, 0.99):
            _tell(f"{share:.0%} of queries, {name}", found[int(share * (len(found) - 1))], "ms")
    _tell("under 50 ms, wall", 100 * sum(row.wall < 0.05 for row in rows) / len(rows), "%")
    _tell("under 50 ms, processor", 100 * sum(row.processor < 0.05 for row in rows) / len(rows), "%")
    _tell("articles read", statistics.mean(row.read for row in rows), "a query")
    _tell("articles found", statistics.mean(row.found for row in rows), f"a query, at most {_SHOWN}")
    for row in sorted(rows, key=lambda row: -row.processor)[:8]:
        print(f"    {row.processor * 1000:8.1f} ms, {row.read:5} read, {row.found:2} found: {row.line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--originals", type=int, default=400, help="articles that are annotated")
    parser.add_argument("--store", help="an empty store, sqlite:/// or postgresql://")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        url = options.store or f"sqlite:///{directory}/archive.db"
        work = measured(options.file, url, options.articles, options.queries, options.originals, options.seed)
        asyncio.run(work)


if __name__ == "__main__":
    main()
