"""Who has carried a story, and who has written about it: publishers, and the families that own them.

A copy says that its publisher carries the story, and nothing of its own: twenty reprints of one wire story are one
independent source.
"""

from sys import intern
from typing import NamedTuple

from monitor.records import COPIES, Article
from monitor.stories.sketch import Sketch


class Counts(NamedTuple):
    """Of a story, an article included."""

    publishers: int
    independent: int  # families that have written about it themselves


class _Names(NamedTuple):
    publishers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()

    def plus(self, other: "_Names") -> "_Names":
        if set(other.publishers) <= set(self.publishers) and set(other.families) <= set(self.families):
            return self
        return _Names(*(tuple(dict.fromkeys(one + two)) for one, two in zip(self, other, strict=True)))

    @property
    def counts(self) -> Counts:
        return Counts(max(len(self.publishers), 1), max(len(self.families), 1))


class Carriers:
    """Publishers and families by story."""

    def __init__(self) -> None:
        self._by_story: dict[str, _Names] = {}

    def add(self, sketch: Sketch) -> None:
        """Counts an article and what was merged when it was placed."""
        for part in sketch.joined:
            self._add(sketch.story, self._by_story.pop(part, _Names()))
        self._add(sketch.story, _names(sketch.publisher, sketch.owner, is_copy=sketch.relation in COPIES))

    def counts(self, stories: tuple[str, ...], article: Article, *, is_copy: bool) -> Counts:
        """What they would be with `article`, in `stories` that are one."""
        names = _names(article.publisher, article.owner, is_copy=is_copy)
        for story in stories:
            names = self._by_story.get(story, _Names()).plus(names)
        return names.counts

    def _add(self, story: str, names: _Names) -> None:
        known = self._by_story.get(story)
        self._by_story[story] = names if known is None else known.plus(names)


def _names(publisher: str, owner: str, *, is_copy: bool) -> _Names:
    return _Names((intern(publisher),), () if is_copy else (intern(owner or publisher),))
