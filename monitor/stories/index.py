"""In which story an article stands: the decision of the story agent.

The rules, in order; the first that says something decides:

1. The article is known: it stays in its story. The text it was placed with gets the very answer it got then, so that a
   replay changes nothing downstream; any other text is an edit. What is remembered stays that first text: were it
   replaced, a replay of the article as it was before would get another answer.
2. An equal text is known: exact copy.
3. A known short item has the same headline or text and nearly equal words (`short`): near-duplicate.
4. A known text shares enough of its shingles, and the new one adds little to it: near-duplicate. Of two short items
   that share a pattern, other numbers or names make other news.
5. The new text is much longer than a known one that it holds, and most of it is new: expanded. It stands in the story
   of the known one but is no copy, for what it adds is news. So does the full article behind a flash, a text too short
   for rule 4: the flash is looked for in its first words.
6. It begins a story.

Boilerplate, such as a publisher's footer, is what stands in many texts. The copies of a wire story must not make it
look like boilerplate, so copies are not counted, nor is what an expanded text shares with the one it holds; save those
by the original's own publisher, who prints a footer often but a story once. Without them a short text with a long
footer would draw in all that its publisher prints, as copies that never count.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np
from msgspec.structs import replace

from monitor.identity import content_id
from monitor.records import Article, Relation, StoryArticle
from monitor.stories.answer import edited, placed
from monitor.stories.fingerprint import Fingerprint, Hashes, fingerprint
from monitor.stories.postings import Postings
from monitor.stories.shelf import Shelf
from monitor.stories.short.brief import Brief, brief_of, title_key
from monitor.stories.short.likeness import are_parted
from monitor.stories.sketch import Sketch, stored

LEAST_CONTAINMENT: Final = 0.40  # shared shingles ÷ shingles of the smaller text
LEAST_SHARED: Final = 4  # shingles
LEAST_WORDS: Final = 40  # of a text that is compared by its shingles
BOILERPLATE: Final = 8  # shingles that stand in more texts, of those counted, say nothing
MUCH_LONGER: Final = 1.5  # times as long as the text that it holds
MOSTLY_NEW: Final = 0.5  # of a text that expands another, less than this was known
FLASH_CONTAINMENT: Final = 0.70  # of a flash, in the first words of the text that expands it
_CANDIDATES: Final = 32  # looked at for one article, those that share most


class Placement(NamedTuple):
    """Where an article stands, and what to remember of it."""

    placed: StoryArticle
    sketch: Sketch


class _Found(NamedTuple):
    """What an article was found to copy or to expand."""

    of: Sketch
    relation: Relation
    similarity: float

    @property
    def rank(self) -> tuple[bool, float]:
        """The best is ranked highest: what copies one text and expands another is a copy."""
        return self.relation is Relation.NEAR_DUPLICATE, self.similarity


class StoryIndex:
    """The articles of the last days, as sketches. Deciding (`place`) and remembering (`remember`) are apart.

    A first copy of 400 words takes 2.9 kB of memory, one of any length some 80 kB at most, a copy .7 kB.
    """

    def __init__(self) -> None:
        self._load(())

    def _load(self, sketches: Iterable[Sketch]) -> None:
        """Remembers `sketches` and nothing else."""
        self._sketches = _first_of_each(sketches)
        self._texts = {sketch.digest: sketch for sketch in self._sketches.values() if sketch.words}
        counted = [sketch for sketch in self._sketches.values() if sketch.shingles]
        self._counted = [sketch for sketch in counted if not _is_flash(sketch)]
        self._flashes = [sketch for sketch in counted if _is_flash(sketch)]
        self._postings = Postings(BOILERPLATE, [sketch.hashes for sketch in self._counted])
        self._flash_postings = Postings(BOILERPLATE, [sketch.hashes for sketch in self._flashes])
        self._shelf = Shelf(self._sketches.values())
        self._publishers: defaultdict[str, set[str]] = defaultdict(set)  # by story
        for sketch in self._sketches.values():
            self._publishers[sketch.story].add(sketch.publisher)

    @classmethod
    def from_sketches(cls, sketches: Iterable[Sketch]) -> "StoryIndex":
        """The index that has remembered `sketches` in the order given: that in which they were placed."""
        index = cls()
        index._load(sketches)
        return index

    def __len__(self) -> int:
        """How many articles are remembered."""
        return len(self._sketches)

    def place(self, article: Article, now: datetime) -> Placement:
        """Decides where `article` stands; changes nothing. `now` is written into the sketch of a new article."""
        text = fingerprint(article)
        known = self._sketches.get(article.id)
        if known is not None:
            return Placement(placed(article, known) if known.digest == text.digest else edited(article, known), known)
        brief = brief_of(article, text.words)
        found = (
            self._equal(text)
            or (self._alike(article, brief) if brief else None)
            or self._resembling(text, brief)
            or self._begun_by_flash(text, brief)
        )
        sketch = self._begun(article, text, now) if found is None else self._joining(article, text, found, now)
        if sketch.original is None:
            sketch = replace(sketch, title_key=title_key(article), brief=brief)
        return Placement(placed(article, sketch), sketch)

    def remember(self, sketch: Sketch) -> None:
        """Adds `sketch`. One whose article is remembered changes nothing: the first answer is the one to repeat."""
        if sketch.article in self._sketches:
            return
        self._sketches[sketch.article] = sketch
        if sketch.words:
            self._texts[sketch.digest] = sketch
        if sketch.shingles:
            texts, postings = (
                (self._flashes, self._flash_postings) if _is_flash(sketch) else (self._counted, self._postings)
            )
            texts.append(sketch)
            postings.add(sketch.hashes)
        self._shelf.add(sketch)
        self._publishers[sketch.story].add(sketch.publisher)

    def forget(self, before: datetime) -> int:
        """Drops what was placed before `before`; returns how many. Takes some 15 µs for each that stays."""
        kept = [sketch for sketch in self._sketches.values() if sketch.placed >= before]
        dropped = len(self) - len(kept)
        if dropped:
            self._load(kept)
        return dropped

    def _begun(self, article: Article, text: Fingerprint, now: datetime) -> Sketch:
        """The sketch of a first copy, which begins a story.

        Follow-ups join here: whoever finds the open story that a first copy goes on with gives that story's id and
        Relation.FOLLOW_UP; sketch, replay and copies of follow-ups need nothing more.
        """
        return Sketch(
            article=article.id,
            story=content_id("s", article.id),
            relation=Relation.NEW_STORY,
            original=None,
            digest=text.digest,
            shingles=stored(_compared_by(text)),
            words=text.words,
            publisher=article.publisher,
            placed=now,
        )

    def _joining(self, article: Article, text: Fingerprint, found: _Found, now: datetime) -> Sketch:
        """The sketch of an article that copies or expands one of its story."""
        expands = found.relation is Relation.EXPANDED
        return Sketch(
            article=article.id,
            story=found.of.story,
            relation=found.relation,
            original=None if expands else found.of.original or found.of.article,
            digest=text.digest,
            shingles=stored(self._counting(article, text, found)),
            words=text.words,
            similarity=found.similarity,
            publishers=len(self._publishers[found.of.story] | {article.publisher}),
            expands=found.of.article if expands else None,
            publisher=article.publisher,
            placed=now,
        )

    def _counting(self, article: Article, text: Fingerprint, found: _Found) -> Hashes:
        """The shingles of `article` that count when boilerplate is told from news."""
        shingles = _compared_by(text)
        if found.relation is Relation.EXACT_COPY:
            return shingles[:0]
        if article.publisher == found.of.publisher != "" or _is_flash(found.of):
            return shingles
        return shingles[:0] if found.relation is Relation.NEAR_DUPLICATE else _without(shingles, self._whole(found.of))

    def _equal(self, text: Fingerprint) -> _Found | None:
        """The text equal to `text`, if known. What equals a near-duplicate is one too, of the same original."""
        known = self._texts.get(text.digest) if text.words else None
        if known is None:
            return None
        if known.relation is Relation.NEAR_DUPLICATE:
            return _Found(known, known.relation, known.similarity)
        return _Found(known, Relation.EXACT_COPY, 1.0)

    def _alike(self, article: Article, brief: Brief) -> _Found | None:
        """What has nearly the words of a short item; one that adds much expands it."""
        found = self._shelf.likest(article, brief)
        if found is None:
            return None
        expands = found.grown >= MUCH_LONGER and found.known < MOSTLY_NEW
        return _Found(found.of, Relation.EXPANDED if expands else Relation.NEAR_DUPLICATE, found.similarity)

    def _resembling(self, text: Fingerprint, brief: Brief | None) -> _Found | None:
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

    def _compared(self, text: Fingerprint, known: Sketch, shared: int, telling: int) -> _Found:
        """What `text` is to `known`, boilerplate apart: they have `shared` counted shingles in common."""
        size, held = self._postings.telling(known.hashes), self._held(known)
        if len(held):
            size += self._postings.telling(held)
            shared += self._postings.telling(np.intersect1d(text.shingles, held, assume_unique=True))
        expands = telling >= MUCH_LONGER * size and shared < MOSTLY_NEW * telling
        relation = Relation.EXPANDED if expands else Relation.NEAR_DUPLICATE
        return _Found(known, relation, min(shared / min(telling, size), 1.0))

    def _whole(self, sketch: Sketch) -> Hashes:
        """All shingles of `sketch`."""
        held = self._held(sketch)
        return np.union1d(sketch.hashes, held) if len(held) else sketch.hashes

    def _held(self, sketch: Sketch) -> Hashes:
        """The shingles of what `sketch` expands, where they were not counted again for it."""
        known = self._sketches.get(sketch.expands or "")
        if known is None or _is_flash(known) or sketch.publisher == known.publisher != "":
            return _NONE
        return _without(self._whole(known), sketch.hashes)

    def _begun_by_flash(self, text: Fingerprint, brief: Brief | None) -> _Found | None:
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
                return _Found(flash, Relation.EXPANDED, similarity)
        return None


_NONE: Final[Hashes] = np.empty(0, np.uint64)


def _first_of_each(sketches: Iterable[Sketch]) -> dict[str, Sketch]:
    """The first sketch of each article, in order."""
    first: dict[str, Sketch] = {}
    for sketch in sketches:
        first.setdefault(sketch.article, sketch)
    return first


def _is_flash(sketch: Sketch) -> bool:
    """Whether the text is so short that all its shingles are kept, and looked for in the first words of others."""
    return sketch.words < LEAST_WORDS


def _are_parted(known: Sketch, new: Brief | None) -> bool:
    """Whether both are short and, for all they share, tell of different things."""
    return known.brief is not None and new is not None and are_parted(known.brief, new)


def _compared_by(text: Fingerprint) -> Hashes:
    """The shingles that a sketch keeps of `text`."""
    return text.lead if text.words < LEAST_WORDS else text.shingles


def _without(shingles: Hashes, known: Hashes) -> Hashes:
    """Those of `shingles` that are not among `known`."""
    return np.setdiff1d(shingles, known, assume_unique=True)
