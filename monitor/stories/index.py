"""In which story an article stands: the decision of the story agent.

The rules, in order; the first that says something decides:

1. The article is known: it stays in its story. The text it was placed with gets the very answer it got then, so that a
   replay changes nothing downstream; any other text is an edit. What is remembered stays that first text: were it
   replaced, a replay of the article as it was before would get another answer.
2. An equal text is known: exact copy.
3. A known text shares enough of its shingles: near-duplicate.
4. It begins a story.

Boilerplate, such as a publisher's footer, is what stands in many texts. The copies of a wire story must not make it
look like boilerplate, so copies are not counted; save those by the original's own publisher, who prints a footer
often but a story once. Without them a short text with a long footer would draw in all that its publisher prints, as
copies that never count.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np

from monitor.identity import content_id
from monitor.records import Article, Relation, StoryArticle
from monitor.stories.fingerprint import Fingerprint, Hashes, fingerprint
from monitor.stories.postings import Postings
from monitor.stories.sketch import Sketch

LEAST_CONTAINMENT: Final = 0.40  # shared shingles ÷ shingles of the smaller text
LEAST_SHARED: Final = 4  # kept shingles
LEAST_WORDS: Final = 40  # shorter texts are copies only when equal
BOILERPLATE: Final = 8  # shingles that stand in more texts, of those counted, say nothing
_CANDIDATES: Final = 32  # looked at for one article, those that share most


class Placement(NamedTuple):
    """Where an article stands, and what to remember of it."""

    placed: StoryArticle
    sketch: Sketch


class _Copied(NamedTuple):
    """What an article was found to copy."""

    of: Sketch
    relation: Relation
    similarity: float

    def counts_for(self, article: Article) -> bool:
        """Whether `article`, which copies this, counts when boilerplate is told from news."""
        return self.relation is Relation.NEAR_DUPLICATE and article.publisher == self.of.publisher != ""


class StoryIndex:
    """The articles of the last days, as sketches. Deciding (`place`) and remembering (`remember`) are apart.

    A first copy of 400 words takes 2.7 kB of memory, one of any length some 80 kB at most, a copy .7 kB.
    """

    def __init__(self) -> None:
        self._load(())

    def _load(self, sketches: Iterable[Sketch]) -> None:
        """Remembers `sketches` and nothing else."""
        self._sketches = _first_of_each(sketches)
        self._texts = {sketch.digest: sketch for sketch in self._sketches.values() if sketch.words}
        self._counted = [sketch for sketch in self._sketches.values() if sketch.shingles]
        self._postings = Postings(BOILERPLATE, [_shingles(sketch) for sketch in self._counted])

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
            return Placement(_placed(article, known) if known.digest == text.digest else _edited(article, known), known)
        sketch = self._sketch(article, text, now)
        return Placement(_placed(article, sketch), sketch)

    def remember(self, sketch: Sketch) -> None:
        """Adds `sketch`. One whose article is remembered changes nothing: the first answer is the one to repeat."""
        if sketch.article in self._sketches:
            return
        self._sketches[sketch.article] = sketch
        if sketch.words:
            self._texts[sketch.digest] = sketch
        if sketch.shingles:
            self._counted.append(sketch)
            self._postings.add(_shingles(sketch))

    def forget(self, before: datetime) -> int:
        """Drops what was placed before `before`; returns how many. Takes some 15 µs for each that stays."""
        kept = [sketch for sketch in self._sketches.values() if sketch.placed >= before]
        dropped = len(self) - len(kept)
        if dropped:
            self._load(kept)
        return dropped

    def _sketch(self, article: Article, text: Fingerprint, now: datetime) -> Sketch:
        """The sketch of an article not known before."""
        copied = self._equal(text) or self._resembling(text)
        if copied is None:
            return self._begun(article, text, now)
        return Sketch(
            article=article.id,
            story=copied.of.story,
            relation=copied.relation,
            original=copied.of.original or copied.of.article,
            digest=text.digest,
            shingles=_stored(text) if copied.counts_for(article) else b"",
            words=text.words,
            similarity=copied.similarity,
            publisher=article.publisher,
            placed=now,
        )

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
            shingles=_stored(text),
            words=text.words,
            publisher=article.publisher,
            placed=now,
        )

    def _equal(self, text: Fingerprint) -> _Copied | None:
        """The text equal to `text`, if known. What equals a near-duplicate is one too, of the same original."""
        known = self._texts.get(text.digest) if text.words else None
        if known is None:
            return None
        if known.relation is Relation.NEAR_DUPLICATE:
            return _Copied(known, known.relation, known.similarity)
        return _Copied(known, Relation.EXACT_COPY, 1.0)

    def _resembling(self, text: Fingerprint) -> _Copied | None:
        """The first copy that shares the largest part of the smaller text with `text`, if that is enough."""
        if text.words < LEAST_WORDS:
            return None
        sharing = self._postings.sharing(text.shingles)
        enough = int(np.count_nonzero(sharing.shared >= LEAST_SHARED))
        candidates = zip(sharing.texts[:enough], sharing.shared[:_CANDIDATES], strict=False)
        found = [
            self._compared(self._counted[number], int(shared), sharing.telling)
            for number, shared in candidates
            if self._counted[number].original is None
        ]
        best = max(found, key=lambda copied: copied.similarity, default=None)
        return best if best is not None and best.similarity >= LEAST_CONTAINMENT else None

    def _compared(self, original: Sketch, shared: int, telling: int) -> _Copied:
        """`original` and how much of the smaller text, boilerplate apart, is `shared`."""
        smaller = min(telling, self._postings.telling(_shingles(original)))
        return _Copied(original, Relation.NEAR_DUPLICATE, shared / smaller)


def _first_of_each(sketches: Iterable[Sketch]) -> dict[str, Sketch]:
    """The first sketch of each article, in order."""
    first: dict[str, Sketch] = {}
    for sketch in sketches:
        first.setdefault(sketch.article, sketch)
    return first


def _shingles(sketch: Sketch) -> Hashes:
    """The kept hashes of `sketch`."""
    return np.frombuffer(sketch.shingles, "<u8").astype(np.uint64, copy=False)


def _stored(text: Fingerprint) -> bytes:
    """The shingles of `text` as a sketch keeps them; none where it is too short to be compared by them."""
    return text.shingles.astype("<u8").tobytes() if text.words >= LEAST_WORDS else b""


def _placed(article: Article, sketch: Sketch) -> StoryArticle:
    """The answer for the text that `sketch` was made of, the same at every replay."""
    return StoryArticle(
        story=sketch.story,
        article=article,
        relation=sketch.relation,
        original=sketch.original,
        similarity=sketch.similarity,
        reason=_reason(sketch),
    )


def _reason(sketch: Sketch) -> str:
    """Why the article stands where it stands."""
    match sketch.relation:
        case Relation.EXACT_COPY:
            return f"same text as {sketch.original}"
        case Relation.NEAR_DUPLICATE:
            return f"{sketch.similarity:.0%} of the smaller text also stands in {sketch.original}"
        case _:
            return "no earlier article has this text"


def _edited(article: Article, known: Sketch) -> StoryArticle:
    """The answer for another text of a known article."""
    return StoryArticle(
        story=known.story, article=article, relation=Relation.SAME_ARTICLE, reason="another text of a known article"
    )
