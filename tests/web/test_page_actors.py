"""The screen Actors, as a browser that runs no script gets it."""

import re
from itertools import pairwise

from msgspec.structs import replace

from monitor.alerting.messages.names import sector
from monitor.config.shapes.values import SECTORS
from monitor.records import EntityType, EventType, PartyReason
from monitor.store.base import KnownActor, Relationship
from monitor.web.api.actors.network import LeftOut, Network
from monitor.web.pages.actors.named import about, guesses
from monitor.web.pages.actors.network import WIDTH, drawing, kind
from monitor.web.pages.actors.world import STEPS, world
from tests.store.builders import NOON
from tests.store.test_events import ASSAULT, CONSULT, SANCTION, TROOPS, article, event, filled, mention, party
from tests.web.conftest import Web
from tests.web.test_page import page


async def test_who_was_in_the_news_stands_there_with_a_trend(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors?days=7")
    assert re.search(r'href="/actors/iran\?[^"]*"><bdi>Iran</bdi>', shown)
    assert "0 in the 7 days before" in shown
    assert '/api/v1/actors?days=7"' in shown


async def test_a_country_stands_there_once_with_its_groups_in_words(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors")
    assert len(re.findall(r"<bdi>Russia</bdi>", shown)) == 1
    assert re.search(r'of these <a href="/actors/RUS.MIL[^"]*">Russia: military</a> 1', shown)
    assert "RUS MIL" not in shown
    assert "<bdi>Russia: military</bdi>" in await page(web, "/actors?kind=group")
    assert "<h1><bdi>Russia</bdi></h1>" in await page(web, "/actors/RUS")


async def test_a_long_list_says_how_many_there_are_and_goes_on(web: Web) -> None:
    await filled(web.store)
    first = await page(web, "/actors?limit=3&kind=&name=")
    assert "4 in all, 3 on this page" in first
    address = re.search(r'rel="next" href="([^"]*)"', first)
    assert address
    assert "<bdi>Kharkiv</bdi>" not in first
    assert "<bdi>Kharkiv</bdi>" in await page(web, address[1].replace("&amp;", "&"))


async def test_actors_are_chosen_by_kind_and_by_name(web: Web) -> None:
    await filled(web.store)
    assert "<bdi>Iran</bdi>" not in await page(web, "/actors?kind=person")
    assert "expected one of person, org, country, place, group" in await page(web, "/actors?kind=ship", 400)
    called = await page(web, "/actors?name=KHAR")
    assert "<bdi>Kharkiv</bdi>" in called
    assert "<bdi>Iran</bdi>" not in called
    assert "is called “<bdi>nobody</bdi>”" in await page(web, "/actors?name=nobody")


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
    assert re.search(
        r'type=SANCTION&amp;side=actor[^>]*>2</a></td><td class="number"><span class="none">0</span>', shown
    )
    assert "<td>sanctions or cut in ties</td>" in shown
    assert '/api/v1/events?actor=eu"' in shown
    of_type = await page(web, "/actors/eu?type=CONSULT&since=2026-03-01T00:00:00Z")
    assert "meeting or talks, Iran and Eu" in of_type
    assert "Eu → Iran" not in of_type


async def test_behind_each_count_and_each_line_of_the_network_are_its_articles(web: Web) -> None:
    await filled(web.store)
    shown = await page(web, "/actors/eu")
    [counted] = re.findall(r'href="([^"]*with=russia[^"]*)" aria-label="1 event: their articles"', shown)
    behind = await page(web, counted.replace("&amp;", "&"))
    assert "sanctions or cut in ties, Eu → Russia" in behind
    assert "sanctions or cut in ties, Eu → Iran" not in behind
    assert "with <bdi>Russia</bdi> on the other side" in behind
    assert re.search(r'href="/actors/eu\?with=russia#events" tabindex="-1"><path', shown)
    done_to_it = await page(web, "/actors/iran?type=SANCTION&side=recipient")
    assert "that was done to it" in done_to_it
    assert "Eu → Iran" in done_to_it
    assert "No event of" in await page(web, "/actors/russia?type=SANCTION&side=actor")
    assert "together with others" in await page(web, "/actors/iran")


async def test_an_actor_has_its_days_its_articles_and_its_watches(web: Web) -> None:
    await web.store.archive_article(article("a-1", mentions=(mention("emmanuel-macron"),)))
    shown = await page(web, "/actors/emmanuel-macron")
    assert "<title>2026-03-02: 1</title>" in shown
    assert re.search(r"1 article,\s+1 on the busiest day", shown)
    assert 'href="/watches/macron">macron</a>' in shown
    assert '<a href="/stories/s-1">Macron</a>' in shown


async def test_an_actor_can_be_watched_by_a_watch_that_is_ready(web: Web) -> None:
    await web.store.archive_article(article("a-1", mentions=(mention("friedrich-merz"), mention("mira-oskal"))))
    assert 'href="/actors/friedrich-merz/watch"' in await page(web, "/actors/friedrich-merz")
    known = await page(web, "/actors/friedrich-merz/watch")
    assert "friedrich-merz: {name: Friedrich Merz" in known
    assert "when: {actor: friedrich-merz}" in known
    assert "text: Mira-Oskal" in await page(web, "/actors/mira-oskal/watch")
    await web.store.archive_article(article("a-2", event(ASSAULT, (TROOPS,))))
    assert "/watch" not in re.sub(r'"/watches[^"]*"', "", await page(web, "/actors/RUS.MIL"))
    await page(web, "/actors/RUS.MIL/watch", 404)


async def test_for_whom_a_party_may_act_is_shown_as_a_guess_alone(web: Web) -> None:
    guessed = replace(TROOPS, text="two delegations", country="OMN", reason=PartyReason.TEXT)
    told = event(CONSULT, (guessed, party("eu")))
    await web.store.archive_article(article("a-1", told))
    guess = "“two delegations” may be of Oman: a guess by what the text speaks of most"
    assert list(guesses(told)) == [guess]
    assert guess in await page(web, "/actors/eu")
    assert list(guesses(event(CONSULT, (TROOPS,)))) == []


async def test_what_is_said_in_a_longer_list_is_on_the_next_page(web: Web) -> None:
    await filled(web.store)
    first = await page(web, "/actors/eu?limit=2")
    address = re.search(r'rel="next" href="([^"]*)"', first)
    assert address
    assert "Eu → Iran" in await page(web, address[1].replace("&amp;", "&"))


async def test_an_actor_without_events_is_told_why(web: Web) -> None:
    await web.store.archive_article(article("a-1", mentions=(mention("macron"),)))
    assert "No event of <bdi>Macron</bdi>" in await page(web, "/actors/macron")
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
    return Network(nodes=nodes, edges=edges, events=(), since=NOON, left_out=LeftOut(nodes=0, edges=0))


def test_a_network_has_each_node_in_a_row_of_its_own_within_the_field() -> None:
    drawn = drawing(network(*(relationship("eu", f"p{number}") for number in range(59))))
    heights = [node.y for node in drawn.nodes]
    assert min(below - above for above, below in pairwise(heights)) > 20
    assert (drawn.width, heights[0] > 0, heights[-1] < drawn.height) == (WIDTH, True, True)
    assert drawn.nodes[0].who.actor == "eu"
    reach = [float(re.split("[A ]", arc.path)[2]) for arc in drawn.arcs]
    assert max(reach) < drawn.nodes[0].x - 12, "no arc leaves the field"


async def test_what_a_network_leaves_out_is_told(web: Web) -> None:
    for number in range(70):
        await web.store.archive_article(article(f"a-{number}", event(ASSAULT, (party("eu"),), (party(f"p{number}"),))))
    shown = await page(web, "/actors/eu?type=ASSAULT")
    assert "with 59 of 70 with whom it shares events" in shown
    assert "left out: 11 who share fewer" in shown


def test_what_passed_between_two_is_one_line_each_way_wider_for_more() -> None:
    drawn = drawing(
        network(
            relationship("eu", "iran", CONSULT),
            relationship("eu", "iran", SANCTION, 3),
            relationship("iran", "eu", EventType.THREATEN),
        )
    )
    back, there = drawn.arcs
    assert (there.words, there.kind) == ("sanctions or cut in ties (3), meeting or talks (1)", "force")
    assert (back.words, back.kind) == ("threat (1)", "dispute")
    assert there.width > back.width
    assert there.path != back.path


def test_events_are_of_four_kinds() -> None:
    kinds = [kind(each) for each in EventType]
    assert {name: kinds.count(name) for name in kinds} == {"talks": 4, "help": 3, "dispute": 4, "force": 5}


def test_a_country_is_the_darker_the_more_was_counted() -> None:
    lands = {land.code: land for land in world({"FRA": 1, "DEU": STEPS[-1]})}
    assert (lands["FRA"].shade, lands["DEU"].shade, lands["ITA"].shade) == (1, len(STEPS), 0)
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", land.path) for land in lands.values())
    assert sum(len(land.path) for land in lands.values()) < 120_000


def test_what_is_known_of_an_actor_is_said_in_words() -> None:
    assert about(KnownActor(actor="RUS.MIL", name="Russia: military", country="RUS", sector="MIL")) == "group"
    merz = KnownActor(actor="m", name="M", type=EntityType.PERSON, country="DEU", sector="GOV")
    assert about(merz) == "person, Germany, government"
    assert about(KnownActor(actor="russia", name="Russia", type=EntityType.PLACE, country="RUS")) == "country"
    assert about(KnownActor(actor="nato", name="NATO")) == ""


def test_every_sector_of_the_watchlists_has_a_name() -> None:
    assert [code for code in SECTORS if sector(code) == code] == []
