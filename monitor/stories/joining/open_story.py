"""Stories that may still go on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from monitor.stories.joining.vector import Terms, Vector
from monitor.stories.short.brief import Brief

_BRIEFS: Final = 6  # of a story, the latest
_TERMS: Final = 400  # of a story, the heaviest
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True, eq=False)
class OpenStory:
    """What is known of a story whose last text is not long ago."""

    id: str
    numbers: list[int]  # its own, and those of the stories that are parts of it
    first: datetime  # moment of its first text
    last: datetime  # moment of its last text, copies included
    sum: Vector  # of the vectors of its texts
    indexed: Terms  # by which it is found
    counted: Terms | None = None  # those of its first text, where they count as common
    texts: int = 1
    within: float = 0.0  # sum of the similarities of its texts, pair by pair
    links: dict[int, float] = field(default_factory=dict)  # sums of similarities with other stories' texts, by number
    briefs: list[Brief] = field(default_factory=list)  # of its latest short texts
    parts: list[str] = field(default_factory=list)  # ids of the stories that are parts of it
    storyline: str = ""  # id of the oldest story that stands in the same storyline

    came: datetime = _NEVER  # when its last article was placed, copies included

    @property
    def number(self) -> int:
        """By which others refer to it."""
        return self.numbers[0]

    @property
    def age(self) -> tuple[datetime, int]:
        """Smallest where it is oldest."""
        return self.first, self.number

    def gains(self, vector: Vector, moment: datetime, similarity: float) -> None:
        """One more text; `similarity`: the sum of its similarities with those before."""
        self.sum = self.sum.plus(vector).heaviest(_TERMS)
        self.within += similarity
        self.texts += 1
        self.first, self.last = min(self.first, moment), max(self.last, moment)

    def knows(self, brief: Brief | None) -> None:
        """The words of one more text, if it is a short one."""
        if brief is not None:
            self.briefs = [*self.briefs, brief][-_BRIEFS:]

    def takes_over(self, part: "OpenStory") -> None:
        """All that `part` has, its links apart."""
        self.sum = self.sum.plus(part.sum).heaviest(_TERMS)
        self.within += part.within + self.links.get(part.number, 0.0)
        self.texts += part.texts
        self.first, self.last = min(self.first, part.first), max(self.last, part.last)
        self.briefs = [*self.briefs, *part.briefs][-_BRIEFS:]
        self.numbers += part.numbers
        self.parts += [*part.parts, part.id]
        self.came = max(self.came, part.came)


@dataclass(slots=True, eq=False)
class Whole:
    """Stories that are one, with a new text: what they would be."""

    stories: list[OpenStory]
    texts: int
    within: float
    links: dict[int, float]

    @classmethod
    def of(cls, joined: OpenStory | None, links: dict[int, float]) -> "Whole":
        """`joined` with a text that has `links`; a story of its own where it joins none."""
        if joined is None:
            return cls([], 1, 0.0, dict(links))
        whole = cls([joined], joined.texts + 1, joined.within + links.get(joined.number, 0.0), dict(joined.links))
        whole._link(links.items(), joined)
        return whole

    @property
    def oldest(self) -> OpenStory | None:
        """The story that names the whole; None where it is a new one."""
        return min(self.stories, key=lambda story: story.age, default=None)

    def merges(self, other: OpenStory) -> None:
        """Takes `other` in."""
        self.within += other.within + self.links.pop(other.number)
        self.texts += other.texts
        self.stories.append(other)
        self._link(other.links.items(), other)
        for story in self.stories:
            self.links.pop(story.number, None)

    def _link(self, links: Iterable[tuple[int, float]], own: OpenStory) -> None:
        for number, similarity in links:
            if number != own.number:
                self.links[number] = self.links.get(number, 0.0) + similarity
