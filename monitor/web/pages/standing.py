"""What people said of what was told: what is acknowledged, what is muted, what was of use."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from monitor.alerting.attention.mutes import meets, named
from monitor.records import OWN_WATCHLIST, Alert, Feedback
from monitor.web.api.attention import acknowledgements, feedback, mutes
from monitor.web.api.attention.acknowledgements import AcknowledgementReport
from monitor.web.api.attention.mutes import MuteReport
from monitor.web.desk import Desk


class Subject(NamedTuple):
    """A story that people were told, or an alert of none, about which they may say something."""

    path: str  # address of its page
    alert: Alert  # the newest
    watches: tuple[str, ...]  # ids of those that told it
    is_story: bool
    only: str = ""  # the one watch that is meant, where a screen shows what that told; "" where all are

    @property
    def may_be_muted(self) -> bool:
        """Whether a watch stands behind it; what Wirewatch says of itself has none."""
        return self.alert.watchlist != OWN_WATCHLIST


class Standing(NamedTuple):
    """What people said of a subject."""

    subject: Subject
    acknowledged: tuple[AcknowledgementReport, ...]  # in force, newest first
    muted: tuple[MuteReport, ...]  # in force
    feedback: tuple[Feedback, ...]  # on its newest alert, newest first

    @property
    def is_silent(self) -> bool:
        """Whether none of its watches tells more of it, unless something material changes."""
        silent = {each.acknowledgement.watch for each in self.acknowledged}
        everything = any(each.mute.matcher.watch is None for each in self.muted)
        return everything or set(self.subject.watches) <= silent | {each.mute.matcher.watch for each in self.muted}

    def named(self, report: MuteReport) -> str:
        """What a mute is about, in words: a story is this one, "this story and watch eu-sanctions"."""
        rest = named(replace(report.mute.matcher, story=None))
        return " and ".join(filter(None, ("this story" if report.mute.matcher.story else "", rest)))


def subject(alert: Alert, watches: Iterable[str], only: str = "") -> Subject:
    """What `alert`, the newest of its story, is about; `only`: the one watch that is meant."""
    is_story = alert.kind.is_of_one_story and bool(alert.story)
    path = f"/stories/{alert.story}" if is_story else f"/alerts/{alert.id}"
    return Subject(path, alert, tuple(watches), is_story, only if is_story else "")


async def standings(desk: Desk, subjects: Sequence[Subject]) -> tuple[Standing, ...]:
    """What was said of each of `subjects`."""
    stories = [each.alert.story for each in subjects if each.is_story]
    acknowledged = (await acknowledgements.listed.fn(desk, stories)).items if stories else ()
    muted = (await mutes.listed.fn(desk)).items
    judged = (await feedback.listed.fn(desk)).items
    return tuple(
        Standing(
            each,
            tuple(of for of in acknowledged if _is_of(of, each)),
            tuple(of for of in muted if _is_about(of, each)),
            tuple(of for of in judged if of.alert == each.alert.id),
        )
        for each in subjects
    )


def _is_of(report: AcknowledgementReport, subject: Subject) -> bool:
    """Whether the story of `subject` is acknowledged by it, for the watch that is meant."""
    said = report.acknowledgement
    return said.story == subject.alert.story and subject.only in ("", said.watch)


def _is_about(report: MuteReport, subject: Subject) -> bool:
    """Whether the mute holds what one of the watches finds of the like of its newest alert."""
    alert = subject.alert
    stories = (alert.story,) if subject.is_story else ()
    return any(
        meets(report.mute.matcher, watch=watch, stories=stories, actors=(), publisher=alert.publisher, tags=())
        for watch in subject.watches
    )
