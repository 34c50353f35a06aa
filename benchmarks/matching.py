"""How fast watches are matched: `python -m benchmarks.matching FILE.jsonl` (`title` and `text` a line).

Makes boolean watches (10,000 unless told) of words and phrases of every other article, from rare to common, and matches
the rest of the articles against all of them on one core. In the same run a baseline does the same on a few articles:
every watch on every article, the words of each condition as compiled alternations of `re` (`tests/match/reference.py`).
Both must find the same watches, with words that the baseline finds too. Prints articles a CPU second of both, matches
an article, and the time to compile. The last line is JSON.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from monitor.match import matcher
from monitor.match.occurrences.sentences import Sentences
from monitor.match.watchlist import All, Any, Condition, Near, Scope, Watch, Watchlist, Word, WordIs
from monitor.records import AnnotatedArticle, Match
from monitor.text.article import article_of, story_of
from tests.match.reference import Reference

NOW = datetime(2025, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[A-Za-z]{3,}")


class Vocabulary:
    """Words and pairs of words that stand in 2 or more articles and at most one in ten, each as likely as another."""

    def __init__(self, documents: list[str], chance: random.Random) -> None:
        self.chance = chance
        single: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for document in documents:
            words = _WORD.findall(document)
            single.update(set(words))
            pairs.update({f"{one} {other}" for one, other in pairwise(words)})
        most = len(documents) / 10
        self.words = sorted(word for word, count in single.items() if 2 <= count <= most)
        self.frequent = sorted(word for word, count in single.items() if most / 10 <= count <= most)
        self.phrases = sorted(phrase for phrase, count in pairs.items() if 3 <= count <= most)

    def leaf(self) -> Condition:
        """Half of the time a frequent word, else any word or a phrase."""
        pool = self.chance.choice([self.frequent, self.frequent, self.words, self.phrases])
        return WordIs(word=Word(text=self.chance.choice(pool)))


def condition(words: Vocabulary) -> Condition:
    """One of the shapes that people write."""
    leaf = words.leaf
    shapes: list[Callable[[], Condition]] = [
        lambda: All(conditions=(leaf(), leaf())),
        lambda: All(conditions=(leaf(), Any(conditions=(leaf(), leaf(), leaf())))),
        lambda: All(conditions=(Any(conditions=(leaf(), leaf())), Any(conditions=(leaf(), leaf())), leaf())),
        lambda: Near(
            first=leaf(), second=leaf(), within=words.chance.randint(2, 10), ordered=words.chance.random() < 0.5
        ),
        lambda: Any(conditions=(All(conditions=(leaf(), leaf(), leaf())), All(conditions=(leaf(), leaf())))),
    ]
    return words.chance.choice(shapes)()


def watches(words: Vocabulary, number: int) -> tuple[Watch, ...]:
    return tuple(
        Watch(
            id=f"w{n}",
            when=condition(words),
            none=(words.leaf(),) if words.chance.random() < 0.2 else (),
            scope=words.chance.choice([Scope.SENTENCE, Scope.DOCUMENT]),
        )
        for n in range(number)
    )


def annotated(number: int, title: str, text: str) -> AnnotatedArticle:
    article = article_of(text, NOW, source="benchmark", title=title, id_=f"a-{number}")
    starts = Sentences(article.document, ()).starts
    return AnnotatedArticle.of(
        story_of(article),
        language="en",
        annotator="benchmark",
        sentences=tuple(zip(starts, [*starts[1:], len(article.document)], strict=True)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--watches", type=int, default=10_000)
    parser.add_argument("--baseline", type=int, default=10, help="articles that the baseline does too")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    articles = [annotated(number, row["title"], row["text"]) for number, row in enumerate(rows)]
    known, measured = articles[::2], articles[1::2]
    words = Vocabulary([item.article.document for item in known], random.Random(options.seed))
    watchlist = Watchlist(id="load", watches=watches(words, options.watches))
    print(json.dumps(report(watchlist, known, measured, options.baseline)))


def report(
    watchlist: Watchlist, known: list[AnnotatedArticle], measured: list[AnnotatedArticle], baseline: int
) -> dict[str, float]:
    begun = time.process_time()
    compiled = matcher.compile([watchlist], [item.article.document for item in known])
    compiling = time.process_time() - begun
    for item in measured[:50]:
        compiled.match(item, NOW)  # the first articles fill the tables of characters
    begun = time.process_time()
    results = [compiled.match(item, NOW).matches for item in measured]
    seconds = time.process_time() - begun
    matches = sum(map(len, results))
    naive = slowly(watchlist, measured[:baseline], results[:baseline])
    figures = {
        "watches": len(watchlist.watches),
        "articles": len(measured),
        "articles_per_second": round(len(measured) / seconds, 1),
        "baseline_articles_per_second": round(min(baseline, len(measured)) / naive, 3),
        "times_baseline": round(len(measured) / seconds * naive / min(baseline, len(measured)), 1),
        "matches_per_article": round(matches / len(measured), 2),
        "compile_seconds": round(compiling, 2),
    }
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):32} {figure}")
    return figures


def slowly(watchlist: Watchlist, articles: list[AnnotatedArticle], results: list[tuple[Match, ...]]) -> float:
    """Seconds that the baseline takes; raises AssertionError where it finds something else."""
    seconds = 0.0
    for item, matches in zip(articles, results, strict=True):
        begun = time.process_time()
        reference = Reference(watchlist, item, item.sentences)
        expected = {watch.id: hits for watch in watchlist.watches if (hits := reference.hits_of(watch))}
        seconds += time.process_time() - begun
        assert {match.watch for match in matches} == expected.keys()
        for match in matches:
            shown = {(piece.matched.start, piece.matched.end, piece.clause) for piece in match.evidence}
            assert shown <= expected[match.watch]
    return seconds


if __name__ == "__main__":
    main()
