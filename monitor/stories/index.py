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
6. It is similar enough to what an open story says: follow-up (`joining`).
7. It begins a story.

A text of its own (rules 5 to 7) may show that stories are one. The oldest names it from then on, which every later
message says (`merged`); what was said before stays as it is.

Boilerplate, such as a publisher's footer, is what stands in many texts. The copies of a wire story must not make it
look like boilerplate, so copies are not counted, nor is what an expanded text shares with the one it holds; save those
by the original's own publisher, who prints a footer often but a story once. Without them a short text with a long
footer would draw in all that its publisher prints, as copies that never count.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import asdict, replace

from monitor.records import Article, Relation, StoryArticle
from monitor.stories.answer import edited, placed
from monitor.stories.entry import StoryEntry, entry_of
from monitor.stories.fingerprint import Fingerprint, Hashes, fingerprint
from monitor.stories.joining.openings import IDLE
from monitor.stories.membership import Membership
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
    is_known: bool  # it is remembered already, and is not to be written again
    beside: str  # story under which what it copies was written: whoever reads that, reads this after it


class StoryIndex:
    """The articles of the last days, as sketches. Deciding (`place`) and remembering (`remember`) are apart.

    A first copy of 400 words takes 2.9 kB of memory, one of any length some 80 kB at most, a copy .7 kB; an open story
    some 4 kB more. A story that has had no article for `idle` is closed: nothing goes on with it any more.
    """

    def __init__(self, idle: timedelta = IDLE) -> None:
        self._membership = Membership(idle)
        self._load(())

    def _load(self, sketches: Iterable[Sketch]) -> None:
        """Remembers the texts of `sketches` and no others."""
        self._sketches = _first_of_each(sketches)
        self._texts = {sketch.digest: sketch for sketch in self._sketches.values() if sketch.words}
        self._resemblance = Resemblance(self._sketches.values(), self._sketches)
        self._shelf = Shelf(self._sketches.values())

    @classmethod
    def from_sketches(cls, sketches: Iterable[Sketch], idle: timedelta = IDLE) -> "StoryIndex":
        """The index that has remembered `sketches` in the order given: that in which they were placed."""
        index = cls(idle)
        first = _first_of_each(sketches).values()
        for sketch in first:
            index._membership.remember(sketch)
        index._load(sketch.settled for sketch in first)
        return index

    def __len__(self) -> int:
        """How many articles are remembered."""
        return len(self._sketches)

    def place(self, article: Article, now: datetime) -> Placement:
        """Decides where `article` stands; changes nothing. `now` is written into the sketch of a new article."""
        text = fingerprint(article)
        known = self._sketches.get(article.id)
        if known is not None:
            answer = placed(article, known) if known.digest == text.digest else edited(article, known)
            return Placement(answer, known, is_known=True, beside=self._beside(known))
        brief = brief_of(article, text.words)
        found = (
            self._equal(text)
            or (self._alike(article, brief) if brief else None)
            or self._resemblance.resembling(text, brief)
            or self._resemblance.begun_by_flash(text, brief)
        )
        sketch = self._sketch(article, text, brief, found, now)
        return Placement(placed(article, sketch), sketch, is_known=False, beside=self._beside(sketch))

    def entry(self, article: Article, sketch: Sketch) -> StoryEntry:
        """What is told of `article`, which `sketch` placed and which is not remembered yet."""
        return entry_of(article, sketch, self._membership.novelty(article, sketch))

    @property
    def open_stories(self) -> int:
        """How many stories may still go on."""
        return self._membership.open_stories

    def story(self, known: str) -> str:
        """The story that `known` is, or is a part of by now."""
        return self._membership.story(known)

    def storyline(self, known: str) -> str:
        """The storyline in which the story `known` stands by now; that story itself where it stands alone."""
        story = self.story(known)
        return self._membership.storyline(story) or story

    def remember(self, sketch: Sketch) -> None:
        """Adds `sketch`. One whose article is remembered changes nothing: the first answer is the one to repeat."""
        if sketch.article in self._sketches:
            return
        self._membership.remember(sketch)
        sketch = sketch.settled
        self._sketches[sketch.article] = sketch
        if sketch.words:
            self._texts[sketch.digest] = sketch
        self._resemblance.add(sketch)
        self._shelf.add(sketch)

    def forget(self, before: datetime, idle_since: datetime | None = None) -> int:
        """Drops what was placed before `before`; returns how many. Takes some 15 µs for each that stays.

        Stories that had no article since `idle_since`, or since `before`, are closed.
        """
        kept = [sketch for sketch in self._sketches.values() if sketch.placed >= before]
        dropped = len(self) - len(kept)
        if dropped:
            self._load(kept)
        self._membership.forget(self._sketches.values(), idle_since or before)
        return dropped

    def _beside(self, sketch: Sketch) -> str:
        """The story of what `sketch` copies, as it was when that was placed: since then it may have been merged."""
        original = self._sketches.get(sketch.original or "")
        return original.story if original else sketch.story

    def _sketch(
        self, article: Article, text: Fingerprint, brief: Brief | None, found: Found | None, now: datetime
    ) -> Sketch:
        """What is remembered of `article`, found to copy or to expand another one, or not."""
        is_copy = found is not None and found.relation is not Relation.EXPANDED
        known = found.of.story if found else None
        if found and is_copy:
            member = self._membership.of_copy(article, found.of.story, found.relation, found.similarity, now)
        else:
            member = self._membership.of_text(article, brief, known, now)
        if found and not is_copy:
            member = replace(member, relation=Relation.EXPANDED, similarity=found.similarity)
        return Sketch(
            article=article.id,
            original=(found.of.original or found.of.article) if found and is_copy else None,
            expands=found.of.article if found and not is_copy else None,
            digest=text.digest,
            shingles=stored(self._counting(article, text, found) if found else compared_by(text)),
            words=text.words,
            publisher=article.publisher,
            owner=article.owner,
            title_key="" if is_copy else title_key(article),
            brief=None if is_copy else brief,
            placed=now,
            **asdict(member),
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
