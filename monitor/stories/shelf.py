"""The short items that are known, by headline and by text: which of them does a new one copy?

A summary under the headline of a longer article copies it where that holds its words: of these all runs that the
fingerprint keeps are compared.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from monitor.records import Article
from monitor.stories.fingerprint import shingles_of
from monitor.stories.short.brief import Brief, text_key, title_key
from monitor.stories.short.likeness import likeness, size
from monitor.stories.sketch import Sketch

_CANDIDATES: Final = 16  # of one headline or text, the latest
_LEAST_RUNS: Final = 2  # of a summary that stand in the longer article
_NEARLY_ALL: Final = 0.9  # of its runs


class Likeness(NamedTuple):
    """A known article that a new one copies or expands."""

    of: Sketch
    similarity: float  # part of the smaller one's words
    grown: float  # how many times as long the new one is
    known: float  # part of the new one's words that the known one has


class Shelf:
    """First copies, by the headline and by the text that they share with others."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._by_title: defaultdict[str, list[Sketch]] = defaultdict(list)
        self._by_text: defaultdict[str, list[Sketch]] = defaultdict(list)
        for sketch in sketches:
            self.add(sketch)

    def add(self, sketch: Sketch) -> None:
        """Adds `sketch`, unless it copies another one or can be compared with none."""
        if sketch.original is not None:
            return
        if sketch.title_key:
            _put(self._by_title[sketch.title_key], sketch)
        if sketch.brief is not None and (key := text_key(sketch.brief)):
            _put(self._by_text[key], sketch)

    def likest(self, article: Article, brief: Brief) -> Likeness | None:
        """What is most like `article`, whose brief is given, the earliest of equals; None where nothing is like it."""
        candidates = self._candidates(title_key(article), text_key(brief))
        found = [_compared(known, brief, article.publisher) for known in candidates]
        return max((each for each in found if each), key=lambda each: each.similarity, default=None)

    def _candidates(self, title: str, text: str) -> list[Sketch]:
        """What has this headline or this text."""
        by_title, by_text = self._by_title.get(title, []), self._by_text.get(text, [])
        return [*by_title, *(sketch for sketch in by_text if sketch not in by_title)]


def _put(kept: list[Sketch], sketch: Sketch) -> None:
    kept.append(sketch)
    del kept[:-_CANDIDATES]


def _compared(known: Sketch, new: Brief, publisher: str) -> Likeness | None:
    if known.brief is None:
        return _in_longer(known, new)
    share = likeness(known.brief, new, same_publisher=publisher == known.publisher != "")
    if not share:
        return None
    before, now = size(known.brief), size(new)
    return Likeness(known, share, now / before, share * min(before, now) / now)


def _in_longer(known: Sketch, new: Brief) -> Likeness | None:
    runs = shingles_of(new.text)
    shared = len(np.intersect1d(runs, known.hashes, assume_unique=True))
    is_copy = shared >= _LEAST_RUNS and shared >= _NEARLY_ALL * len(runs)
    return Likeness(known, shared / len(runs), 0.0, 1.0) if is_copy else None
