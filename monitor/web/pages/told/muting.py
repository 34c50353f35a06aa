"""Mute, snooze, and the end of both, on the page: forms as in `actions`.

What is muted for as long already is not muted again, and that is said; what lasts longer takes the place of what ends
sooner.
"""

from typing import Annotated, Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, URLEncodedBody
from msgspec.structs import replace

from monitor.alerting.attention.mutes import ends
from monitor.config.compile.mutes import ORIGIN
from monitor.records import Mute
from monitor.web.access.asker import Asker
from monitor.web.api.attention import mutes
from monitor.web.api.attention.mutes import MuteWanted
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import sending
from monitor.web.pages.standing import Subject, standings
from monitor.web.pages.text import day_and_time
from monitor.web.pages.told.choices import LENGTHS, chosen, foreseen
from monitor.web.pages.told.doing import Asked, both, done, meant
from monitor.web.pages.told.forms import EndForm, MuteForm, on_this_site, wanted

Back = Annotated[str, QueryParameter(name="back", max_length=2000)]
Only = Annotated[str, QueryParameter(name="watch", max_length=200)]


@get(both("mute"), include_in_schema=False)
async def mute_form(
    desk: NamedDependency[Desk], request: Asked, name: FromPath[str], back: Back = "/", only: Only = ""
) -> Response[str]:
    """The form of a mute, with what each choice would have held."""
    about = await meant(desk, request, name, only)
    return document(
        request,
        "mute.html",
        desk.clock(),
        about=about,
        offered=await foreseen(desk, about),
        lengths=LENGTHS,
        back=on_this_site(back),
    )


@sending(*both("mute"))
async def mute(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    name: FromPath[str],
    data: URLEncodedBody[MuteForm],
) -> Response[Any]:
    """Mutes what is chosen."""
    about = await meant(desk, request, name, data.watch)
    return await done(desk, request, about, data, await _muted(desk, asker, about, data, data.reason.strip()))


@sending(*both("snooze"))
async def snooze(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    name: FromPath[str],
    data: URLEncodedBody[MuteForm],
) -> Response[Any]:
    """The same with a reason of its own."""
    about = await meant(desk, request, name, data.watch)
    return await done(desk, request, about, data, await _muted(desk, asker, about, data, "snoozed"))


@sending(*both("unmute"))
async def unmute(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Asked,
    name: FromPath[str],
    data: URLEncodedBody[EndForm],
) -> Response[Any]:
    """Ends a mute."""
    about = await meant(desk, request, name, data.watch)
    await mutes.ended.fn(desk, asker, data.mute)
    return await done(desk, request, about, data)


async def _muted(desk: Desk, asker: Asker, about: Subject, data: MuteForm, reason: str) -> str:
    """Mutes what `data` asks for; returns what there is to say of it, "" for nothing."""
    given = {"for": data.lasts, "until_changed": bool(data.until_changed), "reason": reason}
    asked = wanted(MuteWanted, chosen(about, data.about).matcher | given)
    made, [standing] = mutes.mute_of(asked, asker), await standings(desk, [about])
    if lasting := [each for each in standing.muted if each.ends >= ends(made) and _covers(each.mute, made, about)]:
        return f"It is muted until {day_and_time(lasting[-1].ends)} already; nothing was added."
    await mutes.added.fn(desk, asker, asked)
    for each in standing.muted:
        if each.mute.matcher == made.matcher and each.mute.origin != ORIGIN and _covers(made, each.mute, about):
            await mutes.ended.fn(desk, asker, each.mute.id)
    return ""


def _covers(mute: Mute, other: Mute, about: Subject) -> bool:
    """Whether `mute` holds, of what is found for `about`, all that `other` holds."""
    wide = other.matcher.watch is None and len(about.watches) == 1
    held = replace(other.matcher, watch=about.watches[0]) if wide else other.matcher
    names = mute.matcher.__struct_fields__
    is_wide = all(getattr(mute.matcher, name) in (None, getattr(held, name)) for name in names)
    return is_wide and mute.until_changed in (False, other.until_changed)


HANDLERS = (mute_form, mute, snooze, unmute)
