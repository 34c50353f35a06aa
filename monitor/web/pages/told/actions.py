"""What people do about stories and alerts on the page: acknowledge, and say whether an alert was of use.

Each is a form, after which the browser goes back to where it stood (303); where htmx sent it, the answer is what takes
the place of the form. The API does it.
"""

from typing import Any

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect

from monitor.web.access.asker import Asker
from monitor.web.api.attention import acknowledgements, feedback
from monitor.web.api.attention.acknowledgements import AcknowledgementWanted
from monitor.web.api.attention.feedback import Judgement
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import sending
from monitor.web.pages.told.doing import Asked, done, is_in_place, meant
from monitor.web.pages.told.forms import Comment, FeedbackForm, Form, on_this_site, wanted


@sending("/stories/{story_id:str}/acknowledge")
async def acknowledge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    story_id: FromPath[str],
    data: URLEncodedBody[Comment],
) -> Response[Any]:
    """Acknowledges a story for the watch that is meant, or for all watches that told it."""
    about = await meant(desk, request, story_id, data.watch)
    for watch in about.watches:
        given = {"story": story_id, "watch": watch, "comment": data.comment}
        await acknowledgements.added.fn(desk, asker, wanted(AcknowledgementWanted, given))
    return await done(desk, request, about, data)


@sending("/stories/{story_id:str}/unacknowledge")
async def unacknowledge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    story_id: FromPath[str],
    data: URLEncodedBody[Form],
) -> Response[Any]:
    """Ends what is acknowledged of a story, for the watch that is meant or for all."""
    about = await meant(desk, request, story_id, data.watch)
    await acknowledgements.ended.fn(desk, asker, story_id, data.watch or None)
    return await done(desk, request, about, data)


@sending("/alerts/{alert_id:str}/feedback")
async def judge(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    alert_id: FromPath[str],
    data: URLEncodedBody[FeedbackForm],
) -> Response[Any]:
    """Says whether an alert was of use."""
    await feedback.judged.fn(desk, asker, alert_id, Judgement(verdict=data.verdict, note=data.note))
    back = on_this_site(data.back)
    if not is_in_place(request):
        return Redirect(back, status_code=303)
    judged = (await feedback.listed.fn(desk, None, alert_id)).items
    return document(request, "judged.html", desk.clock(), alert=alert_id, judged=judged, back=back)


HANDLERS = (acknowledge, unacknowledge, judge)
