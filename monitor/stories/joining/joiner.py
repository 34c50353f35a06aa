"""Which open story a text of its own goes on with.

1. The text joins the open story to whose texts it is most similar on average, if it is so enough (`evidence`):
   **strictly**, since what joins a told story is not told again. Else it begins a story. A round-up ("Five things to
   know") tells of several stories and goes on with none, nor does anything go on with it.
2. The story that has the text now is merged with others that turn out to be the same, strictly too. The oldest names
   what results; the ids of the others are its parts from then on.
3. The stories around it are gathered anew into storylines, loosely: for display. A storyline holds whole stories.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.stories.joining.evidence import LEAST, least_similarity
from monitor.stories.joining.open_story import OpenStory, Whole
from monitor.stories.joining.openings import Joining, Openings, Text
from monitor.stories.joining.storylines import closeness, gathered
from monitor.stories.joining.vector import dots
from monitor.stories.short.apart import are_apart

MERGED: Final = 0.40  # closeness of stories that are one
LOOSE: Final = 0.24  # closeness of stories that stand in one storyline
_LINKED: Final = 0.06  # mean similarity with a story that is remembered
_NEAR: Final = 0.10  # mean similarity with a story around which storylines are gathered anew
_TOLD_OF: Final = 4  # stories that a round-up may tell of
_AS_MUCH: Final = 0.4  # of the similarity with the first of them
_CANDIDATES: Final = 24  # stories looked at for one text
_STORYLINES: Final = 6  # gathered anew for one text, the nearest
_AROUND: Final = 40  # stories gathered anew for one text, at most


def join(openings: Openings, text: Text, goes_on_with: str | None = None) -> Joining:
    """Where `text` stands; changes nothing. `goes_on_with`: the story that it is known to stand in."""
    found = _Around.of(openings, text, openings.story(goes_on_with or ""))
    if goes_on_with is None and text.may_round_up and found.is_roundup():
        return Joining(story=None, is_roundup=True)
    joined = openings.story(goes_on_with or "") or found.joined(openings, text)
    links = found.links(joined)
    whole = Whole.of(joined, links)
    _merge(openings, whole)
    storyline, moved = _gathered(openings, whole)
    head = whole.oldest
    return Joining(
        story=head.id if head else None,
        similarity=found.similarity(joined) if joined else 0.0,
        links={openings.numbered(number).id: round(total, 4) for number, total in links.items()},
        merged=tuple(story.id for story in whole.stories if story is not head),
        storyline=storyline,
        moved=moved,
    )


class _Around(NamedTuple):
    """The stories that a text may have to do with."""

    stories: list[OpenStory]
    totals: list[float]  # sums of the similarities with their texts

    @classmethod
    def of(cls, openings: Openings, text: Text, known: OpenStory | None) -> "_Around":
        stories = openings.around(text, _CANDIDATES)
        if known is not None and known not in stories:
            stories.append(known)
        return cls(stories, dots(text.vector, [story.sum for story in stories]).tolist())

    def similarity(self, story: OpenStory) -> float:
        """The mean similarity with the texts of `story`."""
        return min(self.totals[self.stories.index(story)] / story.texts, 1.0)

    def joined(self, openings: Openings, text: Text) -> OpenStory | None:
        """The story that `text` joins strictly."""
        close = [story for story in self.stories if self.similarity(story) >= LEAST]
        enough = (
            story
            for story in sorted(close, key=self.similarity, reverse=True)
            if self.similarity(story) >= least_similarity(text.vector, story, openings.commonness, dated=text.dated)
        )
        return next((story for story in enough if not _is_apart(text, story)), None)

    def is_roundup(self) -> bool:
        """Whether a text tells of stories that have nothing to do with each other."""
        ranked = sorted(self.stories, key=self.similarity, reverse=True)[:_TOLD_OF]
        first = next(iter(ranked), None)
        return first is not None and any(
            story.storyline != first.storyline
            and first.links.get(story.number, 0.0) < _NEAR * first.texts * story.texts
            and self.similarity(story) >= max(_AS_MUCH * self.similarity(first), _NEAR)
            for story in ranked[1:]
        )

    def links(self, joined: OpenStory | None) -> dict[int, float]:
        """What is remembered of the similarities, by number of the story."""
        return {
            story.number: total
            for story, total in zip(self.stories, self.totals, strict=True)
            if total >= _LINKED * story.texts or story is joined
        }


def _is_apart(text: Text, story: OpenStory) -> bool:
    """Whether a short item tells of something else than one of the story has told, though in the same pattern."""
    return text.brief is not None and any(are_apart(brief, text.brief) for brief in story.briefs)


def _merge(openings: Openings, whole: Whole) -> None:
    """Takes in the stories that are the same."""
    while whole.stories and whole.links:
        others = [openings.numbered(number) for number in whole.links]
        close = closeness(
            np.fromiter(whole.links.values(), float),
            np.array([story.texts for story in others], float),
            whole.texts,
            np.array([story.within for story in others]),
            whole.within,
        )
        best = int(np.argmax(close))
        if close[best] < MERGED:
            return
        whole.merges(others[best])


def _gathered(openings: Openings, whole: Whole) -> tuple[str, dict[str, str]]:
    """The storyline of `whole`, and those of other stories that change."""
    others = _beside(openings, whole)
    if not others:
        return "", {}
    sizes = np.array([whole.texts, *(story.texts for story in others)], float)
    within = np.array([whole.within, *(story.within for story in others)])
    own, *groups = gathered(_between(whole, others), sizes, within, LOOSE)
    oldest: dict[int, OpenStory] = {own: whole.oldest} if whole.oldest else {}
    for group, story in zip(groups, others, strict=True):
        if group not in oldest or story.age < oldest[group].age:
            oldest[group] = story
    named = {story.id: oldest[group].id for group, story in zip(groups, others, strict=True)}
    moved = {story.id: named[story.id] for story in others if named[story.id] != story.storyline}
    return (oldest[own].id if own in groups else ""), moved


def _between(whole: Whole, others: list[OpenStory]) -> NDArray[np.float64]:
    """The sums of similarity between all of them, `whole` first."""
    places = {story.number: place for place, story in enumerate(others, 1)}
    between = np.zeros((len(others) + 1, len(others) + 1))
    for place, links in enumerate([whole.links, *(story.links for story in others)]):
        for number, total in links.items():
            if number in places:
                between[place, places[number]] = total
    between[:, 0] = between[0]
    return between


def _beside(openings: Openings, whole: Whole) -> list[OpenStory]:
    """The stories of its own storylines, and of those that are near."""
    linked = {number: openings.numbered(number) for number in whole.links}
    shares = {number: total / linked[number].texts / whole.texts for number, total in whole.links.items()}
    near = sorted((number for number in shares if shares[number] >= _NEAR), key=lambda number: -shares[number])
    names = [story.storyline for story in [*whole.stories, *(linked[number] for number in near[:_STORYLINES])]]
    stories = [story for name in dict.fromkeys(names) for story in openings.storyline(name)]
    beside = [story for story in stories if story not in whole.stories]
    if len(beside) > _AROUND:
        beside.sort(key=lambda story: -shares.get(story.number, 0.0))
    return beside[:_AROUND]
