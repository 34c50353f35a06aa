"""Phrases in articles: the matcher's automaton from the raw text on, beside other engines."""

import random
import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from agents.composition.automata import SavedAutomata
from benchmarks.matching.cost import measured
from benchmarks.matching.made import bare
from benchmarks.matching.rivals import Find, rivals
from monitor.match.patterns.automaton import FIRST, Automaton, Behind, Layer
from monitor.match.patterns.saved import Saved
from monitor.records import AnnotatedArticle
from monitor.text.fold import fold

_WORDS = (2, 3, 4, 5)
Row = dict[str, float]


def runs(articles: Sequence[AnnotatedArticle], seed: int) -> list[str]:
    """All runs of two to five words of every other article, each once, by chance."""
    found: set[str] = set()
    for article in articles[::2]:
        words = re.findall(r"[a-z]+", fold(article.article.document).text)
        found.update(" ".join(words[at : at + length]) for length in _WORDS for at in range(len(words) - length + 1))
    listed = sorted(found)
    random.Random(seed).shuffle(listed)
    return listed


def among(articles: Sequence[AnnotatedArticle], phrases: Sequence[str]) -> Row:
    """One row: the automaton, then the others; raises AssertionError where pyahocorasick finds something else."""
    texts = [article.article.document for article in articles[1::2]]
    row: Row = {"phrases": len(phrases), "articles": len(texts)}
    find, figures = _ours(phrases)
    row |= figures | _timed("", find, texts)
    plain = [bare(article).article.document for article in articles[1:400:2]]
    for rival in rivals():
        theirs, cost = measured(lambda: rival.build(phrases))  # noqa: B023 - called at once
        row[f"{rival.name}_build_seconds"] = round(cost.seconds, 2)
        row[f"{rival.name}_megabytes"] = round(cost.megabytes, 1)
        row |= _timed(f"{rival.name}_", theirs, texts[: rival.articles])
        row[f"times_{rival.name}"] = round(row["articles_per_second"] / row[f"{rival.name}_articles_per_second"], 2)
        if rival.name == "pyahocorasick":
            assert all(_spans(find(text)) == sorted(theirs(text)) for text in plain)
        del theirs
    return row


def _ours(phrases: Sequence[str]) -> tuple[Find, Row]:
    """The automaton as it is opened from its saved form, with one phrase added by a change."""
    patterns = [f" {phrase} " for phrase in phrases]
    with tempfile.TemporaryDirectory() as folder:
        kept = SavedAutomata(Path(folder))
        layer, built = measured(lambda: _layer(patterns, kept))
        del layer
        layer, opened = measured(lambda: _layer(patterns, kept))
        saved = sum(file.stat().st_size for file in Path(folder).iterdir())
    begun = time.perf_counter()
    automaton = Automaton([layer, Layer([" a phrase that is new "], (), Behind(len(patterns), 0), None)])
    changed = time.perf_counter() - begun

    def find(text: str) -> Sequence[tuple[int, ...]]:
        return automaton.find(fold(text).text).places

    return find, {
        "build_seconds": round(built.seconds, 2),
        "build_megabytes": round(built.megabytes, 1),
        "open_seconds": round(opened.seconds, 3),
        "megabytes": round(opened.megabytes, 1),
        "saved_megabytes": round(saved / 1e6, 1),
        "change_seconds": round(changed, 4),
    }


def _layer(patterns: Sequence[str], kept: Saved) -> Layer:
    return Layer(patterns, (), FIRST, kept)


def _spans(places: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Where the phrases stand of which the automaton has found the places, with a blank on either side."""
    return sorted((start, end - 2) for start, end, *_ in places)


def _timed(name: str, find: Find, texts: Sequence[str]) -> Row:
    for text in texts[:50]:
        find(text)
    begun = time.process_time()
    hits = sum(len(find(text)) for text in texts)
    seconds = time.process_time() - begun
    return {
        f"{name}articles_per_second": round(len(texts) / seconds, 1),
        f"{name}hits_per_article": round(hits / len(texts), 2),
    }
