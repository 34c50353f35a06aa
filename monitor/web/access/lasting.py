"""Whether who opened a stream may read it still: a token may be revoked, or end, while it is open."""

from collections.abc import Awaitable, Callable
from typing import Final

from litestar.types import Scope

_ASKED: Final = "wirewatch_still_admitted"


def note(scope: Scope, is_admitted: Callable[[], Awaitable[bool]]) -> None:
    """Notes how it is asked whether the request of `scope` would be let in now."""
    scope["state"][_ASKED] = is_admitted


async def is_admitted_still(scope: Scope) -> bool:
    """Whether the request would be let in now; what nobody noted anything of is."""
    asked: Callable[[], Awaitable[bool]] | None = scope["state"].get(_ASKED)
    return asked is None or await asked()
