"""Watches over articles: the matcher, the slow baseline, Lucene Monitor."""

import gc
import random
import time
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from benchmarks.matching.cost import Cost, measured
from benchmarks.matching.lucene.running import Outcome, monitored
from benchmarks.matching.made import NOW, Vocabulary, bare, watches
from monitor.match.matcher import Compilation, Matcher
from monitor.match.watchlist import Scope, Watchlist
from monitor.records import AnnotatedArticle, Match
from tests.match.reference import Reference

_MOST_FOR_BASELINE = 10_000
_FEW = 250  # articles
_PRESEARCHERS = ("term", "2")  # of Lucene: by one term a query, or by two
Results = list[tuple[Match, ...]]
Row = dict[str, float]


def in_sentences(articles: Sequence[AnnotatedArticle], number: int, baseline: int, seed: int) -> Row:
    """Watches as people write them, by sentence and by document."""
    known, rest = articles[::2], articles[1::2]
    watchlist = _watchlist(known, number, [Scope.SENTENCE, Scope.DOCUMENT], seed)
    compilation = Compilation([item.article.document for item in known])
    compiled, cost = measured(lambda: compilation.take([watchlist]))
    results, row = _matched(compiled, rest, cost, number)
    row["change_seconds"] = round(_changed(compilation, watchlist), 3)
    if number <= _MOST_FOR_BASELINE:
        seconds = _slowly(watchlist, rest[:baseline], results[:baseline])
        row["baseline_articles_per_second"] = round(baseline / seconds, 3)
    return row


def beside_lucene(articles: Sequence[AnnotatedArticle], number: int, seed: int) -> Row:
    """Watches by document and near each other, on the bare words of all articles; raises where the matches differ.

    For more than 10,000 watches, which take Lucene long, on some 250 of the articles.
    """
    texts = [bare(article) for article in articles]
    measured_on = texts if number <= _MOST_FOR_BASELINE else texts[:: len(texts) // _FEW + 1]
    watchlist = _watchlist(texts[::2], number, [Scope.DOCUMENT], seed)
    compilation = Compilation([item.article.document for item in texts[::2]])
    compiled, cost = measured(lambda: compilation.take([watchlist]))
    results, row = _matched(compiled, measured_on, cost, number)
    for kind in _PRESEARCHERS:
        outcome = monitored(watchlist.watches, measured_on, kind)
        row |= _of_lucene(outcome, kind, len(measured_on))
        for text, matches, theirs in zip(measured_on, results, outcome.matched, strict=True):
            if (ours := {match.watch for match in matches}) != theirs:
                raise AssertionError(f"{text.article.id}: {sorted(ours ^ theirs)} differ")
    return row | _beside(row)


def _beside(row: Row) -> Row:
    """How many times as fast as the better of Lucene's presearchers, once it is warm and on its first pass."""
    warm, first = (
        max(row[f"lucene_{kind}_articles_per_second{which}"] for kind in _PRESEARCHERS) for which in ("", "_first_pass")
    )
    return {
        "times_the_better_lucene": round(row["articles_per_second"] / warm, 2),
        "times_the_better_lucene_with_evidence": round(row["articles_per_second_with_evidence"] / warm, 2),
        "times_the_better_lucene_first_pass": round(row["articles_per_second"] / first, 2),
    }


def _watchlist(known: Sequence[AnnotatedArticle], number: int, scopes: Sequence[Scope], seed: int) -> Watchlist:
    words = Vocabulary([item.article.document for item in known], random.Random(seed))
    return Watchlist(id="load", watches=watches(words, number, scopes))


def _changed(compilation: Compilation, watchlist: Watchlist) -> float:
    """Processor seconds until a change is in force: one watch of the file is another, and one is new."""
    first, second, *rest = watchlist.watches
    changed = replace(watchlist, watches=(*rest, replace(first, when=second.when), replace(second, id="new")))
    begun = time.process_time()
    compilation.take([changed])
    return time.process_time() - begun


def _matched(compiled: Matcher, articles: Sequence[AnnotatedArticle], cost: Cost, number: int) -> tuple[Results, Row]:
    gc.freeze()  # both as the program does once it has started with many
    gc.set_threshold(20_000, *gc.get_threshold()[1:])
    for item in articles[:50]:
        compiled.match(item, NOW)  # the first articles fill the tables of characters
    named = _timed(lambda: [compiled.match(item, NOW).watches for item in articles])
    shown = _timed(lambda: [compiled.match(item, NOW).matches for item in articles])
    results = [compiled.match(item, NOW) for item in articles]
    return [result.matches for result in results], {
        "watches": number,
        "articles": len(articles),
        "compile_seconds": round(cost.seconds, 2),
        "megabytes": round(cost.megabytes, 1),
        "articles_per_second": round(len(articles) / named, 1),
        "articles_per_second_with_evidence": round(len(articles) / shown, 1),
        "candidates_per_article": round(sum(result.candidates for result in results) / len(articles), 2),
        "matches_per_article": round(sum(len(result.matches) for result in results) / len(articles), 2),
    }


def _timed(work: Callable[[], object]) -> float:
    """Processor seconds of the quicker of two passes."""
    passes = []
    for _ in range(2):
        begun = time.process_time()
        work()
        passes.append(time.process_time() - begun)
    return min(passes)


def _of_lucene(outcome: Outcome, kind: str, number: int) -> Row:
    speed, first = number / outcome.match_seconds, number / outcome.first_seconds
    return {
        f"lucene_{kind}_articles_per_second": round(speed, 1),
        f"lucene_{kind}_articles_per_second_first_pass": round(first, 1),
        f"lucene_{kind}_register_seconds": round(outcome.register_seconds, 2),
        f"lucene_{kind}_megabytes": round(outcome.megabytes, 1),
    }


def _slowly(watchlist: Watchlist, articles: Sequence[AnnotatedArticle], results: Results) -> float:
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
