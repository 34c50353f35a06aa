"""Another line tried on the archive beside a watch as it stands."""

import msgspec
from msgspec.structs import replace

from monitor.records import Match
from monitor.web.api.search import Found
from monitor.web.api.trials import compared
from tests.store.builders import NOON, annotated, minutes
from tests.web.conftest import Web
from tests.web.test_page import page

HOUR_AGO = NOON - minutes(60)


async def archive(web: Web, name: str, text: str, age: float = 0) -> None:
    made = annotated(name, fetched=NOON - minutes(age))
    article = replace(made.article, title=text, text=text)
    await web.store.archive_article(replace(made, article=article, mentions=(), events=()))


async def found(web: Web) -> tuple[Match, ...]:
    answer = (await web.client.get("/api/v1/search", params={"q": "ceasefire"})).content
    return msgspec.json.decode(answer, type=Found).items


async def test_a_trial_says_what_is_gained_and_lost(web: Web) -> None:
    await archive(web, "a-1", "A ceasefire was agreed.")
    await archive(web, "a-2", "New sanctions were agreed.")
    await archive(web, "a-3", "A ceasefire ended the sanctions.")
    await archive(web, "a-4", "Sanctions of long ago.", age=3 * 24 * 60)
    answer = (await web.client.get("/api/v1/watches/ceasefire/try", params={"q": "sanctions", "days": 1})).json()
    assert answer["both"] == 1
    assert [each["article"]["id"] for each in answer["gained"]] == ["a-2"]
    assert [each["article"]["id"] for each in answer["lost"]] == ["a-1"]
    shown = await page(web, "/watches/ceasefire?q=sanctions&days=1")
    assert "New sanctions were agreed." in shown.split("Gained: 1")[1].split("Lost: 1")[0]
    assert "A ceasefire was agreed." in shown.split("Lost: 1")[1]


async def test_a_line_that_cannot_be_read_is_refused(web: Web) -> None:
    assert (await web.client.get("/api/v1/watches/ceasefire/try", params={"q": "((("})).status_code == 400
    assert "is no watch" in await page(web, "/watches/ceasefire?q=(((", 400)
    assert (await web.client.get("/api/v1/watches/none/try", params={"q": "war"})).status_code == 404


async def test_a_side_that_is_cut_is_compared_as_far_back_as_it_goes(web: Web) -> None:
    await archive(web, "a-1", "A ceasefire was agreed.", age=30)
    await archive(web, "a-2", "A ceasefire was broken.", age=10)
    older, newer = sorted(await found(web), key=lambda each: each.article.fetched)
    whole = compared([newer, older], [newer], HOUR_AGO, 3)
    assert (whole.since, whole.lost) == (HOUR_AGO, (older,))
    cut = compared([newer, older], [newer], HOUR_AGO, 1)
    assert (cut.since, cut.both, cut.lost) == (newer.article.fetched, 1, ())
