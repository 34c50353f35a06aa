"""What people do about stories and alerts on the page: acknowledge, mute, snooze, and say whether an alert was of use.

Each is a form, after which the browser goes back to where it stood (303); where htmx sent it, the answer is what takes
the place of the form. The API does it.
"""

from typing import Annotated, Any, TypeAlias

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter, URLEncodedBody
from litestar.response import Redirect

from monitor.web.access.asker import Asker
from monitor.web.api.alerts import alert as told
from monitor.web.api.attention import acknowledgements, feedback, mutes
from monitor.web.api.attention.acknowledgements import AcknowledgementWanted
from monitor.web.api.attention.feedback import Judgement
from monitor.web.api.attention.mutes import MuteWanted
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import sending
from monitor.web.pages.standing import Subject, standings, subject
from monitor.web.pages.told.choices import LENGTHS, chosen, foreseen
from monitor.web.pages.told.forms import Comment, EndForm, FeedbackForm, Form, MuteForm, on_this_site, wanted
from monitor.web.pages.told.story import alerts_of

Back = Annotated[str, QueryParameter(name="back", max_length=2000)]
_Request: TypeAlias = Request[Any, Any, Any]


def _both(action: str) -> list[str]:
    return [f"/{kind}/{{name:str}}/{action}" for kind in ("stories", "alerts")]


@sending("/stories/{story_id:str}/acknowledge")
async def acknowledge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    story_id: FromPath[str],
    data: URLEncodedBody[Comment],
) -> Response[Any]:
    """Acknowledges a story for all watches that told it."""
    about = await _subject(desk, request, story_id)
    for watch in about.watches:
        given = {"story": story_id, "watch": watch, "comment": data.comment}
        await acknowledgements.added.fn(desk, asker, wanted(AcknowledgementWanted, given))
    return await _done(desk, request, about, data)


@sending("/stories/{story_id:str}/unacknowledge")
async def unacknowledge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    story_id: FromPath[str],
    data: URLEncodedBody[Form],
) -> Response[Any]:
    """Ends what is acknowledged of a story."""
    about = await _subject(desk, request, story_id)
    await acknowledgements.ended.fn(desk, asker, story_id)
    return await _done(desk, request, about, data)


@get(_both("mute"), include_in_schema=False)
async def mute_form(
    desk: NamedDependency[Desk], request: _Request, name: FromPath[str], back: Back = "/"
) -> Response[str]:
    """The form of a mute, with what each choice would have held."""
    about = await _subject(desk, request, name)
    return document(
        request,
        "mute.html",
        desk.clock(),
        about=about,
        offered=await foreseen(desk, about),
        lengths=LENGTHS,
        back=on_this_site(back),
    )


@sending(*_both("mute"))
async def mute(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    name: FromPath[str],
    data: URLEncodedBody[MuteForm],
) -> Response[Any]:
    """Mutes what is chosen."""
    return await _muted(desk, asker, request, await _subject(desk, request, name), data, data.reason.strip())


@sending(*_both("snooze"))
async def snooze(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    name: FromPath[str],
    data: URLEncodedBody[MuteForm],
) -> Response[Any]:
    """The same with a reason of its own."""
    return await _muted(desk, asker, request, await _subject(desk, request, name), data, "snoozed")


@sending(*_both("unmute"))
async def unmute(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    name: FromPath[str],
    data: URLEncodedBody[EndForm],
) -> Response[Any]:
    """Ends a mute."""
    about = await _subject(desk, request, name)
    await mutes.ended.fn(desk, asker, data.mute)
    return await _done(desk, request, about, data)


@sending("/alerts/{alert_id:str}/feedback")
async def judge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: _Request,
    alert_id: FromPath[str],
    data: URLEncodedBody[FeedbackForm],
) -> Response[Any]:
    """Says whether an alert was of use."""
    await feedback.judged.fn(desk, asker, alert_id, Judgement(verdict=data.verdict, note=data.note))
    back = on_this_site(data.back)
    if not _is_in_place(request):
        return Redirect(back, status_code=303)
    judged = (await feedback.listed.fn(desk, None, alert_id)).items
    return document(request, "judged.html", desk.clock(), alert=alert_id, judged=judged, back=back)


async def _subject(desk: Desk, request: _Request, name: str) -> Subject:
    """The story or the alert `name` that a path begins with."""
    if request.url.path.startswith("/alerts/"):
        alert = await told.fn(desk, name)
        return subject(alert, [alert.watch])
    alerts = await alerts_of(desk, (name,))
    if not alerts:
        raise NotFoundException(f"Nothing was told of a story {name!r}, or it is older than what is kept.")
    return subject(alerts[0], sorted({each.watch for each in alerts}))


async def _muted(
    desk: Desk, asker: Asker, request: _Request, about: Subject, data: MuteForm, reason: str
) -> Response[Any]:
    choice = chosen(about, data.about)
    given = {"for": data.lasts, "until_changed": bool(data.until_changed), "reason": reason}
    await mutes.added.fn(desk, asker, wanted(MuteWanted, choice.matcher | given))
    return await _done(desk, request, about, data)


async def _done(desk: Desk, request: _Request, about: Subject, data: Form) -> Response[Any]:
    back = on_this_site(data.back)
    if not _is_in_place(request):
        return Redirect(back, status_code=303)
    [standing] = await standings(desk, [about])
    return document(request, "stands.html", desk.clock(), standing=standing, back=back)


def _is_in_place(request: _Request) -> bool:
    return request.headers.get("hx-request") == "true"


HANDLERS = (acknowledge, unacknowledge, mute_form, mute, snooze, unmute, judge)
