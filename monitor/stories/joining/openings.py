"""The stories that are open, by what they are found by."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import numpy as np

from monitor.stories.joining.background import Commonness
from monitor.stories.joining.candidates import INDEXED, Candidates
from monitor.stories.joining.open_story import OpenStory
from monitor.stories.joining.vector import Vector
from monitor.stories.short.brief import Brief

IDLE: Final = timedelta(days=3)  # after which a story is closed


class Text(NamedTuple):
    """A text of its own."""

    vector: Vector
    moment: datetime  # when it was published, as far as that is known
    brief: Brief | None = None  # of a short one
    dated: bool = False  # its moment is known
    may_round_up: bool = False  # its headline reads like one over several stories


class Joining(NamedTuple):
    """What was decided about a text, and all that is to be remembered of it."""

    story: str | None  # that it joins; None: it begins one
    similarity: float = 0.0  # with the texts of that story, on average
    links: dict[str, float] = {}  # sum of similarities with the texts of each story around, by id
    merged: tuple[str, ...] = ()  # stories that are parts of `story` from now on
    storyline: str = ""  # the oldest story of those that stand with it in one, itself included; "" for none but itself
    is_roundup: bool = False  # it tells of several stories, and goes on with none of them
    moved: dict[str, str] = {}  # storylines of other stories, where they are others from now on


class Openings:
    """The open stories. A story is closed for texts that are `idle` later than its last, or earlier than its first."""

    def __init__(self, idle: timedelta = IDLE) -> None:
        self._idle = idle
        self._next = 0
        self._by_number: dict[int, OpenStory] = {}  # merged ones as what they are part of
        self._by_id: dict[str, OpenStory] = {}  # the same
        self._storylines: defaultdict[str, set[int]] = defaultdict(set)
        self._candidates = Candidates()
        self.commonness = Commonness()

    def __len__(self) -> int:
        """How many stories are open."""
        return sum(map(len, self._storylines.values()))

    def story(self, known: str) -> OpenStory | None:
        """The open story that `known` is, or is a part of."""
        return self._by_id.get(known)

    def numbered(self, number: int) -> OpenStory:
        """The story of this number."""
        return self._by_number[number]

    def around(self, text: Text, most: int) -> list[OpenStory]:
        """Open stories that share the heaviest terms of `text`, at most `most`."""
        found = {}
        for number in self._candidates.sharing(text.vector, most).tolist():
            story = self._by_number[number]
            if story.first - self._idle <= text.moment <= story.last + self._idle:
                found[story.number] = story
        return list(found.values())

    def storyline(self, name: str) -> list[OpenStory]:
        """The stories that stand in a storyline, the oldest first."""
        return [self._by_number[number] for number in sorted(self._storylines.get(name, ()))]

    def remember(self, story: str, text: Text, joining: Joining) -> None:
        """Adds a text that stands in `story` now."""
        head = self._by_id.get(story)
        for part in joining.merged:
            if head is not None:
                self._merge(head, part)
        links = self._links(joining.links)
        if head is None:
            head = self._open(story, text, links, is_alone=not joining.storyline)
        else:
            self._grow(head, text, links)
        self._move(head, joining.storyline or head.id)
        for other, storyline in joining.moved.items():
            if other in self._by_id:
                self._move(self._by_id[other], storyline)

    def touch(self, known: str, moment: datetime, placed: datetime | None = None) -> None:
        """An article of the story keeps it open, a copy too; `moment` is of its text, `placed` when it came."""
        if (story := self._by_id.get(known)) is not None:
            story.last = max(story.last, moment)
            story.came = max(story.came, placed or moment)

    def close(self, before: datetime) -> int:
        """Drops the stories whose last article came before `before`; returns how many. Takes some µs for each.

        When it was published does not count: who reads what is weeks old reads it as one story, too.
        """
        every = {story.number: story for story in self._by_number.values()}
        kept = [story for _, story in sorted(every.items()) if max(story.last, story.came) >= before]
        for story in every.values():
            if max(story.last, story.came) < before and story.counted is not None:
                self.commonness.remove(story.counted)
        if len(kept) < len(every):
            self._renumber(kept)
        return len(every) - len(kept)

    def _renumber(self, kept: list[OpenStory]) -> None:
        """Remembers nothing but `kept`, numbered from 0."""
        numbers = np.full(self._next, -1)
        for place, story in enumerate(kept):
            numbers[story.numbers] = place
        self._candidates.renumber(numbers)
        self._next = len(kept)
        self._by_number = dict(enumerate(kept))
        self._by_id = {known: story for story in kept for known in (story.id, *story.parts)}
        self._storylines.clear()
        for place, story in enumerate(kept):
            story.numbers = [place]
            linked = ((int(numbers[number]), total) for number, total in story.links.items())
            story.links = {number: total for number, total in linked if number >= 0}
            self._storylines[story.storyline].add(place)

    def _links(self, links: dict[str, float]) -> dict[int, float]:
        numbered: dict[int, float] = {}
        for known, total in links.items():
            if (story := self._by_id.get(known)) is not None:
                numbered[story.number] = numbered.get(story.number, 0.0) + total
        return numbered

    def _open(self, story: str, text: Text, links: dict[int, float], *, is_alone: bool) -> OpenStory:
        indexed = text.vector.heaviest(INDEXED).terms
        opened = OpenStory(story, [self._next], text.moment, text.moment, text.vector, indexed, links=links)
        opened.knows(text.brief)
        if is_alone:  # else its words would look common for being told in several texts
            opened.counted = text.vector.terms
            self.commonness.add(opened.counted)
        self._next += 1
        self._by_number[opened.number] = self._by_id[story] = opened
        self._candidates.add(indexed, opened.number)
        for other, total in links.items():
            self._by_number[other].links[opened.number] = total
        return opened

    def _grow(self, head: OpenStory, text: Text, links: dict[int, float]) -> None:
        head.gains(text.vector, text.moment, links.pop(head.number, 0.0))
        head.knows(text.brief)
        new = np.setdiff1d(text.vector.heaviest(INDEXED).terms, head.indexed, assume_unique=True)
        self._candidates.add(new, head.number)
        head.indexed = np.union1d(head.indexed, new)
        for other, total in links.items():
            head.links[other] = head.links.get(other, 0.0) + total
            self._by_number[other].links[head.number] = head.links[other]

    def _merge(self, head: OpenStory, known: str) -> None:
        """Makes the story `known` a part of `head`."""
        part = self._by_id.get(known)
        if part is None or part is head:
            return
        self._move(part, "")
        head.takes_over(part)
        head.indexed = np.union1d(head.indexed, part.indexed)
        head.links.pop(part.number, None)
        for number, total in part.links.items():
            other = self._by_number[number]
            other.links.pop(part.number, None)
            if other is not head:
                head.links[number] = other.links[head.number] = head.links.get(number, 0.0) + total
        self._by_number |= dict.fromkeys(part.numbers, head)
        self._by_id |= dict.fromkeys((part.id, *part.parts), head)

    def _move(self, story: OpenStory, storyline: str) -> None:
        """Puts `story` into a storyline; into none for ""."""
        if story.storyline:
            self._storylines[story.storyline].discard(story.number)
            if not self._storylines[story.storyline]:
                del self._storylines[story.storyline]
        story.storyline = storyline
        if storyline:
            self._storylines[storyline].add(story.number)
