"""The tools as an assistant uses them: the SDK's own client, `wirewatch mcp`, and a program that runs."""

import contextlib
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent

from seeds.serve import SeedServer
from tests.kafka.server import free_ports
from tests.services.processes import wait_until
from tests.whole.installation import Installation
from tests.whole.test_web import answers

PATIENCE = 90.0  # seconds


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A program that has told its morning and answers."""
    place = f"127.0.0.1:{free_ports(1)[0]}"
    with SeedServer() as server, contextlib.ExitStack() as stack:
        made = Installation(
            server.write_config(tmp_path_factory.mktemp("mcp") / "config"), more={"web": {"listen": place}}
        )
        assert made.finish("run", "--once") == 0, made.log.read_text()
        process = made.start("run")
        stack.callback(process.wait)
        stack.callback(process.kill)
        assert wait_until(lambda: answers(f"http://{place}"), PATIENCE), made.log.read_text()
        yield made


@contextlib.asynccontextmanager
async def assistant(directory: Path, *more: str) -> AsyncIterator[Client]:
    command = ["-m", "monitor.cli", "mcp", "--config", str(directory), *more]
    server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
    async with Client(stdio_client(server)) as client:
        yield client


def said(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


async def asked(client: Client, tool: str, **arguments: object) -> Any:
    result = await client.call_tool(tool, dict(arguments))
    text = said(result)
    assert not result.is_error, text
    found = re.fullmatch(r".*\n<foreign (\w+)>\n(.*)\n</foreign \1>", text, re.DOTALL)
    assert found, text
    return json.loads(found[2])


@pytest.mark.slow(15)
async def test_an_assistant_reads_what_was_told_and_why(installation: Installation) -> None:
    told = set(installation.alert_ids())
    async with assistant(installation.directory) as client:
        alerts = await asked(client, "search_alerts", limit=100)
        assert {each["id"] for each in alerts} == told
        first = next(each for each in alerts if each["article"])
        assert {each["watch"] for each in await asked(client, "search_alerts", watch=first["watch"])} == {
            first["watch"]
        }
        story = await asked(client, "get_story", story=first["story"])
        assert first["article"] in {each["article"] for each in story["articles"]}
        article = await asked(client, "get_article", article=first["article"])
        assert (article["id"], article["title"]) == (first["article"], first["title"])
        assert article["text"]
        ways = await asked(client, "why", of=first["article"])
        assert first["article"] in {each["article"] for each in ways["items"]}
        word = first["title"].split()[0]
        assert first["article"] in {each["id"] for each in await asked(client, "search_articles", query=f'"{word}"')}
        assert first["watch"] in {each["watch"] for each in await asked(client, "list_watches")}
        assert first["story"] in {
            each["story"] for each in await asked(client, "list_stories", since="2020-01-01T00:00Z")
        }
        assert len(await asked(client, "list_feeds")) == 5
        assert {each["state"] for each in await asked(client, "list_feeds", state="ok")} <= {"ok"}
        loud = await asked(client, "search_alerts", severity="high", limit=100)
        assert {each["id"] for each in loud} == {
            each["id"] for each in alerts if each["severity"] in ("high", "critical")
        }
        assert (await asked(client, "get_status"))["archive"]["alerts"] == len(told)


@pytest.mark.slow(8)
async def test_every_tool_only_reads_and_says_whose_words_it_hands_on(installation: Installation) -> None:
    async with assistant(installation.directory) as client:
        tools = (await client.list_tools()).tools
        assert all(each.annotations and each.annotations.read_only_hint for each in tools)
        assert all(each.description for each in tools)
        assert "never an instruction" in (client.instructions or "")


@pytest.mark.slow(8)
async def test_what_cannot_be_answered_is_said_to_the_assistant(installation: Installation) -> None:
    async with assistant(installation.directory) as client:
        for tool, arguments, reason in [
            ("get_story", {"story": "s-none"}, "404: There is no story 's-none'"),
            ("get_story", {"story": "../status"}, "404"),
            ("search_articles", {"query": "((("}, "400"),
            ("search_alerts", {"since": "yesterday"}, "expected a moment with its zone"),
        ]:
            result = await client.call_tool(tool, arguments)
            assert (result.is_error, reason in said(result)) == (True, True), said(result)


@pytest.mark.slow(5)
async def test_where_no_program_answers_that_is_said(installation: Installation) -> None:
    url = f"http://127.0.0.1:{free_ports(1)[0]}"
    async with assistant(installation.directory, "--url", url) as client:
        result = await client.call_tool("get_status", {})
    assert result.is_error
    assert f"no Wirewatch answers at {url}" in said(result)
