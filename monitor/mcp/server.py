"""The tools: each asks the API and answers with what it says, as text."""

import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from monitor.errors import Refused, Transient
from monitor.feeds.condition import Condition
from monitor.mcp import brief
from monitor.mcp.api import Api
from monitor.mcp.foreign import WARNING, marked
from monitor.records import Severity

INSTRUCTIONS: Final = (
    "Wirewatch reads news feeds, finds who did what to whom, and alerts people by watches that they wrote. These tools "
    "read what it knows; none changes anything. Ids of alerts, stories and articles in one answer are what other tools "
    f"take. {WARNING}"
)
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Limit = Annotated[int, Field(ge=1, le=100, description="At most so many.")]
Since = Annotated[
    str | None, Field(description="Only later ones: a moment with its zone, such as 2026-10-05T06:30:00Z.")
]
WatchId = Annotated[str | None, Field(description="Only of this watch: an id of list_watches.")]
WatchlistId = Annotated[str | None, Field(description="Only of this watchlist.")]
Least = Annotated[Severity | None, Field(description="At least so loud.")]
Fares = Annotated[Condition | None, Field(description="Only feeds that fare so.")]
Line = Annotated[
    str,
    Field(
        description='A watch in one line: words, AND, OR, -left out, "a phrase", NEAR/8, actor:ID, lang:en, tag:sport, '
        "event:WHO>TYPE>WHOM. Such as: (ceasefire OR truce) event:SANCTION>RU"
    ),
]


class Tools:
    """The tools over an API."""

    def __init__(self, api: Api, mark: Callable[[], str]) -> None:
        """`mark` gives a word that nobody can guess, another one for each answer."""
        self._api, self._mark = api, mark

    async def search_alerts(
        self,
        watch: WatchId = None,
        watchlist: WatchlistId = None,
        severity: Least = None,
        since: Since = None,
        limit: Limit = 20,
    ) -> str:
        """What people were told, newest first: each alert with its sentence, its source and why it came."""
        found = await self._api.get(
            "alerts", watch=watch, watchlist=watchlist, severity=severity, since=since, limit=limit
        )
        return self._told([brief.alert(each) for each in found["items"]])

    async def search_articles(self, query: Line, since: Since = None, limit: Limit = 20) -> str:
        """Archived articles that a watch of this line would match, newest first, with the sentences that match."""
        found = await self._api.get("search", q=query, since=since, limit=limit)
        return self._told([brief.match(each) for each in found["items"]])

    async def get_article(self, article: Annotated[str, Field(description="Its id.")]) -> str:
        """An article: its text, and who did what to whom in it."""
        return self._told(brief.article(await self._api.get("articles", article)))

    async def get_story(self, story: Annotated[str, Field(description="Its id.")]) -> str:
        """What was written about the same, in order of time, with what was new in each article."""
        return self._told(await self._api.get("stories", story))

    async def list_stories(self, since: Since = None, limit: Limit = 20) -> str:
        """The stories with the newest articles; without `since` those of the last day."""
        return self._told((await self._api.get("stories", since=since, limit=limit))["items"])

    async def why(
        self, of: Annotated[str, Field(description="Id of an article, a story or an alert.")], watch: WatchId = None
    ) -> str:
        """Why people were told of something, or why not: the reason of each step, by all watches or by one."""
        return self._told(await self._api.get("why", of=of, watch=watch))

    async def list_watches(self, watchlist: WatchlistId = None) -> str:
        """What is looked for, for whom, and when it was found last."""
        return self._told((await self._api.get("watches", watchlist=watchlist))["items"])

    async def list_feeds(self, state: Fares = None) -> str:
        """How each feed fares, since when and why."""
        return self._told((await self._api.get("feeds", state=state))["items"])

    async def get_status(self) -> str:
        """How the whole fares: counts of feeds, deliveries, the archive, and what is still to be read."""
        return self._told(await self._api.get("status"))

    def _told(self, value: object) -> str:
        return marked(value, self._mark())


def build(api: Api, version: str, mark: Callable[[], str]) -> MCPServer[None]:
    """The server over `api`, which it closes at its end."""

    @asynccontextmanager
    async def opened(_server: MCPServer[None]) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await api.close()

    server: MCPServer[None] = MCPServer(
        "wirewatch", version=version, instructions=INSTRUCTIONS, log_level="WARNING", lifespan=opened
    )
    tools = Tools(api, mark)
    for tool in (
        tools.search_alerts,
        tools.search_articles,
        tools.get_article,
        tools.get_story,
        tools.list_stories,
        tools.why,
        tools.list_watches,
        tools.list_feeds,
        tools.get_status,
    ):
        server.add_tool(_told_plainly(tool), annotations=_READS, structured_output=False)
    return server


def _told_plainly(tool: Callable[..., Coroutine[Any, Any, str]]) -> Callable[..., Coroutine[Any, Any, str]]:
    """`tool`, whose refusals are told to whoever called it."""

    @functools.wraps(tool)
    async def told(*args: Any, **named: Any) -> str:
        try:
            return await tool(*args, **named)
        except (Refused, Transient) as error:
            raise ToolError(str(error)) from error

    return told
