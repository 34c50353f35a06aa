"""The page, as a browser that runs no script gets it."""

import re

import pytest
from msgspec.structs import replace

from monitor.errors import Transient
from monitor.records import Severity
from tests.store.builders import NOON, alert, minutes
from tests.web.conftest import Web


async def page(web: Web, path: str, status: int = 200) -> str:
    answer = await web.client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return str(answer.text)


async def test_what_was_told_stands_there_a_row_a_story(web: Web) -> None:
    await web.store.archive_alert(replace(alert(1), title="Old title"))
    await web.store.archive_alert(replace(alert(2, raised=NOON + minutes(1)), title="New title", watch="trade"))
    shown = await page(web, "/")
    assert "New title" in shown
    assert "Old title" not in shown
    assert "2 alerts" in shown


async def test_a_state_has_an_address_which_is_that_of_the_api(web: Web) -> None:
    await web.store.archive_alert(replace(alert(1), title="Quiet", severity=Severity.LOW))
    shown = await page(web, "/?severity=high&watchlist=peace")
    assert "Nothing was told of what is chosen here" in shown
    assert "/api/v1/alerts/stories?severity=high&amp;watchlist=peace" in shown


@pytest.mark.parametrize(
    "screen", ["/", "/?watch=ceasefire", "/held", "/why", "/actors", "/search", "/watches", "/watches/ceasefire"]
)
async def test_a_form_whose_filters_are_left_open_shows_what_the_screen_shows(web: Web, screen: str) -> None:
    shown = await page(web, screen)
    [form] = re.findall(r'<form class="filters.*?</form>', shown, re.DOTALL)
    fields = [*dict.fromkeys(re.findall(r'name="(\w+)"', form)), "since", "after", "limit"]
    path = screen.partition("?")[0]
    assert await page(web, f"{path}?{'&'.join(f'{field}=' for field in fields)}") == await page(web, path)


async def test_of_two_filters_the_one_that_is_left_open_says_nothing(web: Web) -> None:
    await web.store.archive_alert(replace(alert(1), title="Quiet", severity=Severity.LOW))
    assert "Quiet" in await page(web, "/?severity=&watchlist=peace")
    assert "Nothing was told of what is chosen here" in await page(web, "/?severity=&watchlist=war")
    assert "&#39;loud&#39;" in await page(web, "/?severity=loud", 400)


async def test_what_feeds_wrote_is_text(web: Web) -> None:
    hostile = replace(
        alert(1), title="<script>alert(1)</script>", url="javascript:alert(1)", sentence="<b>war</b>", matched=("war",)
    )
    await web.store.archive_alert(hostile)
    shown = await page(web, "/")
    assert "<script>alert" not in shown
    assert "javascript:" not in shown
    assert "&lt;b&gt;<mark>war</mark>&lt;/b&gt;" in shown


async def test_what_is_wrong_is_shown_as_a_page(web: Web) -> None:
    assert "no cursor of this list" in await page(web, "/?after=AAAA", 400)


async def test_a_page_that_says_what_is_wrong_says_when_to_come_back(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise Transient("the store is away")

    monkeypatch.setattr(web.store, "told_stories", away)
    answer = await web.client.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-type"].startswith("text/html")


async def test_nothing_runs_on_a_page_but_what_ships_with_it(web: Web) -> None:
    policy = (await web.client.get("/")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


async def test_an_address_that_there_is_not_is_told_people_as_a_page_and_programs_as_a_problem(web: Web) -> None:
    browser = await web.client.get("/nope", headers={"Accept": "text/html,*/*"})
    assert (browser.status_code, browser.headers["content-type"][:9]) == (404, "text/html")
    program = await web.client.get("/nope")
    assert (program.status_code, program.headers["content-type"]) == (404, "application/problem+json")
