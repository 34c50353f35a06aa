"""Feedback: whether alerts were of use, and the tests of a watch that follow from it."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from monitor.actions.feedback import Example, examples, judge
from monitor.records import Feedback, Record, Verdict
from monitor.web.access.asker import Asker
from monitor.web.access.writing import writing
from monitor.web.desk import Desk
from monitor.web.reading import reading


class Judgement(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person makes of an alert."""

    verdict: Verdict
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


class FeedbackList(Record, frozen=True, kw_only=True):
    """What people make of alerts."""

    items: Sequence[Feedback]  # newest first


class Examples(Record, frozen=True, kw_only=True):
    """Elements for `tests:` of a watch."""

    items: Sequence[Example]  # the oldest first


@reading("/feedback", "listFeedback", "attention")
async def listed(
    desk: NamedDependency[Desk], watch: FromQuery[str | None] = None, alert: FromQuery[str | None] = None
) -> FeedbackList:
    """What people made of alerts, newest first."""
    return FeedbackList(items=await desk.store.feedback(watch, alert))


@writing("PUT", "/alerts/{alert_id:str}/feedback", "judgeAlert", "attention")
async def judged(
    desk: NamedDependency[Desk], asker: NamedDependency[Asker], alert_id: FromPath[str], data: JSONBody[Judgement]
) -> Feedback:
    """Says whether an alert was of use; in the place of what the same person said before."""
    return await judge(desk.store, alert_id, data.verdict, note=data.note.strip(), author=asker.name, now=asker.now)


@reading("/watches/{watch_id:str}/examples", "listExamples", "attention")
async def exemplified(desk: NamedDependency[Desk], watch_id: FromPath[str]) -> Examples:
    """The judged articles of a watch, as its `tests:` would have them: what is useful must match, what is wrong not."""
    return Examples(items=await examples(desk.store, watch_id))


HANDLERS = (listed, judged, exemplified)
