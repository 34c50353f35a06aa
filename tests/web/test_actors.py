"""What the API answers about who did what to whom."""

from datetime import timedelta

from monitor.records import EventType
from tests.store.builders import NOON
from tests.store.test_events import ASSAULT, CONSULT, SANCTION, article, event, filled, mention, party
from tests.web.conftest import Web
from tests.web.test_api import all_pages, items

DAY = 24 * 60


async def test_who_was_in_the_news_is_counted_with_the_days_before(web: Web) -> None:
    for number, minute in enumerate((0, 1, -DAY, -3 * DAY)):
        await web.store.archive_article(article(f"a-{number}", mentions=(mention("macron"),), minute=minute))
    answer = (await web.client.get("/api/v1/actors?days=2")).json()
    assert answer["days"] == ["2026-03-01", "2026-03-02"]
    [macron] = answer["items"]
    assert (macron["who"]["name"], macron["articles"], macron["before"], macron["daily"]) == ("Macron", 3, 1, [1, 2])
    assert await items(web, "/api/v1/actors?kind=org") == []


async def test_an_actor_has_its_names_and_its_events_by_type(web: Web) -> None:
    await filled(web.store)
    answer = (await web.client.get("/api/v1/actors/iran")).json()
    assert answer["who"]["name"] == "Iran"
    assert answer["events"] == [
        {"type": "CONSULT", "acts": 0, "suffers": 1},
        {"type": "SANCTION", "acts": 0, "suffers": 1},
    ]
    await web.store.archive_article(article("a-8", mentions=(mention("emmanuel-macron"),)))
    assert "Macron" in (await web.client.get("/api/v1/actors/emmanuel-macron")).json()["aliases"]
    assert (await web.client.get("/api/v1/actors/nobody")).status_code == 404


async def test_the_network_of_an_actor_has_its_events_beside_it(web: Web) -> None:
    await filled(web.store)
    answer = (await web.client.get("/api/v1/actors/eu/network")).json()
    assert [each["actor"] for each in answer["nodes"]] == ["eu", "iran", "russia"]
    assert {(each["actor"], each["recipient"], each["type"]) for each in answer["edges"]} == {
        ("eu", "iran", "SANCTION"),
        ("eu", "iran", "CONSULT"),
        ("eu", "russia", "SANCTION"),
    }
    assert len(answer["events"]) == 3
    of_type = (await web.client.get("/api/v1/actors/eu/network?type=CONSULT")).json()
    assert ([each["actor"] for each in of_type["nodes"]], len(of_type["events"])) == (["eu", "iran"], 1)
    later = (NOON + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (await web.client.get(f"/api/v1/actors/eu/network?since={later}")).json()["edges"] == []


async def test_a_network_has_at_most_sixty_nodes(web: Web) -> None:
    for number in range(70):
        await web.store.archive_article(article(f"a-{number}", event(ASSAULT, (party("eu"),), (party(f"p{number}"),))))
    answer = (await web.client.get("/api/v1/actors/eu/network")).json()
    assert (len(answer["nodes"]), len(answer["edges"])) == (60, 59)


async def test_events_come_page_by_page_each_once_with_its_article(web: Web) -> None:
    await filled(web.store)
    found = await all_pages(web, "/api/v1/events?limit=1")
    assert [(each["article"], each["number"]) for each in found] == [("a-3", 0), ("a-2", 0), ("a-1", 1), ("a-1", 0)]
    assert found[0]["title"] == "Macron"
    by_type = await items(web, f"/api/v1/events?type={CONSULT}&type={ASSAULT}")
    assert [EventType(each["event"]["type"]) for each in by_type] == [ASSAULT, CONSULT]
    assert [each["article"] for each in await items(web, "/api/v1/events?country=UKR")] == ["a-2"]
    assert len(await items(web, "/api/v1/events?actor=eu")) == 3


async def test_countries_are_counted_for_a_map(web: Web) -> None:
    await filled(web.store)
    assert await items(web, "/api/v1/countries") == [
        {"country": "IRN", "events": 1},
        {"country": "UKR", "events": 1},
    ]
    assert await items(web, f"/api/v1/countries?type={SANCTION}") == [{"country": "IRN", "events": 1}]
