"""What messages are made of."""

from collections.abc import Callable
from typing import Final, NamedTuple

from monitor.records import Alert, Severity


class Line(NamedTuple):
    """One line of a message."""

    text: str
    name: str = ""  # what it is, such as "Source"; "" where it speaks for itself


class Action(NamedTuple):
    """Something that a reader does by following a link."""

    label: str  # such as "Acknowledge"
    url: str


class Reply(NamedTuple):
    """What a reader can do about an alert by following links; nothing where there are none."""

    page: str = ""  # where all of it can be chosen
    actions: tuple[Action, ...] = ()  # each with a link of its own


NO_REPLY: Final = Reply()

Replies = Callable[[Alert], Reply]
"""Gives what a reader can do about an alert."""


def no_replies(alert: Alert) -> Reply:
    """What can be done where there are no links."""
    return NO_REPLY


class Article(NamedTuple):
    """An article that is named, and no more than that."""

    title: str
    link: str  # "" where it has none


class Item(NamedTuple):
    """One of several articles in one message."""

    severity: Severity
    title: str
    about: tuple[Line, ...]  # what is new, what happened, why it is here
    source: str  # whose it is, and when
    link: str  # "" where it has none
    reply: Reply = NO_REPLY
    articles: tuple[Article, ...] = ()  # that were held and are told with it
    more: int = 0  # matches that were held beside those
    alert: str = ""  # id by which commands silence it, "" where they cannot

    @property
    def silence(self) -> Line:
        """The command that mutes it, for whoever has no link."""
        return Line(f"wirewatch mute {self.alert}" if self.alert else "", "Silence")
