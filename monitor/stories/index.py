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
from typing import NamedTuple

from msgspec.structs import replace

from monitor.identity import content_id
from monitor.records import Article, Relation, StoryArticle
from monitor.stories.answer import edited, placed
from monitor.stories.fingerprint import Fingerprint, Hashes, fingerprint
from monitor.stories.resemblance import (
    MOSTLY_NEW,
    MUCH_LONGER,
    Found,
    Resemblance,
    compared_by,
    is_flash,
    without,
)
from monitor.stories.shelf import Shelf
from monitor.stories.short.brief import Brief, brief_of, title_key
from monitor.stories.sketch import Sketch, stored


class Placement(NamedTuple):
    """Where an article stands, and what to remember of it."""

    placed: StoryArticle
    sketch: Sketch


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
        self._resemblance = Resemblance(self._sketches.values(), self._sketches)
        self._shelf = Shelf(self._sketches.values())
        self._publishers: defaultdict[str, set[str]] = defaultdict(set)  # by story that several articles tell
        for sketch in self._sketches.values():
            self._carried(sketch)

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
            or self._resemblance.resembling(text, brief)
            or self._resemblance.begun_by_flash(text, brief)
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
        self._resemblance.add(sketch)
        self._shelf.add(sketch)
        self._carried(sketch)

    def forget(self, before: datetime) -> int:
        """Drops what was placed before `before`; returns how many. Takes some 15 µs for each that stays."""
        kept = [sketch for sketch in self._sketches.values() if sketch.placed >= before]
        dropped = len(self) - len(kept)
        if dropped:
            self._load(kept)
        return dropped

    def _carried(self, sketch: Sketch) -> None:
        """Counts the publisher of what joins a story, and that of what it joins."""
        of = self._sketches.get(sketch.original or sketch.expands or "")
        if sketch.relation is not Relation.NEW_STORY:
            self._publishers[sketch.story] |= {sketch.publisher} if of is None else {sketch.publisher, of.publisher}

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
            shingles=stored(compared_by(text)),
            words=text.words,
            publisher=article.publisher,
            placed=now,
        )

    def _joining(self, article: Article, text: Fingerprint, found: Found, now: datetime) -> Sketch:
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
            publishers=len(self._publishers.get(found.of.story, set()) | {found.of.publisher, article.publisher}),
            expands=found.of.article if expands else None,
            publisher=article.publisher,
            placed=now,
        )

    def _counting(self, article: Article, text: Fingerprint, found: Found) -> Hashes:
        """The shingles of `article` that count when boilerplate is told from news."""
        shingles = compared_by(text)
        if found.relation is Relation.EXACT_COPY:
            return shingles[:0]
        if article.publisher == found.of.publisher != "" or is_flash(found.of):
            return shingles
        return (
            shingles[:0]
            if found.relation is Relation.NEAR_DUPLICATE
            else without(shingles, self._resemblance.whole(found.of))
        )

    def _equal(self, text: Fingerprint) -> Found | None:
        """The text equal to `text`, if known. What equals a near-duplicate is one too, of the same original."""
        known = self._texts.get(text.digest) if text.words else None
        if known is None:
            return None
        if known.relation is Relation.NEAR_DUPLICATE:
            return Found(known, known.relation, known.similarity)
        return Found(known, Relation.EXACT_COPY, 1.0)

    def _alike(self, article: Article, brief: Brief) -> Found | None:
        """What has nearly the words of a short item; one that adds much expands it."""
        found = self._shelf.likest(article, brief)
        if found is None:
            return None
        expands = found.grown >= MUCH_LONGER and found.known < MOSTLY_NEW
        return Found(found.of, Relation.EXPANDED if expands else Relation.NEAR_DUPLICATE, found.similarity)


def _first_of_each(sketches: Iterable[Sketch]) -> dict[str, Sketch]:
    """The first sketch of each article, in order."""
    first: dict[str, Sketch] = {}
    for sketch in sketches:
        first.setdefault(sketch.article, sketch)
    return first
