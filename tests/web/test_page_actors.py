"""The screen Actors, as a browser that runs no script gets it."""

import re

from monitor.records import EventType
from monitor.store.base import KnownActor, Relationship
from monitor.web.api.actors import Network
from monitor.web.pages.actors.named import about, named
from monitor.web.pages.actors.network import LABELLED, SIZE, drawing, kind
from monitor.web.pages.actors.world import STEPS, world
from tests.store.builders import NOON
from tests.store.test_events import ASSAULT, CONSULT, SANCTION, article, event, filled, mention, party
from tests.web.conftest import Web
from tests.web.test_page import page


async def test_who_was_in_the_news_stands_there_with_a_trend(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors?days=7")
    assert re.search(r'href="/actors/iran\?[^"]*"><bdi>Iran</bdi>', shown)
    assert "Russia: military" in shown
    assert '/api/v1/actors?days=7"' in shown


async def test_countries_are_on_the_map_and_in_the_table_beside_it(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors")
    assert "<title>Ukraine: 1</title>" in shown
    assert re.search(r'<td><a href="/search\?q=event%3A%2A\+location%3AUKR&amp;since=[^"]*">Ukraine</a></td>', shown)
    address = re.search(r'href="(/search\?q=event%3A%2A\+location%3AUKR[^"]*)"', shown)
    assert address
    assert "cannot be read" not in await page(web, address[1].replace("&amp;", "&"))


async def test_nobody_in_the_news_is_told_with_what_may_help(web: Web) -> None:
    assert "Choose more days" in await page(web, "/actors")


async def test_of_an_actor_stands_there_who_did_what_to_whom(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors/eu")
    assert "sanctions or cut in ties, Eu → Iran" in shown
    assert "sanctions or cut in ties: did 2" in shown
    assert "<td>sanctions or cut in ties</td>" in shown
    assert '/api/v1/events?actor=eu"' in shown
    of_type = await page(web, "/actors/eu?type=CONSULT&since=2026-03-01T00:00:00Z")
    assert "meeting or talks, Iran and Eu" in of_type
    assert "Eu → Iran" not in of_type


async def test_what_is_said_in_a_longer_list_is_on_the_next_page(web: Web) -> None:
    await filled(web.store)
    first = await page(web, "/actors/eu?limit=2")
    address = re.search(r'rel="next" href="([^"]*)"', first)
    assert address
    assert "Eu → Iran" in await page(web, address[1].replace("&amp;", "&"))


async def test_an_actor_without_events_is_told_why(web: Web) -> None:
    await web.store.archive_article(article("a-1", mentions=(mention("macron"),)))
    assert "No event of Macron" in await page(web, "/actors/macron")
    await page(web, "/actors/nobody", 404)


async def test_what_can_be_asked_for_has_a_feed_and_a_search(web: Web) -> None:
    mentions = (mention("emmanuel-macron"), mention("somebody-new"))
    await web.store.archive_article(article("a-1", mentions=mentions))
    shown = await page(web, "/actors/emmanuel-macron")
    for address in ("/api/v1/actors/emmanuel-macron/articles.atom", "/search?q=actor%3Aemmanuel-macron"):
        assert f'href="{address}"' in shown
        assert (await web.client.get(address)).status_code == 200
    assert "articles.atom" not in await page(web, "/actors/somebody-new")


async def test_what_feeds_wrote_is_text(web: Web) -> None:
    await web.store.archive_article(article("a-1", event(ASSAULT, (party("<i>"),), (party("<b>x</b>"),))))
    for path in ("/actors", "/actors/%3Ci%3E"):
        shown = await page(web, path)
        assert "&lt;i&gt;" in shown.lower()
        assert "<b>x" not in shown.lower()


def relationship(actor: str, recipient: str, kind: EventType = SANCTION, events: int = 1) -> Relationship:
    return Relationship(actor=actor, recipient=recipient, type=kind, events=events)


def network(*edges: Relationship) -> Network:
    names = dict.fromkeys(name for edge in edges for name in (edge.actor, edge.recipient))
    nodes = tuple(KnownActor(actor=name, name=name) for name in names)
    return Network(nodes=nodes, edges=edges, events=(), since=NOON)


def test_a_network_has_each_node_at_a_place_of_its_own_within_the_field() -> None:
    drawn = drawing(network(*(relationship("eu", f"p{number}") for number in range(59))))
    assert len({(node.x, node.y) for node in drawn.nodes}) == 60
    assert all(0 < node.x < SIZE and 0 < node.y < SIZE for node in drawn.nodes)
    assert (drawn.nodes[0].actor, drawn.nodes[0].x) == ("eu", SIZE / 2)
    assert sum(line.label is not None for line in drawn.lines) == LABELLED


def test_what_passed_between_two_is_one_line_each_way_wider_for_more() -> None:
    drawn = drawing(
        network(
            relationship("eu", "iran", CONSULT),
            relationship("eu", "iran", SANCTION, 3),
            relationship("iran", "eu", EventType.THREATEN),
        )
    )
    back, there = drawn.lines
    assert (there.words, there.kind) == ("sanctions or cut in ties (3), meeting or talks (1)", "force")
    assert (back.words, back.kind) == ("threat (1)", "dispute")
    assert there.width > back.width


def test_events_are_of_four_kinds() -> None:
    kinds = [kind(each) for each in EventType]
    assert {name: kinds.count(name) for name in kinds} == {"talks": 4, "help": 3, "dispute": 4, "force": 5}


def test_a_country_is_the_darker_the_more_was_counted() -> None:
    lands = {land.code: land for land in world({"FRA": 1, "DEU": STEPS[-1]})}
    assert (lands["FRA"].shade, lands["DEU"].shade, lands["ITA"].shade) == (1, len(STEPS), 0)
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", land.path) for land in lands.values())
    assert sum(len(land.path) for land in lands.values()) < 120_000


def test_groups_are_named_in_words() -> None:
    troops = KnownActor(actor="RUS.MIL", name="RUS MIL", country="RUS", sector="MIL")
    assert (named(troops), about(troops)) == ("Russia: military", "group, Russia")
    assert named(KnownActor(actor="RUS", name="RUS", country="RUS")) == "Russia"
    nato = KnownActor(actor="nato", name="NATO")
    assert (named(nato), about(nato)) == ("NATO", "")
