"""How well and how fast articles are put together into stories: `python -m benchmarks.stories FILE.jsonl`.

Each line has `id`, `text`, `story` (its true one), and may have `title`, `time` (RFC 3339) and `topic` (stories of one
topic look alike). The rows are streamed through the index that the program uses, shuffled anew for each run; rows that
all have a time come in its order, once. Printed are means over the runs, and their standard deviation:

- **B³** (Bagga and Baldwin 1998) and **pairs** of the storylines at the end: precision, recall, F1;
- `strict`: of the articles that joined a story as they came, the part in which the story's first labelled article is
  of their true story; B³ of the strict stories at the end;
- `repeats`: strict stories that a true story begins, less one, as the articles come (each would be told again), and
  at the end;
- `apart`: of the pairs of stories with one topic, how many do not share the storyline that most of their articles have;
- `articles_per_second` of one core, for the rows alone.

`--background FILE` gives two more blocks: the rows mixed with its articles (foreign ones in the story or storyline of a
row count as wrong), and the rows behind `--crowd N` open stories. Those are made up: the sentences of three articles
of the background, drawn, and each name in them replaced by another of the background's, everywhere in the text alike.
So words and names are as frequent as in news, and hardly any two of the crowd are of one story. The last line is JSON.
"""

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import mean, pstdev
from typing import Final, NamedTuple

from benchmarks.jsonl import Row, read_rows
from monitor.records import Article, Relation
from monitor.stories.index import StoryIndex
from monitor.stories.sketch import Sketch

NOW: Final = datetime(2025, 1, 1, tzinfo=UTC)
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")

Figures = dict[str, float]


class Item(NamedTuple):
    """An article with its true story, "" where that is unknown and no row's."""

    article: Article
    story: str


class Streamed(NamedTuple):
    """What became of the rows, in order; of the foreign ones too."""

    items: list[Item]
    sketches: list[Sketch]
    stories: StoryIndex
    seconds: float


def item(number: int, row: Row) -> Item:
    published = datetime.fromisoformat(row["time"]).astimezone(UTC) if row.get("time") else None
    name = str(row.get("id", f"b-{number}"))
    article = Article(
        id=name,
        feed="file",
        entry=name,
        url="",
        title=" ".join((row.get("title") or "").split()),
        text=row["text"],
        publisher=f"p{number % 40}",
        published=published,
        fetched=published or NOW,
    )
    return Item(article, str(row.get("story", "")))


def stream(items: list[Item], index: StoryIndex) -> Streamed:
    sketches = []
    start = time.process_time()
    for each in items:
        placement = index.place(each.article, each.article.fetched)
        index.remember(placement.sketch)
        sketches.append(placement.sketch)
    return Streamed(items, sketches, index, time.process_time() - start)


def figures(streamed: Streamed, topics: dict[str, str]) -> Figures:
    """All that is printed of one run."""
    index, found = streamed.stories, streamed.sketches
    true = [each.story for each in streamed.items]
    lines = [index.storyline(sketch.story) for sketch in found]
    stories = [index.story(sketch.story) for sketch in found]
    rows = [place for place, story in enumerate(true) if story]
    precision, recall = b_cubed(true, lines)
    strict_precision, strict_recall = b_cubed(true, stories)
    pair_precision, pair_recall = pairs(true, lines)
    count = len({true[row] for row in rows})
    begun = sum(found[row].relation is Relation.NEW_STORY for row in rows)
    kept = len({(true[row], stories[row]) for row in rows})
    return {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": f1(precision, recall),
        "pair_precision": pair_precision,
        "pair_recall": pair_recall,
        "pair_f1": f1(pair_precision, pair_recall),
        "strict_precision": strict_joins(true, found),
        "strict_b3_precision": strict_precision,
        "strict_b3_recall": strict_recall,
        "repeats_as_they_come": begun / count - 1,
        "repeats_at_the_end": kept / count - 1,
        "look_alikes_apart": apart(true, lines, topics),
        "look_alikes": len(look_alikes(topics)),
        "articles_per_second": len(found) / streamed.seconds,
    }


def b_cubed(true: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Means over the labelled articles; what is not labelled stands beside them as wrong."""
    both, sizes = Counter(zip(true, found, strict=True)), Counter(found)
    expected = Counter(true)
    labelled = [(story, group) for story, group in zip(true, found, strict=True) if story]
    precision = mean(both[each] / sizes[each[1]] for each in labelled)
    return precision, mean(both[each] / expected[each[0]] for each in labelled)


def pairs(true: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of the pairs that stand together, one of them labelled at least."""
    labelled = [(story, group) for story, group in zip(true, found, strict=True) if story]
    both, expected = Counter(labelled), Counter(story for story, _ in labelled)
    rows = Counter(group for _, group in labelled)
    foreign = Counter(group for story, group in zip(true, found, strict=True) if not story)
    right = sum(count * (count - 1) // 2 for count in both.values())
    together = sum(count * (count - 1) // 2 + count * foreign[group] for group, count in rows.items())
    return right / max(together, 1), right / max(sum(count * (count - 1) // 2 for count in expected.values()), 1)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def strict_joins(true: Sequence[str], found: Sequence[Sketch]) -> float:
    """The part of the articles that joined a story and are of it; foreign ones count where they join a row's."""
    first: dict[str, str] = {}
    right = joined = 0
    for story, sketch in zip(true, found, strict=True):
        known = first.setdefault(sketch.story, story)
        if sketch.relation is Relation.NEW_STORY or not (story or known):
            continue
        joined += 1
        right += known == story
    return right / max(joined, 1)


def look_alikes(topics: dict[str, str]) -> list[tuple[str, str]]:
    """The pairs of stories of one topic."""
    by_topic = defaultdict(list)
    for story, topic in topics.items():
        by_topic[topic].append(story)
    return [pair for stories in by_topic.values() for pair in combinations(stories, 2)]


def apart(true: Sequence[str], found: Sequence[str], topics: dict[str, str]) -> int:
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story, group in zip(true, found, strict=True):
        groups[story][group] += 1
    most = {story: counts.most_common(1)[0][0] for story, counts in groups.items()}
    return sum(most[one] != most[other] for one, other in look_alikes(topics))


def crowd(background: list[Row], count: int) -> list[Sketch]:
    """What an index remembers of so many open stories that are none of the rows'."""
    index, sketches = StoryIndex(), []
    for number, text in enumerate(made_up(background)):
        article = item(number, {"id": f"crowd-{number}", "text": text}).article
        sketch = index.place(article, NOW).sketch
        index.remember(sketch)
        sketches.append(sketch)
        if index.open_stories >= count:
            break
    return sketches


def made_up(background: list[Row]) -> Iterator[str]:
    """Articles of drawn sentences in which names are exchanged."""
    chance = random.Random(7)
    texts = [_SENTENCE.split(row["text"].replace("\n", " ")) for row in background]
    names = [name for sentences in texts for sentence in sentences for name in _NAME.findall(sentence)]
    while True:
        sources = chance.sample(texts, 3)
        sentences = [sentence for source in sources for sentence in chance.sample(source, min(len(source), 4))]
        text = " ".join(sentences)
        others = {name: chance.choice(names) for name in sorted(set(_NAME.findall(text)))}
        yield _NAME.sub(partial(_other, others), text)


def _other(others: dict[str, str], found: re.Match[str]) -> str:
    return others[found.group()]


def runs(options: argparse.Namespace, rows: list[Row], foreign: list[Row], sketches: list[Sketch]) -> list[Figures]:
    """The figures of each run."""
    topics = {str(row["story"]): str(row["topic"]) for row in rows if "topic" in row}
    items = [item(number, row) for number, row in enumerate([*rows, *foreign])]
    timed = all(each.article.published for each in items)
    results = []
    for seed in range(1 if timed else options.shuffles):
        if timed:
            items.sort(key=lambda each: each.article.fetched)
        else:
            random.Random(seed).shuffle(items)
        index = StoryIndex.from_sketches(sketches)
        results.append(figures(stream(items, index), topics))
    return results


def summed(results: list[Figures]) -> dict[str, tuple[float, float]]:
    return {name: (mean(each[name] for each in results), pstdev(each[name] for each in results)) for name in results[0]}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--background", type=Path, help="foreign articles, `title` and `text` a line")
    parser.add_argument("--crowd", type=int, default=50_000, help="open stories to stream among; 0 for none")
    parser.add_argument("--shuffles", type=int, default=5)
    options = parser.parse_args(arguments)
    rows = read_rows(options.file)
    foreign = [{**row, "story": ""} for row in read_rows(options.background)] if options.background else []
    blocks = {"alone": runs(options, rows, [], [])}
    if foreign:
        blocks[f"with {len(foreign)} foreign articles"] = runs(options, rows, foreign, [])
    if foreign and options.crowd:
        sketches = crowd(foreign, options.crowd)
        blocks[f"among {options.crowd} open stories"] = runs(options, rows, [], sketches)
    report(rows, blocks)


def report(rows: list[Row], blocks: dict[str, list[Figures]]) -> None:
    print(f"{len(rows)} articles of {len({row['story'] for row in rows})} stories, {len(blocks['alone'])} runs")
    for name, results in blocks.items():
        print(f"\n{name}")
        for figure, (value, spread) in summed(results).items():
            print(f"  {figure:24}{value:>12,.4f}  ± {spread:,.4f}")
    shown = {name: {key: round(value[0], 4) for key, value in summed(each).items()} for name, each in blocks.items()}
    print(json.dumps(shown))


if __name__ == "__main__":
    main()
