"""The screen Search, as a browser that runs no script gets it."""

from msgspec.structs import replace

from benchmarks.training.query_page import fragment
from monitor.config.question import asked
from monitor.web.pages.rendering import TEMPLATES
from monitor.web.pages.search import EXAMPLES
from seeds.serve import CONFIG
from tests.store.builders import annotated
from tests.web.conftest import Web
from tests.web.test_page import page


async def archive(web: Web, title: str) -> None:
    made = annotated("a-1")
    await web.store.archive_article(replace(made, article=replace(made.article, title=title, text="")))


async def test_without_a_line_it_says_how_to_ask(web: Web) -> None:
    shown = await page(web, "/search")
    assert "How to ask" in shown
    assert all(finds in shown for _, finds in EXAMPLES)


async def test_what_is_found_stands_there_with_why(web: Web) -> None:
    await archive(web, "Truces hold in Karsova")
    shown = await page(web, "/search?q=truce")
    assert "<mark>Truces</mark> hold in Karsova" in shown
    assert "(&#39;Truces&#39;) in the title" in shown
    assert "1 article." in shown
    assert "archived last is first" not in shown
    assert "/api/v1/search?q=truce" in shown


async def test_what_is_found_says_in_which_order(web: Web) -> None:
    for number in (1, 2):
        made = annotated(f"a-{number}")
        await web.store.archive_article(replace(made, article=replace(made.article, title=f"Truce {number}")))
    shown = await page(web, "/search?q=truce")
    assert "2 articles. What was archived last is first." in shown
    assert shown.index("2</a>") < shown.index("1</a>")


async def test_terms_of_the_watchlists_are_offered(web: Web) -> None:
    assert "/search?q=term%3Aceasefire" in await page(web, "/search")
    offered = "finds all of its words"
    assert offered in await page(web, "/search?q=ceasefire+OR+truce")
    assert offered not in await page(web, "/search?q=term:ceasefire")
    assert offered not in await page(web, "/search?q=truce")


async def test_nothing_found_says_what_may_help(web: Web) -> None:
    assert "Fewer words" in await page(web, "/search?q=truce")


async def test_a_wrong_line_is_marked_where_it_is_wrong(web: Web) -> None:
    shown = await page(web, "/search?q=truce+actor:nobody+talks", 400)
    assert "truce <mark>a</mark>ctor:nobody talks" in shown
    assert "Column 7" in shown
    assert 'value="truce actor:nobody talks"' in shown


async def test_a_wrong_moment_is_a_problem(web: Web) -> None:
    assert "expected a moment" in await page(web, "/search?q=truce&since=yesterday", 400)


async def test_a_line_becomes_a_watch_that_loads(web: Web) -> None:
    answer = await web.client.get("/api/v1/search/watch", params={"q": "truce actor:emmanuel-macron lang:en"})
    made = answer.json()
    assert made["line"] == "truce AND actor:emmanuel-macron lang:en"
    assert made["yaml"] in (await page(web, "/search?q=truce+actor:emmanuel-macron+lang:en")).replace("&#34;", '"')


async def test_how_a_line_becomes_a_watch_stands_above_what_it_found(web: Web) -> None:
    await archive(web, "Truces hold in Karsova")
    shown = await page(web, "/search?q=term:ceasefire")
    assert shown.index("Make this a watch") < shown.index('aria-label="Articles found"')
    assert f"{CONFIG}/watchlists/morning.yaml" in shown
    assert f"wirewatch check --config {CONFIG}" in shown


async def test_what_feeds_wrote_is_text(web: Web) -> None:
    await archive(web, "<b>truce</b>")
    shown = await page(web, "/search?q=truce")
    assert "<b>truce" not in shown
    assert "&lt;b&gt;<mark>truce</mark>" in shown


async def test_feeds_of_a_search_have_an_address(web: Web) -> None:
    shown = await page(web, "/search?q=truce&since=2026-01-01T00:00:00Z")
    assert 'href="/api/v1/search.atom?q=truce"' in shown
    assert (await web.client.get("/api/v1/search.atom?q=truce")).status_code == 200


def test_every_example_is_a_watch() -> None:
    for line, _ in EXAMPLES:
        asked(line, CONFIG)


async def test_the_language_is_as_the_document_says(web: Web) -> None:
    assert (TEMPLATES / "query_language.html").read_text() == fragment()
    assert "NEAR/8" in await page(web, "/search/language")
