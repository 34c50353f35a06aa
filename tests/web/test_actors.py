"""What the API answers about who did what to whom."""

from datetime import timedelta

from monitor.match.watchlist import EventIs, OneOf, Watch, Watchlist
from monitor.records import EventType
from monitor.store.base import KnownActor
from monitor.web.api.actors.actor import watching
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
    assert (macron["kind"], macron["parts"], answer["total"], answer["next"]) == ("person", [], 1, None)
    assert await items(web, "/api/v1/actors?kind=org") == []


async def test_actors_come_page_by_page_each_once(web: Web) -> None:
    await filled(web.store)
    found = await all_pages(web, "/api/v1/actors?limit=2")
    assert [each["who"]["actor"] for each in found] == ["eu", "russia", "iran", "kharkiv"]
    assert (await web.client.get("/api/v1/actors?limit=2")).json()["total"] == 4
    assert (await web.client.get("/api/v1/actors?after=bm8")).status_code == 400


async def test_actors_are_found_by_name_accents_or_what_else_they_are_called(web: Web) -> None:
    for number, who in enumerate(("inês-duarte", "ines-duarte", "united-states", "volodymyr-zelenskyy")):
        await web.store.archive_article(article(f"a-{number}", mentions=(mention(who),)))

    async def called(name: str) -> set[str]:
        return {each["who"]["actor"] for each in await items(web, f"/api/v1/actors?name={name}")}

    assert await called("Inês") == {"inês-duarte", "ines-duarte"}
    assert await called("US") == {"united-states"}
    assert await called("Selenskyj") == {"volodymyr-zelenskyy"}, "as a watchlist calls him"
    assert await called("nobody") == set()


async def test_a_country_is_one_entry_with_its_groups_as_parts(web: Web) -> None:
    await filled(web.store)
    russia = next(each for each in await items(web, "/api/v1/actors") if each["who"]["actor"] == "russia")
    assert (russia["kind"], russia["articles"]) == ("country", 2)
    assert [(part["who"]["name"], part["articles"]) for part in russia["parts"]] == [("Russia: military", 1)]
    [group] = await items(web, "/api/v1/actors?kind=group")
    assert (group["who"]["actor"], group["kind"], group["parts"]) == ("RUS.MIL", "group", [])
    by_code = (await web.client.get("/api/v1/actors/RUS")).json()
    assert (by_code["who"]["actor"], [each["type"] for each in by_code["events"]]) == (
        "russia",
        ["ASSAULT", "SANCTION"],
    )
    assert [each["article"] for each in await items(web, "/api/v1/events?actor=russia")] == ["a-3", "a-2"]
    network = (await web.client.get("/api/v1/actors/russia/network")).json()
    assert {(each["actor"], each["recipient"]) for each in network["edges"]} == {
        ("russia", "kharkiv"),
        ("eu", "russia"),
    }


async def test_an_actor_has_its_articles_day_by_day_and_the_watches_that_name_it(web: Web) -> None:
    await web.store.archive_article(article("a-1", mentions=(mention("emmanuel-macron"),), minute=-DAY))
    answer = (await web.client.get("/api/v1/actors/emmanuel-macron")).json()
    assert (answer["days"][-1], answer["daily"]) == ("2026-03-02", [0, 0, 0, 0, 0, 0, 1, 0])
    assert answer["watches"] == ["leaders-on-ceasefire", "macron"]
    [told] = await items(web, "/api/v1/actors/emmanuel-macron/articles")
    assert (told["article"], told["story"]) == ("a-1", "s-1")


def test_a_watch_of_an_event_names_the_countries_in_it() -> None:
    russia, oman = (KnownActor(actor=name, name=name.title()) for name in ("russia", "oman"))
    sanctions = EventIs(types=(SANCTION,), recipients=(OneOf(countries=("RUS",)),), location=OneOf(countries=("OMN",)))
    watchlist = Watchlist(id="w", watches=(Watch(id="sanctions", event=sanctions), Watch(id="other")))
    assert list(watching([watchlist], russia)) == list(watching([watchlist], oman)) == ["sanctions"]
    assert list(watching([watchlist], KnownActor(actor="iran", name="Iran"))) == []


async def test_an_actor_has_its_names_and_its_events_by_type(web: Web) -> None:
    await filled(web.store)
    answer = (await web.client.get("/api/v1/actors/iran")).json()
    assert answer["who"]["name"] == "Iran"
    assert answer["events"] == [
        {"type": "CONSULT", "acts": 1, "suffers": 0},
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
    assert answer["left_out"] == {"nodes": 11, "edges": 0}


async def test_events_come_page_by_page_each_once_with_its_article(web: Web) -> None:
    await filled(web.store)
    found = await all_pages(web, "/api/v1/events?limit=1")
    assert [(each["article"], each["number"]) for each in found] == [("a-3", 0), ("a-2", 0), ("a-1", 1), ("a-1", 0)]
    assert found[0]["title"] == "Macron"
    by_type = await items(web, f"/api/v1/events?type={CONSULT}&type={ASSAULT}")
    assert [EventType(each["event"]["type"]) for each in by_type] == [ASSAULT, CONSULT]
    assert [each["article"] for each in await items(web, "/api/v1/events?country=UKR")] == ["a-2"]
    assert len(await items(web, "/api/v1/events?actor=eu")) == 3
    for question in ("actor=eu&with=iran", "actor=iran&with=eu"):
        assert [each["number"] for each in await items(web, f"/api/v1/events?{question}")] == [1, 0]
    assert [each["article"] for each in await items(web, "/api/v1/events?with=russia")] == ["a-3", "a-2"]
    assert [each["number"] for each in await items(web, "/api/v1/events?actor=iran&side=recipient&type=SANCTION")] == [
        0
    ]
    assert [each["number"] for each in await items(web, "/api/v1/events?actor=iran&side=actor")] == [1], "they met"


async def test_countries_are_counted_for_a_map(web: Web) -> None:
    await filled(web.store)
    assert await items(web, "/api/v1/countries") == [
        {"country": "IRN", "events": 1},
        {"country": "UKR", "events": 1},
    ]
    assert await items(web, f"/api/v1/countries?type={SANCTION}") == [{"country": "IRN", "events": 1}]
