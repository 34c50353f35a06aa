"""The articles that a new one resembles, by the shingles that both hold; boilerplate says nothing.

A text too short for that is a flash: all its shingles are kept, and looked for in the first words of longer texts.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np

from monitor.records import Relation
from monitor.stories.fingerprint import Fingerprint, Hashes
from monitor.stories.postings import Postings
from monitor.stories.short.brief import Brief
from monitor.stories.short.likeness import are_parted
from monitor.stories.sketch import Sketch

LEAST_CONTAINMENT: Final = 0.40  # shared shingles ÷ shingles of the smaller text
LEAST_SHARED: Final = 4  # shingles
LEAST_WORDS: Final = 40  # of a text that is compared by its shingles
BOILERPLATE: Final = 8  # shingles that stand in more texts, of those counted, say nothing
MUCH_LONGER: Final = 1.5  # times as long as the text that it holds
MOSTLY_NEW: Final = 0.5  # of a text that expands another, less than this was known
FLASH_CONTAINMENT: Final = 0.70  # of a flash, in the first words of the text that expands it
_CANDIDATES: Final = 32  # looked at for one article, those that share most


class Found(NamedTuple):
    """What an article was found to copy or to expand."""

    of: Sketch
    relation: Relation
    similarity: float

    @property
    def rank(self) -> tuple[bool, float]:
        """The best is ranked highest: what copies one text and expands another is a copy."""
        return self.relation is Relation.NEAR_DUPLICATE, self.similarity


class Resemblance:
    """The sketches that count when boilerplate is told from news; `known` holds all sketches by article id."""

    def __init__(self, sketches: Iterable[Sketch], known: Mapping[str, Sketch]) -> None:
        self._known = known
        counted = [sketch for sketch in sketches if sketch.shingles]
        self._counted = [sketch for sketch in counted if not is_flash(sketch)]
        self._flashes = [sketch for sketch in counted if is_flash(sketch)]
        self._postings = Postings(BOILERPLATE, [sketch.hashes for sketch in self._counted])
        self._flash_postings = Postings(BOILERPLATE, [sketch.hashes for sketch in self._flashes])

    def add(self, sketch: Sketch) -> None:
        """Adds `sketch`, if it has shingles that count."""
        if not sketch.shingles:
            return
        texts, postings = (self._flashes, self._flash_postings) if is_flash(sketch) else (self._counted, self._postings)
        texts.append(sketch)
        postings.add(sketch.hashes)

    def resembling(self, text: Fingerprint, brief: Brief | None) -> Found | None:
        """The first copy that shares the largest part of the smaller text with `text`, if that is enough."""
        if text.words < LEAST_WORDS:
            return None
        sharing = self._postings.sharing(text.shingles)
        enough = int(np.count_nonzero(sharing.shared >= LEAST_SHARED))
        candidates = zip(sharing.texts[:enough], sharing.shared[:_CANDIDATES], strict=False)
        compared = [
            self._compared(text, self._counted[number], int(shared), sharing.telling)
            for number, shared in candidates
            if self._counted[number].original is None
        ]
        alike = [found for found in compared if found.similarity >= LEAST_CONTAINMENT]
        ranked = sorted(alike, key=lambda found: found.rank, reverse=True)  # of equals the older one stays first
        return next((found for found in ranked if not _are_parted(found.of, brief)), None)

    def begun_by_flash(self, text: Fingerprint, brief: Brief | None) -> Found | None:
        """The flash that stands in the first words of `text`, which is much longer; of several, that found longest."""
        if not self._flashes:
            return None
        sharing = self._flash_postings.sharing(text.lead)
        for number, shared in zip(sharing.texts, sharing.shared[:_CANDIDATES], strict=False):
            flash = self._flashes[number]
            if shared < LEAST_SHARED or text.words < MUCH_LONGER * flash.words or _are_parted(flash, brief):
                continue
            similarity = int(shared) / self._flash_postings.telling(flash.hashes)
            if similarity >= FLASH_CONTAINMENT:
                return Found(flash, Relation.EXPANDED, similarity)
        return None

    def whole(self, sketch: Sketch) -> Hashes:
        """All shingles of `sketch`."""
        held = self._held(sketch)
        return np.union1d(sketch.hashes, held) if len(held) else sketch.hashes

    def _held(self, sketch: Sketch) -> Hashes:
        """The shingles of what `sketch` expands, where they were not counted again for it."""
        known = self._known.get(sketch.expands or "")
        if known is None or is_flash(known) or sketch.publisher == known.publisher != "":
            return _NONE
        return without(self.whole(known), sketch.hashes)

    def _compared(self, text: Fingerprint, known: Sketch, shared: int, telling: int) -> Found:
        """What `text` is to `known`, boilerplate apart: they have `shared` counted shingles in common."""
        size, held = self._postings.telling(known.hashes), self._held(known)
        if len(held):
            size += self._postings.telling(held)
            shared += self._postings.telling(np.intersect1d(text.shingles, held, assume_unique=True))
        expands = telling >= MUCH_LONGER * size and shared < MOSTLY_NEW * telling
        relation = Relation.EXPANDED if expands else Relation.NEAR_DUPLICATE
        return Found(known, relation, min(shared / min(telling, size), 1.0))


_NONE: Final[Hashes] = np.empty(0, np.uint64)


def is_flash(sketch: Sketch) -> bool:
    """Whether the text is so short that all its shingles are kept, and looked for in the first words of others."""
    return sketch.words < LEAST_WORDS


def compared_by(text: Fingerprint) -> Hashes:
    """The shingles that a sketch keeps of `text`."""
    return text.lead if text.words < LEAST_WORDS else text.shingles


def without(shingles: Hashes, known: Hashes) -> Hashes:
    """Those of `shingles` that are not among `known`."""
    return np.setdiff1d(shingles, known, assume_unique=True)


def _are_parted(known: Sketch, new: Brief | None) -> bool:
    """Whether both are short and, for all they share, tell of different things."""
    return known.brief is not None and new is not None and are_parted(known.brief, new)
