"""How well and how fast copies are recognised: `python -m benchmarks.copies FILE.jsonl` (`title` and `text` a line).

Makes disturbed copies of the articles, mixes them into the stream behind their originals, places everything, and prints
recall a kind of disturbance, precision, articles a second of one core and memory an article, beside MinHash (128
permutations, 5-word shingles, Jaccard ≥ .5). The last line is JSON.

A copy is found if it copies or expands its original, also over others; `annotated_again` is the part of the copies that
do so as texts that expand it, and cost language work like news. Precision is over all that was called a copy: a
disturbed one is right as one of its original; an original called a copy of another one is right if at least .3 of the
shorter text's words stand in the other in runs of four or more, by difflib, which sees whole texts in order and no
shingles. Articles that the file itself holds twice are in the stream but no copies are made of them: those would have
two originals. Half of the publishers put their footer under all they print, so that boilerplate has to be seen through.
"""

import argparse
import json
import random
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.records import Article, Relation, decode, encode
from monitor.stories.fingerprint import normalised_words
from monitor.stories.index import StoryIndex
from monitor.stories.sketch import Sketch

NOW = datetime(2025, 1, 1, tzinfo=UTC)
PUBLISHERS = 12


class Item(NamedTuple):
    """One article of the stream; `original` is the id it was made from, its own for an original."""

    article: Article
    original: str
    kind: str


Words = list[str]


class Desk(NamedTuple):
    """Who makes a copy."""

    chance: random.Random
    vocabulary: Words  # all words of the file
    publisher: int

    def footer(self) -> Words:
        """What this publisher puts under all it prints; those of even numbers put nothing."""
        return random.Random(self.publisher).choices(self.vocabulary, k=30) if self.publisher % 2 else []


Disturbance = Callable[[Desk, Words], Words]


def third(desk: Desk, words: Words) -> Words:
    length = max(len(words) // 3, 45)  # shorter texts are copies only when equal
    start = desk.chance.randrange(max(len(words) - length, 0) + 1)
    return words[start : start + length]


def changed(desk: Desk, words: Words) -> Words:
    return [desk.chance.choice(desk.vocabulary) if desk.chance.random() < 0.1 else word for word in words]


def footer(desk: Desk, words: Words) -> Words:
    return words + desk.footer()


def quote(desk: Desk, words: Words) -> Words:
    place = desk.chance.randrange(len(words) + 1)
    return [*words[:place], '"', *desk.chance.choices(desk.vocabulary, k=30), '"', *words[place:]]


def paragraphs(desk: Desk, words: Words) -> Words:
    return [f"{word}\n\n" if desk.chance.random() < 0.05 else word for word in words]


def headline(_: Desk, words: Words) -> Words:
    return words  # the title is changed where the copy is put together


KINDS: dict[str, tuple[Disturbance, ...]] = {
    "cut to a third": (third,),
    "10 % of words changed": (changed,),
    "footer added": (footer,),
    "new headline": (headline,),
    "re-paragraphed": (paragraphs,),
    "quote put in": (quote,),
    "changed, quote, footer": (changed, quote, footer),
    "cut, changed": (third, changed),
    "cut, new headline, footer": (third, headline, footer),
}


def originals(path: Path, limit: int) -> list[Article]:
    """The articles of the file, with the footers of their publishers."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(limit), strict=False)]
    vocabulary = [word for row in rows for word in row["text"].split()]
    desks = (Desk(random.Random(0), vocabulary, number % PUBLISHERS) for number in range(len(rows)))
    return [
        article(f"a-{number}", desk.publisher, row.get("title") or "", f"{row['text']}\n{' '.join(desk.footer())}")
        for number, (row, desk) in enumerate(zip(rows, desks, strict=True))
    ]


def article(name: str, publisher: int, title: str, text: str) -> Article:
    return Article(
        id=name, feed="file", entry=name, url="", title=title, text=text, publisher=f"p{publisher}", fetched=NOW
    )


def copies(chance: random.Random, source: Article, vocabulary: Words) -> Iterator[Item]:
    for number, (kind, disturbances) in enumerate(KINDS.items()):
        desk = Desk(chance, vocabulary, chance.randrange(1, PUBLISHERS, 2))
        words = source.text.split()
        for disturb in disturbances:
            words = disturb(desk, words)
        title = " ".join(chance.choices(vocabulary, k=8)) if headline in disturbances else source.title
        yield Item(article(f"{source.id}-{number}", desk.publisher, title, " ".join(words)), source.id, kind)


def stream(seed: int, sources: list[Article]) -> list[Item]:
    """Originals and copies at random moments, every copy behind its original."""
    chance = random.Random(seed)
    vocabulary = [word for source in sources for word in source.text.split()]
    twice = held_twice(sources)
    timed: list[tuple[float, Item]] = []
    for source in sources:
        moment = chance.random()
        timed.append((moment, Item(source, source.id, "original")))
        if source.id not in twice:
            timed += [(chance.uniform(moment, 1), copy) for copy in copies(chance, source, vocabulary)]
    return [item for _, item in sorted(timed, key=lambda pair: pair[0])]


def held_twice(sources: list[Article]) -> set[str]:
    """Articles that copy another of the file, and those that they copy."""
    run, _ = by_containment([Item(source, source.id, "original") for source in sources])
    return {name for copied, original in run.found.items() if copied != original for name in (copied, original)}


class Run(NamedTuple):
    """What a method made of the stream: for each article the first of its story, and the seconds."""

    found: dict[str, str]
    seconds: float


def by_containment(items: list[Item]) -> tuple[Run, list[Sketch]]:
    index, sketches = StoryIndex(), []
    start = time.process_time()
    for item in items:
        sketch = index.place(item.article, NOW).sketch
        index.remember(sketch)
        sketches.append(sketch)
    seconds = time.process_time() - start
    found: dict[str, str] = {}  # a text that only goes on with a story is found to be no copy
    for sketch in sketches:
        of = sketch.original or sketch.expands
        found[sketch.article] = found[of] if of else sketch.article
    return Run(found, seconds), sketches


class MinHash:
    """The usual way: 128 permutations, 32 bands of 4, estimated Jaccard ≥ .5."""

    def __init__(self) -> None:
        chance = np.random.default_rng(1)
        self._factors = chance.integers(1, 2**61, 128, np.uint64) | np.uint64(1)
        self._terms = chance.integers(0, 2**61, 128, np.uint64)
        self._bands: dict[tuple[int, bytes], list[str]] = defaultdict(list)
        self._signatures: dict[str, NDArray[np.uint64]] = {}

    def original(self, item: Article) -> str:
        """The first copy that resembles `item` most, else its own id, which is remembered."""
        signature = self._signature(item)
        bands = [(band, signature[band * 4 : band * 4 + 4].tobytes()) for band in range(32)]
        candidates = {name for band in bands for name in self._bands.get(band, ())}
        resemblance = {name: float(np.mean(self._signatures[name] == signature)) for name in candidates}
        best = max(resemblance, key=lambda name: resemblance[name], default=item.id)
        if resemblance.get(best, 0) >= 0.5:
            return best
        self._signatures[item.id] = signature
        for band in bands:
            self._bands[band].append(item.id)
        return item.id

    def _signature(self, item: Article) -> NDArray[np.uint64]:
        words = normalised_words(item.document)
        shingles = {hash(tuple(words[start : start + 5])) & (2**64 - 1) for start in range(max(len(words) - 4, 1))}
        hashes = np.fromiter(shingles, np.uint64, len(shingles))
        permuted = (hashes[:, None] * self._factors + self._terms) >> np.uint64(16)
        signature: NDArray[np.uint64] = permuted.min(axis=0)
        return signature


def by_minhash(items: list[Item]) -> Run:
    index = MinHash()
    start = time.process_time()
    found = {item.article.id: index.original(item.article) for item in items}
    return Run(found, time.process_time() - start)


def really_copies(one: Article, other: Article) -> bool:
    first, second = normalised_words(one.document), normalised_words(other.document)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 4) >= 0.3 * min(len(first), len(second))


def score(items: list[Item], run: Run) -> dict[str, float]:
    """Recall, also a kind, precision and speed."""
    articles = {item.article.id: item.article for item in items}
    called, right, made, recalled = 0, 0, Counter[str](), Counter[str]()
    for item in items:
        place, truth = run.found[item.article.id], run.found[item.original]
        is_copy = item.kind != "original"
        made[item.kind] += is_copy
        recalled[item.kind] += is_copy and place == truth
        if place != item.article.id:
            called += 1
            right += place == truth if is_copy else really_copies(item.article, articles[place])
    kinds = {kind: round(recalled[kind] / made[kind], 4) for kind in KINDS}
    return {
        **kinds,
        "recall": round(recalled.total() / made.total(), 4),
        "precision": round(right / max(called, 1), 4),
        "articles_per_second": round(len(items) / run.seconds),
    }


def annotated_again(items: list[Item], sketches: list[Sketch]) -> float:
    """The part of the copies that cost language work because they are taken for expanded texts."""
    relations = [sketch.relation for item, sketch in zip(items, sketches, strict=True) if item.kind != "original"]
    return round(relations.count(Relation.EXPANDED) / max(len(relations), 1), 4)


def memory(sketches: list[Sketch]) -> dict[str, float]:
    """Bytes an article in the index, over originals alone and over the whole stream, and in the store."""
    firsts = [encode(sketch) for sketch in sketches if sketch.original is None]
    everything = [encode(sketch) for sketch in sketches]
    return {
        "bytes_per_original": _index_bytes(firsts),
        "bytes_per_article": _index_bytes(everything),
        "bytes_per_original_stored": sum(map(len, firsts)) // len(firsts),
    }


def _index_bytes(encoded: list[bytes]) -> int:
    tracemalloc.start()
    index = StoryIndex.from_sketches(decode(sketch, Sketch) for sketch in encoded)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size // len(index)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=2_000, help="articles to read")
    options = parser.parse_args(arguments)
    items = stream(options.seed, originals(options.file, options.limit))
    run, sketches = by_containment(items)
    ours, theirs = score(items, run), score(items, by_minhash(items))
    print(f"{len(items)} articles, {sum(item.kind == 'original' for item in items)} of them originals\n")
    print(f"{'':28}{'containment':>12}{'MinHash':>12}")
    for name, value in ours.items():
        print(f"{name:28}{value:>12}{theirs[name]:>12}")
    used = {"annotated_again": annotated_again(items, sketches), **memory(sketches)}
    for name, size in used.items():
        print(f"{name:28}{size:>12}")
    print(json.dumps({**ours, **used, "articles": len(items), "seed": options.seed, "minhash": theirs}))


if __name__ == "__main__":
    main()
