"""What a mute on the page may be about, each with what it would have held."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from litestar.exceptions import ValidationException

from monitor.web.api.attention.mutes import Foresight, previewed
from monitor.web.desk import Desk
from monitor.web.pages.standing import Subject

LENGTHS: Final = ("1h", "2h", "4h", "8h", "1d", "7d", "30d")
_MOST: Final = 5  # watches that can be chosen


class Choice(NamedTuple):
    """Something that may be muted."""

    value: str  # in the form
    label: str
    matcher: dict[str, str]  # keys of a mute: watch, story


class Foreseen(NamedTuple):
    """A choice, and what it would have held of the last days."""

    choice: Choice
    foresight: Foresight


def choices(subject: Subject) -> tuple[Choice, ...]:
    """What may be muted of `subject`, the narrowest that silences all that is meant first."""
    return tuple(_choices(subject))


async def foreseen(desk: Desk, subject: Subject) -> tuple[Foreseen, ...]:
    """The same, each with what it would have held."""
    return tuple([Foreseen(each, await previewed.fn(desk, **each.matcher)) for each in choices(subject)])


def chosen(subject: Subject, value: str) -> Choice:
    """The choice that a form says, the first where it says none; raises ValidationException for what is none."""
    offered = choices(subject)
    found = next((each for each in offered if each.value == value), None) if value else next(iter(offered), None)
    if found is None:
        raise ValidationException("This cannot be muted.")
    return found


def _choices(subject: Subject) -> Iterator[Choice]:
    if not subject.may_be_muted:
        return
    watches, story = subject.watches[:_MOST], subject.alert.story
    both = [
        Choice(f"both {each}", f"This story, for watch {each}", {"watch": each, "story": story}) for each in watches
    ]
    whole = [Choice("story", "This story, for every watch", {"story": story})]
    if subject.is_story:
        yield from (*both, *whole) if subject.only else (*whole, *(both if len(watches) > 1 else ()))
    for watch in watches:
        yield Choice(f"watch {watch}", f"All of watch {watch}", {"watch": watch})
