"""The steps that are new beside what was told."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.developments.table import Step, steps
from monitor.alerting.facts.facts import Facts
from monitor.alerting.facts.texts.rarity import rarity
from monitor.alerting.facts.texts.words import function_stems, stem, stems
from monitor.records import Change, ChangeKind

_MORE: Final = 0.2  # a fifth as much as one of the rarest words says


def taken(told: Facts, new: Facts) -> Iterator[Change]:
    """The first step in the title of an article that was not told, and can follow on what was."""
    step = next((each for each in steps() if each.name in new.headlined and follows(told, each)), None)
    if step is not None:
        yield Change(kind=step.kind, what=step.name)


def follows(told: Facts, step: Step) -> bool:
    """Whether a step was not told, by itself or as another one, and may follow on what was."""
    may = not step.after or not step.after.isdisjoint(told.words)
    known = {step.name, *step.told_as}
    return bool(told.articles) and may and known.isdisjoint(told.developments) and step.unless.isdisjoint(told.words)


def contradicted(told: Facts, new: Facts) -> Iterator[Change]:
    """The first word of what was told that an article says not to be so: "not a drone but a weather balloon"."""
    known = {stem(word) for word in told.negated}
    word = next((word for word in new.negated if stem(word) in told.words and stem(word) not in known), None)
    if told.articles and word is not None:
        yield Change(kind=ChangeKind.MODALITY, what=word, before="asserted", after="denied")


def came_later(told: Facts, new: Facts) -> Iterator[Change]:
    """What an article says to have come some time after another happening, or after what its own side did.

    Once in a story, and only in a headline that says more than was told; see `texts.sequence`.
    """
    unheard = sum(rarity(word) ** 2 for word in {*stems(new.title)} - {*told.words} - function_stems())
    if told.articles and new.later_than and not told.later_than and unheard >= _MORE:
        yield Change(kind=ChangeKind.EVENT, what="further happening", after=new.later_than)
