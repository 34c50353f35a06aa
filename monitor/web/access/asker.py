"""Who asks for a change, and as of when it is made."""

from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import HeaderParameter
from litestar.types import Scope

from monitor.web.access.caller import LOCAL, Caller
from monitor.web.desk import Desk

Key = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        max_length=255,
        description="Of the client's choice: the same key again is done once and answered the same.",
    ),
]
_MOMENT: Final = "wirewatch_moment"


class Asker(NamedTuple):
    """Who asks for a change."""

    name: str  # stands as author of what is done
    now: datetime  # as of when it is done: for a request that comes again, when it came first


def name_of(scope: Scope) -> str:
    """Who sent the request: the name of their token, the user of a proxy, or `LOCAL`."""
    user = scope.get("user")
    return user.name if isinstance(user, Caller) else LOCAL


def set_moment(scope: Scope, now: datetime) -> None:
    """Notes that what `scope` asks for is done as of `now`."""
    scope["state"][_MOMENT] = now


async def asker(desk: NamedDependency[Desk], request: Request[Any, Any, Any], key: Key = None) -> Asker:
    """For handlers that change something, as the dependency `asker`. `key` is taken up before, see `once`."""
    moment = request.scope["state"].get(_MOMENT)
    return Asker(name_of(request.scope), moment if isinstance(moment, datetime) else desk.clock())
