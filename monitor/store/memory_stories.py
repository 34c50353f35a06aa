"""What is told of stories, in memory."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from monitor.store.base import Sketch, StoryEntry, StorySummary


class MemoryStories:
    """Articles, stories and redirects as plain dictionaries."""

    def __init__(self) -> None:
        self._articles: dict[str, StoryEntry] = {}
        self._latest: dict[str, Sketch] = {}  # placed last, by story
        self._storylines: dict[str, str] = {}
        self._into: dict[str, tuple[str, datetime]] = {}  # merged stories, and when

    def remember(self, sketch: Sketch, entry: StoryEntry) -> None:
        """Adds an article, and renames what was merged or moved."""
        for part in sketch.joined:
            self._rename(part, sketch)
        self._articles[entry.article] = entry
        self._latest[sketch.story] = sketch
        self._storylines[sketch.story] = sketch.storyline or sketch.story
        self._storylines |= {moved: name for moved, name in sketch.moved.items() if moved in self._storylines}

    def _rename(self, part: str, sketch: Sketch) -> None:
        for name, (story, at) in self._into.items():
            self._into[name] = (sketch.story, at) if story == part else (story, at)
        self._into[part] = (sketch.story, sketch.placed)
        for name, entry in self._articles.items():
            self._articles[name] = replace(entry, story=sketch.story) if entry.story == part else entry
        self._latest.pop(part, None)
        self._storylines.pop(part, None)

    def stories(
        self,
        since: datetime | None,
        story: str | None,
        storyline: str | None,
        beyond: tuple[datetime, str] | None = None,
    ) -> list[StorySummary]:
        """Those with an article placed at `since` or later, this one, of this storyline; the newest last."""
        found = [
            self._summary(name, latest)
            for name, latest in sorted(self._latest.items(), key=lambda each: (each[1].placed, each[0]))
            if (since is None or latest.placed >= since)
            and (beyond is None or (latest.placed, name) < beyond)
            and story in (None, name)
            and storyline in (None, self._storylines[name])
        ]
        return [summary for summary in found if summary is not None]

    def entries(self, story: str) -> Sequence[StoryEntry]:
        """See StoryStore."""
        called = self._into[story][0] if story in self._into else story
        found = (entry for entry in self._articles.values() if entry.story == called)
        return sorted(found, key=lambda entry: (entry.at, entry.article))

    def forget(self, before: datetime) -> int:
        """See StoryStore."""
        known = len(self._articles)
        self._articles = {name: entry for name, entry in self._articles.items() if entry.at >= before}
        self._latest = {story: sketch for story, sketch in self._latest.items() if sketch.placed >= before}
        self._into = {part: into for part, into in self._into.items() if into[1] >= before}
        return known - len(self._articles)

    def _summary(self, story: str, latest: Sketch) -> StorySummary | None:
        entries = self.entries(story)
        if not entries:
            return None
        merged = sorted((at, part) for part, (into, at) in self._into.items() if into == story)
        return StorySummary(
            story=story,
            title=entries[0].title,
            first=entries[0].at,
            last=entries[-1].at,
            articles=len(entries),
            publishers=latest.publishers,
            independent=latest.independent,
            storyline=self._storylines[story],
            parts=tuple(part for _, part in merged),
            placed=latest.placed,
        )
