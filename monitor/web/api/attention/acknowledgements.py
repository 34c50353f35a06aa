"""Acknowledgements: the team knows of a story, and hears of it again when something material changes."""

from typing import Annotated

import msgspec
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from monitor.actions.acknowledgements import acknowledge, acknowledgements, end_acknowledgements
from monitor.actions.unknown import unknown_watch
from monitor.records import Acknowledgement, Record
from monitor.records.base import Moment
from monitor.web.access.asker import Asker
from monitor.web.access.writing import writing
from monitor.web.desk import Desk
from monitor.web.reading import reading

Comment = Annotated[str, msgspec.Meta(max_length=500)]
Named = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Stories = Annotated[list[str] | None, QueryParameter(name="story", description="Of these stories, by id.")]
Ended = Annotated[bool, QueryParameter(name="all", description="Also those that have ended.")]


class AcknowledgementWanted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is acknowledged: the story of an alert for its watch, or a story for a watch."""

    alert: Named | None = None  # id
    story: Named | None = None  # id, where no alert is given
    watch: Named | None = None  # that is to be silent; left out, that of the alert
    comment: Comment = ""  # what else the team should know


class AcknowledgementReport(Record, frozen=True, kw_only=True):
    """An acknowledgement, and whether it holds still."""

    acknowledgement: Acknowledgement
    in_force: bool
    ended: Moment | None  # by hand, or by an alert that told a change


class Acknowledgements(Record, frozen=True, kw_only=True):
    """What is acknowledged."""

    items: tuple[AcknowledgementReport, ...]  # newest first


class Acknowledged(Record, frozen=True, kw_only=True):
    """The acknowledgement that is in force now."""

    acknowledgement: Acknowledgement
    already: bool  # whether there was one before; it stays, unless a new comment took its place
    warnings: tuple[str, ...]  # what it names that nothing is known of: it may be mistyped


class EndedCount(Record, frozen=True, kw_only=True):
    """How many acknowledgements ended."""

    ended: int


@reading("/acknowledgements", "listAcknowledgements", "attention")
async def listed(desk: NamedDependency[Desk], story: Stories = None, everything: Ended = False) -> Acknowledgements:
    """What is acknowledged, newest first."""
    reports = (
        AcknowledgementReport(
            acknowledgement=each.acknowledgement,
            in_force=each.is_in_force,
            ended=each.acknowledgement.ended or (each.told.at if each.told else None),
        )
        for each in await acknowledgements(desk.store, story)
    )
    return Acknowledgements(items=tuple(each for each in reports if everything or each.in_force))


@writing("POST", "/acknowledgements", "acknowledge", "attention", status=201)
async def added(
    desk: NamedDependency[Desk], asker: NamedDependency[Asker], data: JSONBody[AcknowledgementWanted]
) -> Acknowledged:
    """Acknowledges a story: the watch tells nothing more of it until something material changes."""
    subject = data.alert or data.story
    if subject is None or (data.alert and data.story) or not (data.alert or data.watch):
        raise ValidationException("expected 'alert', or 'story' and 'watch'")
    made = await acknowledge(
        desk.store, subject, data.watch, comment=data.comment.strip(), author=asker.name, now=asker.now
    )
    configured = [watch.id for of in desk.configuration().watchlists for watch in of.watches]
    words = unknown_watch(made.acknowledgement.watch, configured, made.watches)
    return Acknowledged(
        acknowledgement=made.acknowledgement, already=made.before is not None, warnings=(words,) if words else ()
    )


@writing("DELETE", "/acknowledgements/{story_id:str}", "endAcknowledgement", "attention")
async def ended(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    story_id: FromPath[str],
    watch: FromQuery[str | None] = None,
) -> EndedCount:
    """Ends what is acknowledged of a story, of one watch or all; by the id of an alert, that of its watch."""
    count = await end_acknowledgements(desk.store, story_id, watch, asker.now)
    if not count:
        raise NotFoundException(f"Nothing of {story_id!r} is acknowledged.")
    return EndedCount(ended=count)


HANDLERS = (listed, added, ended)
