"""Which open story a text of its own goes on with.

1. The text joins the open story to whose texts it is most similar on average, if it is so enough: **strictly**, since
   what joins a told story is not told again. Else it begins a story.
2. The story that has the text now is merged with others that turn out to be the same, strictly too. The oldest names
   what results; the ids of the others are its parts from then on.
3. The stories around it are gathered anew into storylines, loosely: for display. A storyline holds whole stories.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.stories.joining.open_story import OpenStory, Whole
from monitor.stories.joining.openings import Joining, Openings, Text
from monitor.stories.joining.storylines import closeness, gathered
from monitor.stories.joining.vector import dots
from monitor.stories.short.apart import are_apart

STRICT: Final = 0.30  # mean similarity with the texts of a story that is joined
_FEW: Final = 0.12  # more, shared by the texts of the story: the fewer there are, the less sure is their mean
_SHORT: Final = 0.15  # more, the fewer terms there are
_TERMS: Final = 40  # of a text that is not short
MERGED: Final = 0.40  # closeness of stories that are one
LOOSE: Final = 0.24  # closeness of stories that stand in one storyline
_LINKED: Final = 0.06  # mean similarity with a story that is remembered
_NEAR: Final = 0.10  # mean similarity with a story around which storylines are gathered anew
_CANDIDATES: Final = 24  # stories looked at for one text
_STORYLINES: Final = 6  # gathered anew for one text, the nearest
_AROUND: Final = 40  # stories gathered anew for one text, at most


def join(openings: Openings, text: Text, goes_on_with: str | None = None) -> Joining:
    """Where `text` stands; changes nothing. `goes_on_with`: the story that it is known to stand in."""
    found = _Around.of(openings, text, openings.story(goes_on_with or ""))
    joined = openings.story(goes_on_with or "") or found.joined(text)
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

    def joined(self, text: Text) -> OpenStory | None:
        """The story that `text` joins strictly."""
        enough = [story for story in self.stories if self.similarity(story) >= _least(text, story)]
        ranked = sorted(enough, key=self.similarity, reverse=True)
        return next((story for story in ranked if not _is_apart(text, story)), None)

    def links(self, joined: OpenStory | None) -> dict[int, float]:
        """What is remembered of the similarities, by number of the story."""
        return {
            story.number: total
            for story, total in zip(self.stories, self.totals, strict=True)
            if total >= _LINKED * story.texts or story is joined
        }


def _least(text: Text, story: OpenStory) -> float:
    """How similar `text` has to be to join `story`: more where one of them says little."""
    terms = min(len(text.vector.terms), len(story.sum.terms))
    return STRICT + _FEW / story.texts + _SHORT * max(0.0, 1 - terms / _TERMS)


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
