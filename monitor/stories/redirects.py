"""Which stories turned out to be parts of others. A name that was merged away is never used again."""

from typing import Final

from monitor.stories.sketch import Sketch

_NAMED: Final = 64  # parts that a message names, the latest


class Redirects:
    """From merged stories to those that they are parts of."""

    def __init__(self) -> None:
        self._into: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}

    def add(self, sketch: Sketch) -> None:
        """Remembers the merges that came with an article."""
        for part in sketch.joined:
            parts = self._parts.setdefault(sketch.story, [])
            parts += [*self._parts.pop(part, ()), part]
            self._into |= dict.fromkeys(parts, sketch.story)

    def story(self, known: str) -> str:
        """The story that `known` is, or is a part of."""
        return self._into.get(known, known)

    def parts(self, story: str, joined: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What is known to be a part of `story`, with those that have `joined` now; of many the latest."""
        new = [known for part in joined for known in (*self._parts.get(part, ()), part)]
        return tuple([*self._parts.get(story, ()), *new][-_NAMED:])
