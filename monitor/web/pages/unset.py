"""Filters that a form leaves open: it sends them empty, which says no more than if it sent nothing."""

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send


class WithoutUnset(ASGIMiddleware):
    """Before the screens: parameters of the address without a value are taken out of it."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Hands the request on with the parameters that say something."""
        said = b"&".join(each for each in scope["query_string"].split(b"&") if each.partition(b"=")[2])
        scope["query_string"] = said
        await next_app(scope, receive, send)
