"""What happens to those who follow a link, over HTTP on loopback, with a store in memory."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from msgspec.structs import replace

from agents.links.desk import Answer
from agents.links.listening import answering, offered
from agents.links.server import LinkServer
from monitor.alerting.attention.acknowledgements import is_in_force as holds
from monitor.alerting.attention.mutes import is_in_force
from monitor.alerting.links.actions import LABELS, LinkAction
from monitor.alerting.links.offer import LASTS, Offer
from monitor.alerting.links.page import POLICY
from monitor.alerting.links.settings import LinkSettings
from monitor.alerting.messages.pieces import Reply
from monitor.alerting.renames import KnownWatch
from monitor.clock import ManualClock
from monitor.errors import Transient, WirewatchError
from monitor.ledger.renames import take_over
from monitor.records import Alert, Change, ChangeKind, MuteMatcher
from monitor.secret import Secret
from monitor.store.base import Store
from monitor.store.open import open_store
from tests.notify.builders import NOON, alert, release
from tests.notify.grammars import Tags
from tests.store.builders import decided

KEY = b"k" * 32
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' \u202e"


class Desks:
    """A desk that is open, and readers before it."""

    def __init__(self, store: Store, clock: ManualClock, session: aiohttp.ClientSession, port: int) -> None:
        self.store, self.clock, self.session = store, clock, session
        self.offer = Offer(f"http://127.0.0.1:{port}", KEY)

    def reply(self, raised: Alert | None = None) -> Reply:
        return self.offer.replies(raised or alert())

    def link(self, action: LinkAction) -> str:
        return {each.label: each.url for each in self.reply().actions}[LABELS[action]]

    async def get(self, url: str, method: str = "GET") -> tuple[int, str]:
        async with self.session.request(method, url, allow_redirects=False) as response:
            return response.status, await response.text()

    async def press(self, url: str, action: LinkAction, **fields: str) -> tuple[int, str]:
        """The button of `action` on the page at `url`; the page that the reader is sent to."""
        async with self.session.post(url, data={"do": action.value, **fields}) as response:
            return response.status, await response.text()

    async def said(self) -> tuple[list[str], list[str]]:
        """Ids of the mutes in force, and authors of acknowledgements that hold."""
        now = self.clock()
        mutes = [mute.id for mute in await self.store.mutes(now - timedelta(days=60)) if is_in_force(mute, now)]
        return mutes, [each.author for each in await self.store.acknowledgements() if holds(each, None)]


@pytest.fixture
async def desk() -> AsyncIterator[Desks]:
    store, clock = await open_store("memory://"), ManualClock(NOON)
    settings = LinkSettings(listen="127.0.0.1:0")
    async with aiohttp.ClientSession() as session, answering(settings, Offer("", KEY), store, clock) as port:
        yield Desks(store, clock, session, port)
    await store.close()


async def test_a_scanner_that_follows_every_link_of_a_message_changes_nothing(desk: Desks) -> None:
    reply = desk.reply()
    for _ in range(3):
        for url in (reply.page, *(action.url for action in reply.actions)):
            for method in ("GET", "HEAD"):
                status, _page = await desk.get(url, method)
                assert status == 200
            for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
                assert (await desk.get(url, method))[0] == 405
    assert await desk.said() == ([], [])


async def test_what_ends_at_a_change_would_have_held_what_came_before_it(desk: Desks) -> None:
    first, later = (decided(f"m-{number}", watch="eu-sanctions", story="s-1") for number in (1, 2))
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    later = replace(later, decision=replace(later.decision, changes=(change,), at=NOON + timedelta(minutes=1)))
    await desk.store.record_decisions([first, later])
    _status, page = await desk.get(desk.reply().page)
    held = [page.count(f"would have held back {number} of the 2 matches") for number in (1, 2)]
    assert held == [2, 2]  # acknowledged, muted until it changes; the story, the watch for 8 hours


async def test_the_page_says_what_each_button_does_and_what_it_would_have_held(desk: Desks) -> None:
    stories = ("s-1", "s-1", "s-1", "s-8", "s-9")
    rows = [decided(f"m-{number}", watch="eu-sanctions", story=story) for number, story in enumerate(stories)]
    await desk.store.record_decisions([*rows, decided("m-9", watch="another")])
    status, page = await desk.get(desk.reply().page)
    assert status == 200
    assert [label for label in LABELS.values() if f"<h2>{label}</h2>" in page] == list(LABELS.values())
    assert "In the last 7 days that would have held back 3 of the 5 matches of the watch." in page
    assert "In the last 7 days that would have held back 5 of the 5 matches of the watch." in page
    assert "Watch eu-sanctions holds what comes of this story for 8 hours, then tells it in one message." in page
    assert f"This link works until {NOON + LASTS:%Y-%m-%d %H:%M} UTC." in page


@pytest.mark.parametrize(
    ("action", "matcher"),
    [
        (LinkAction.MUTE_STORY, MuteMatcher(watch="eu-sanctions", story="s-1")),
        (LinkAction.MUTE_UNTIL_CHANGED, MuteMatcher(watch="eu-sanctions", story="s-1")),
        (LinkAction.MUTE_WATCH, MuteMatcher(watch="eu-sanctions")),
    ],
)
async def test_a_button_mutes_and_the_page_says_so_and_offers_to_undo_it(
    desk: Desks, action: LinkAction, matcher: MuteMatcher
) -> None:
    status, page = await desk.press(desk.link(action), action, comment="known since Monday")
    assert status == 200
    assert "is muted until" in page
    assert "known since Monday" in page
    (mute,) = await desk.store.mutes(NOON)
    assert (mute.matcher, mute.author, mute.origin) == (matcher, "link in alert al-1", "link")
    assert "Undo: " in page
    await desk.press(desk.link(action), action, undo="1")
    assert await desk.said() == ([], [])


async def test_pressing_twice_mutes_once(desk: Desks) -> None:
    url = desk.link(LinkAction.MUTE_STORY)
    await desk.press(url, LinkAction.MUTE_STORY)
    desk.clock.advance(3_600)
    await desk.press(url, LinkAction.MUTE_STORY)
    (mute,) = await desk.store.mutes(NOON)
    assert mute.created == NOON


async def test_reloading_the_page_after_the_button_presses_nothing(desk: Desks) -> None:
    url = desk.link(LinkAction.MUTE_STORY)
    async with desk.session.post(url, data={"do": "mute-story"}, allow_redirects=False) as response:
        assert response.status == 303
        assert url.endswith(response.headers["Location"])


async def test_a_button_acknowledges_once_and_undoes_it(desk: Desks) -> None:
    url = desk.reply().page
    _, page = await desk.press(url, LinkAction.ACKNOWLEDGE, comment="on it")
    assert "Acknowledged at 2026-03-02 12:00 UTC by link in alert al-1" in page
    desk.clock.advance(60)
    await desk.press(url, LinkAction.ACKNOWLEDGE)
    (said,) = await desk.store.acknowledgements("eu-sanctions")
    assert (said.story, said.comment, said.at) == ("s-1", "on it", NOON)
    _, page = await desk.press(url, LinkAction.ACKNOWLEDGE, undo="1")
    assert await desk.said() == ([], [])
    assert "<h2>Acknowledge</h2>" in page


async def renamed(desk: Desks, *ids: str) -> None:
    for watch in ids:
        await take_over(desk.store, [KnownWatch(watch=watch, watchlist="eu", fingerprint="1")], NOON)


@pytest.mark.parametrize("action", [LinkAction.MUTE_STORY, LinkAction.MUTE_UNTIL_CHANGED, LinkAction.MUTE_WATCH])
async def test_a_link_of_an_alert_mutes_its_watch_under_the_id_that_it_has_now(desk: Desks, action: LinkAction) -> None:
    await renamed(desk, "eu-sanctions", "sanctions", "embargo")
    _, page = await desk.press(desk.link(action), action)
    (mute,) = await desk.store.mutes(NOON)
    assert mute.matcher.watch == "embargo"
    assert "is muted until" in page
    await desk.press(desk.link(action), action, undo="1")
    assert await desk.said() == ([], [])


async def test_what_a_link_muted_before_its_watch_was_renamed_is_shown_and_undone(desk: Desks) -> None:
    await renamed(desk, "eu-sanctions")
    await desk.press(desk.link(LinkAction.MUTE_WATCH), LinkAction.MUTE_WATCH)
    await renamed(desk, "embargo")
    _, page = await desk.press(desk.link(LinkAction.MUTE_WATCH), LinkAction.MUTE_WATCH)
    assert "is muted until" in page
    (mute,) = await desk.store.mutes(NOON)
    assert mute.matcher == MuteMatcher(watch="embargo")
    await desk.press(desk.link(LinkAction.MUTE_WATCH), LinkAction.MUTE_WATCH, undo="1")
    assert await desk.said() == ([], [])


async def test_a_link_acknowledges_for_its_watch_under_the_id_that_it_has_now(desk: Desks) -> None:
    await renamed(desk, "eu-sanctions", "embargo")
    url = desk.reply().page
    _, page = await desk.press(url, LinkAction.ACKNOWLEDGE)
    assert "Acknowledged at " in page
    (said,) = await desk.store.acknowledgements()
    assert said.watch == "embargo"
    later = decided("m-1", watch="embargo", story="s-1")
    later = replace(later, decision=replace(later.decision, at=NOON + timedelta(minutes=1)))
    await desk.store.record_decisions([later])
    assert "Acknowledged at " not in (await desk.get(url))[1]


async def test_the_page_counts_what_the_watch_found_under_each_of_its_ids(desk: Desks) -> None:
    rows = [decided("m-1", watch="eu-sanctions", story="s-1"), decided("m-2", watch="embargo", story="s-1")]
    await desk.store.record_decisions([*rows, decided("m-9", watch="another", story="s-1")])
    await renamed(desk, "eu-sanctions", "embargo")
    _, page = await desk.get(desk.reply().page)
    assert page.count("would have held back 2 of the 2 matches") == 4


async def test_a_link_does_nothing_that_it_was_not_signed_for(desk: Desks) -> None:
    status, page = await desk.press(desk.link(LinkAction.ACKNOWLEDGE), LinkAction.MUTE_WATCH)
    assert status == 400
    assert "The link does not allow what was asked for." in page
    status, _ = await desk.press(desk.reply(release()).page, LinkAction.MUTE_STORY)
    assert status == 400
    assert await desk.said() == ([], [])


async def test_a_link_that_has_expired_says_so_and_does_nothing(desk: Desks) -> None:
    desk.clock.advance(LASTS.total_seconds())
    for status, page in (
        await desk.get(desk.reply().page),
        await desk.press(desk.reply().page, LinkAction.MUTE_STORY),
    ):
        assert status == 410
        assert "This link has expired." in page
    assert await desk.said() == ([], [])


async def test_a_link_that_was_altered_or_cut_says_so_and_does_nothing(desk: Desks) -> None:
    page_url = desk.reply().page
    for url in (page_url[:-3], page_url.replace("/a/", "/a/x"), f"{desk.offer.base_url}/a/nonsense"):
        status, page = await desk.get(url)
        assert status == 404
        assert "no link of this Wirewatch" in page
        assert (await desk.press(url, LinkAction.MUTE_STORY))[0] == 404
    assert await desk.said() == ([], [])


async def test_what_is_no_link_is_not_answered(desk: Desks) -> None:
    for path in ("/", "/a/", "/a/x/y", "/favicon.ico"):
        assert (await desk.get(desk.offer.base_url + path))[0] == 404


async def test_what_feeds_and_readers_wrote_is_text_on_the_page(desk: Desks) -> None:
    await desk.store.record_decisions([decided("m-1", watch="eu-sanctions", title=HOSTILE)])
    _, page = await desk.press(desk.reply().page, LinkAction.MUTE_STORY, comment=HOSTILE)
    reader = Tags()
    reader.feed(page)
    assert "script" not in reader.tags
    assert HOSTILE.split(" ", maxsplit=1)[0] in "".join(reader.text)
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in ("src", "href", "style")]


async def test_the_page_has_the_title_of_its_alert_and_not_of_a_later_match_that_it_had_told(desk: Desks) -> None:
    later = decided("m-2", watch="eu-sanctions", title="Later")
    told = decided("m-1", watch="eu-sanctions", title="First")
    own = replace(told, alert=alert(title="First"))
    await desk.store.record_decisions([replace(later, alert=None), own])
    _, page = await desk.get(desk.reply().page)
    assert "<h1>First</h1>" in page


async def test_nothing_of_a_page_may_run_or_be_kept_or_framed(desk: Desks) -> None:
    async with desk.session.get(desk.reply().page) as response:
        assert response.headers["Content-Security-Policy"] == POLICY
        assert "script-src" not in POLICY
        assert POLICY.startswith("default-src 'none'")
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.content_type == "text/html"


async def test_a_form_that_is_too_large_is_not_read(desk: Desks) -> None:
    status, _ = await desk.press(desk.reply().page, LinkAction.MUTE_STORY, comment="x" * 10_000)
    assert status == 413
    assert await desk.said() == ([], [])


class _Away:
    """A desk whose store is away."""

    async def show(self, token: str) -> Answer:
        raise Transient("the store is away")

    async def act(self, token: str, form: dict[str, str]) -> Answer:
        raise Transient("the store is away")


async def test_while_the_store_is_away_the_reader_is_told_to_come_again() -> None:
    server = LinkServer(_Away())
    port = await server.start("127.0.0.1", 0)
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/a/x") as response:
        assert response.status == 503
        assert "Try again in a minute" in await response.text()
    await server.close()


async def test_a_port_that_is_taken_is_told_with_its_address(desk: Desks) -> None:
    port = desk.offer.base_url.rpartition(":")[2]
    with pytest.raises(WirewatchError, match=rf"cannot listen for links on 127.0.0.1:{port}"):
        async with answering(LinkSettings(listen=f"127.0.0.1:{port}"), desk.offer, desk.store, desk.clock):
            pass


def test_without_an_address_messages_have_no_links_and_no_key_is_made(tmp_path: Path) -> None:
    assert offered(LinkSettings(), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        (LinkSettings(listen="127.0.0.1:8481"), "http://127.0.0.1:8481"),
        (LinkSettings(base_url="https://desk.example/w/"), "https://desk.example/w"),
        (LinkSettings(listen="0.0.0.0:80", base_url="https://desk.example"), "https://desk.example"),
    ],
)
def test_links_lead_to_the_base_url_else_to_where_the_program_listens(
    settings: LinkSettings, address: str, tmp_path: Path
) -> None:
    offer = offered(settings, tmp_path)
    assert offer is not None
    assert offer.base_url == address
    assert (tmp_path / "links.key").stat().st_mode & 0o777 == 0o600
    assert offered(settings, tmp_path) == offer


def test_a_secret_of_the_configuration_is_the_key(tmp_path: Path) -> None:
    offer = offered(LinkSettings(listen="127.0.0.1:1", secret=Secret("s" * 32)), tmp_path)
    assert offer == Offer("http://127.0.0.1:1", b"s" * 32)
    assert list(tmp_path.iterdir()) == []
