"""`wirewatch feeds` as a person types it, against servers on loopback."""

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from monitor.cli.feeds.command import feeds_group
from monitor.feeds.address import Address
from monitor.feeds.failures import Failures, Gone
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.state import FeedState
from monitor.feeds.websub.subscription import Subscription
from monitor.store.open import open_store
from tests.config.builders import directory
from tests.feeds.builders import a_failure, a_feed, a_state

pytestmark = pytest.mark.slow(0.5)  # each: child processes

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)
OWN = "ingest: {allow_networks: [127.0.0.0/8]}\n"
OPML = """<opml version="2.0"><body><outline text="World">
<outline text="Third" xmlUrl="https://third.example/rss"/><outline xmlUrl="https://wire.example/rss/"/>
</outline></body></opml>"""
WHEN = "`wirewatch run` polls what is new from its next start on; one that runs, once it reloads (SIGHUP)\n"
LIST = """# Our feeds
version: 1
feeds:
  # the first one
  - {id: wire, url: 'https://wire.example/rss', tags: [wire]}   # kept short

# the end
"""


def rss(*names: str) -> bytes:
    items = "".join(
        f"<item><title>On {name}</title><link>/{name}</link><pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for name, date in zip(names, (NOW - 5 * HOUR, NOW - 3 * HOUR, NOW - HOUR), strict=False)
    )
    hub = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='hub' href='/hub'/>"
    head = f"<title>Herald</title><ttl>30</ttl>{hub}"
    return f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/feed": (
        200,
        {"Content-Type": "application/rss+xml", "ETag": '"1"', "Cache-Control": "max-age=1800"},
        rss("a", "b", "c"),
    ),
    "/paid": (401, {}, b""),
    "/moved": (301, {"Location": "/feed"}, b""),
    "/site": (
        200,
        {"Content-Type": "text/html"},
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed' title='All'></head>Hello</html>",
    ),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        if self.path == "/paid" and self.headers.get("Authorization") == "Bearer t0ken":
            status, headers, body = PAGES["/feed"]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in http.server
        """Nothing on the terminal."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def feeds(target: Path, *arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "300"}).invoke(
        feeds_group, [arguments[0], "--config", str(target), *arguments[1:]]
    )


def remembered(target: Path, *states: FeedState, subscriptions: Sequence[Subscription] = ()) -> Path:
    """`target` with what a run has left in its store."""

    async def write() -> None:
        (target / "data").mkdir()
        store = await open_store(f"sqlite:///{target}/data/wirewatch-store.db")
        for state in states:
            await store.remember_poll(state, [])
        for subscription in subscriptions:
            await store.remember_subscription(subscription)
        await store.close()

    asyncio.run(write())
    return target


def state(feed: str, url: str = "https://wire.example/rss", **fields: Any) -> FeedState:
    configured = a_feed(id=feed, url="https://wire.example/rss")
    address = Address(url=url, configured=configured.url)
    return a_state(configured, address=address, last_poll=NOW, polls=3, **fields)


def test_a_feed_that_was_never_polled_is_listed_and_no_store_is_made(tmp_path: Path) -> None:
    target = directory(tmp_path)
    result = feeds(target, "list")
    assert result.exit_code == 0
    assert "wire" in result.stdout
    assert "never polled" in result.stdout
    assert "`wirewatch run` polls it once it has read it, at its start or by SIGHUP" in " ".join(result.stdout.split())
    assert not (target / "data").exists()


def test_the_configuration_may_stand_before_the_command_and_without_one_the_feeds_are_listed(tmp_path: Path) -> None:
    target = str(directory(tmp_path))
    listed = CliRunner().invoke(feeds_group, ["--config", target], env={"WIREWATCH_CONFIG": "elsewhere"})
    assert (listed.exit_code, "never polled" in listed.stdout) == (0, True), listed.output
    shown = CliRunner().invoke(feeds_group, ["--config", target, "show", "wire"])
    assert (shown.exit_code, "never polled" in shown.stdout) == (0, True), shown.output
    nearer = CliRunner().invoke(feeds_group, ["--config", "elsewhere", "list", "--config", target])
    assert (nearer.exit_code, "never polled" in nearer.stdout) == (0, True), nearer.output


def test_the_list_says_how_each_feed_fares_and_why(tmp_path: Path) -> None:
    text = "feeds:\n" + "".join(
        f"  - {{id: {name}, url: https://{name}.example/rss}}\n" for name in ("well", "away", "gone")
    )
    long_ago = NOW - timedelta(days=9)
    target = remembered(
        directory(tmp_path, feeds=text),
        state("well", last_success=NOW, last_new=NOW - HOUR, next_poll=NOW + HOUR / 4),
        replace(state("away"), failures=Failures(count=12, since=long_ago, last=a_failure("timed out [x]"))),
        replace(state("gone"), failures=Failures(count=5, gone=Gone(since=long_ago, polls=5))),
    )
    listed = feeds(target, "list").stdout
    well, away, gone = (listed.index(f" {name}\n") for name in ("well", "away", "gone"))
    assert "ok  " in listed[:well]
    assert f"last new {NOW - HOUR:%Y-%m-%d %H:%M:%S} UTC" in listed[well:away]
    assert "dead  " in listed[well:away]
    told = " ".join(listed[away:gone].split())
    assert "12 polls in a row failed since" in told
    assert "no response: timed out [x]" in told
    assert "gone for good (410)" in listed[gone:]
    assert "3 feeds: 1 ok, 1 dead, 1 gone" in listed
    bad = [json.loads(line) for line in feeds(target, "list", "--bad", "--json").stdout.splitlines()]
    assert [row["withheld"] for row in bad] == [{"repeated": 0, "old": 0, "long_past": 0}] * 2
    assert [(row["feed"], row["state"], row["failures"]) for row in bad] == [("away", "dead", 12), ("gone", "gone", 5)]


def test_one_feed_is_shown_whole_with_its_rhythm(tmp_path: Path) -> None:
    hub = Subscription(feed="wire", hub="https://hub.example/", topic="t", until=NOW + HOUR)
    rhythm = observe(None, [NOW - number * HOUR for number in range(1, 100)], NOW)
    target = remembered(
        directory(tmp_path),
        state("wire", "https://moved.example/rss", last_success=NOW, etag='"5"', rhythm=rhythm),
        subscriptions=[hub],
    )
    shown = feeds(target, "show", "wire").stdout
    for line in (
        'ETag:           "5"',
        "moved to:       https://moved.example/rss",
        "state:          ok, since",
        "polls:          3",
        "hub:            https://hub.example/",
        f"subscribed:     until {NOW + HOUR:%Y-%m-%d %H:%M:%S} UTC",
    ):
        assert line in shown
    assert "entries a day:  2" in shown
    assert "Mon 2" in shown


def test_a_feed_that_is_not_there_cannot_be_shown(tmp_path: Path) -> None:
    result = feeds(directory(tmp_path), "show", "nobody")
    assert result.exit_code == 1
    assert "no feed 'nobody'" in result.stderr


def test_an_address_is_tested_without_a_trace(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, monitor=OWN)
    before = sorted(target.rglob("*"))
    result = feeds(target, "test", f"{site}/moved")
    assert result.exit_code == 0, result.stdout
    for line in (
        "status          200",
        f"answered by     {site}/feed  (moved there for good)",
        'etag            "1"',
        "asks for        1800 s before the next poll",
        "format          RSS",
        "title           Herald",
        "ttl             1800 s",
        f"hub             {site}/hub",
        "entries         3, 3 with a date",
        "entries a day",
        f"{NOW - HOUR:%Y-%m-%d %H:%M}  On c  {site}/c",
    ):
        assert line in result.stdout
    assert sorted(target.rglob("*")) == before


def test_of_a_page_the_test_names_the_feeds_that_its_site_has(tmp_path: Path, site: str) -> None:
    result = feeds(directory(tmp_path, monitor=OWN), "test", f"{site}/site")
    assert result.exit_code == 1
    assert "no feed         " in result.stdout
    assert f"found           {site}/feed  (RSS, 3 entries; the page names it as its feed)" in result.stdout


def test_a_refused_address_and_a_server_that_has_nothing_are_told_apart(tmp_path: Path, site: str) -> None:
    refused = feeds(directory(tmp_path), "test", f"{site}/feed")
    assert refused.exit_code == 1
    assert "127.0.0.1 is not a public address; networks of your own" in refused.stdout
    nothing = feeds(directory(tmp_path, monitor=OWN), "test", f"{site}/nothing")
    assert nothing.exit_code == 1
    assert "status          404" in nothing.stdout
    allowed = feeds(tmp_path / "nowhere", "test", "--allow-private", f"{site}/feed")
    assert allowed.exit_code == 0, allowed.stdout


def test_a_feed_is_added_and_the_comments_of_the_list_stay(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, monitor=OWN, feeds=LIST)
    result = feeds(target, "add", f"{site}/site", "--id", "herald", "--tag", "paper", "--tag", "fr")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"added herald  {site}/feed  (RSS, 3 entries; the page names it as its feed)")
    assert result.stdout.endswith(WHEN)
    text = (target / "feeds.yaml").read_text()
    assert text.startswith(LIST.split("\n\n", maxsplit=1)[0])
    assert "# the end" in text
    assert f"  - id: herald\n    title: Herald\n    url: {site}/feed\n    tags: [paper, fr]\n" in text
    again = feeds(target, "add", f"{site}/feed")
    assert again.exit_code == 1
    assert "is in the list already" in again.stderr


def test_a_feed_whose_id_is_taken_is_refused_and_the_list_stays(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, monitor=OWN, feeds=LIST)
    result = feeds(target, "add", f"{site}/feed", "--id", "wire")
    assert result.exit_code == 1
    assert "there is a feed 'wire' already" in result.stderr
    assert (target / "feeds.yaml").read_text() == LIST


def test_a_site_without_a_feed_adds_nothing(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, monitor=OWN, feeds=LIST)
    result = feeds(target, "add", f"{site}/nothing")
    assert result.exit_code == 1
    assert (target / "feeds.yaml").read_text() == LIST


def test_a_list_of_another_program_comes_in_and_goes_out_again(tmp_path: Path) -> None:
    target, file = directory(tmp_path, feeds=LIST), tmp_path / "other.opml"
    file.write_text(OPML)
    assert feeds(target, "import", str(file)).stdout == f"1 feed added, 1 was there already\n{WHEN}"
    assert feeds(target, "import", str(file)).stdout == "0 feeds added, 2 were there already\n"
    assert (
        "title: Third\n    url: https://third.example/rss\n    tags: [World]\n" in (target / "feeds.yaml").read_text()
    )
    exported = feeds(target, "export")
    assert 'xmlUrl="https://third.example/rss"' in exported.stdout
    assert feeds(target, "export", str(tmp_path / "out.opml")).exit_code == 0
    assert (tmp_path / "out.opml").read_text() == exported.stdout


def test_what_is_good_of_a_list_is_imported_and_what_is_not_is_named_with_its_line(tmp_path: Path) -> None:
    target, file = directory(tmp_path, feeds=LIST), tmp_path / "other.opml"
    addresses = ("https://third.example/rss/world", "/relative.xml", "https://desk:hunter2@paid.example/rss")
    taken = ("https://third.example/rss-world", "feed://fourth.example/rss")
    outlines = "\n".join(f'<outline type="rss" text="T" xmlUrl="{address}"/>' for address in (*addresses, *taken))
    file.write_text(f'<opml version="2.0"><body>\n{outlines}\n</body></opml>')
    result = feeds(target, "import", str(file))
    assert (result.exit_code, result.stdout) == (1, f"3 feeds added, 0 were there already\n{WHEN}")
    assert [line.partition(" 'T': ")[0] for line in result.stderr.splitlines()] == [
        f"not imported: {file}:3:",
        f"not imported: {file}:4:",
    ]
    assert "hunter2" not in result.output
    text = (target / "feeds.yaml").read_text()
    ids = ("third-example-rss-world", "third-example-rss-world-2", "fourth-example-rss")
    assert all(f"  - id: {identity}\n" in text for identity in ids)


@pytest.mark.parametrize("before", [None, "version: 1\nfeeds: []\n", "version: 1\nfeeds:\n"])
def test_the_first_feeds_may_come_from_a_list(tmp_path: Path, before: str | None) -> None:
    target, file = directory(tmp_path, feeds=before), tmp_path / "other.opml"
    file.write_text(OPML)
    assert feeds(target, "import", str(file)).stdout == f"2 feeds added, 0 were there already\n{WHEN}"
    assert feeds(target, "list").exit_code == 0


def test_a_damaged_list_is_not_imported(tmp_path: Path) -> None:
    target, file = directory(tmp_path, feeds=LIST), tmp_path / "other.opml"
    file.write_text(OPML[:80])
    result = feeds(target, "import", str(file))
    assert result.exit_code != 0
    assert "well-formed" in str(result.exception)
    assert (target / "feeds.yaml").read_text() == LIST


def with_login(site: str) -> str:
    return (
        f"feeds:\n  - {{id: paid, url: '{site}/paid', allow_private: true, login: {{bearer: {{env: PAID_TOKEN}}}}}}\n"
    )


def test_a_feed_with_a_login_is_tried_with_it_and_nobody_sees_it(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = directory(tmp_path, feeds=with_login(site))
    monkeypatch.setenv("PAID_TOKEN", "t0ken")
    tried = feeds(target, "test", f"{site}/paid")
    assert tried.exit_code == 0, tried.output
    assert "title           Herald" in tried.stdout
    monkeypatch.setenv("PAID_TOKEN", "wr0ng")
    refused = feeds(target, "test", f"{site}/paid")
    assert (refused.exit_code, "HTTP status 401: it refuses the login" in refused.stdout) == (1, True)
    shown = [feeds(target, *line).output for line in (("list",), ("show", "paid"), ("list", "--json"), ("export",))]
    assert not [text for text in (tried.output, refused.output, *shown) if "t0ken" in text or "wr0ng" in text]


def test_a_login_that_is_missing_stops_no_list_and_no_other_feed(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, feeds=with_login(site))
    assert feeds(target, "list").exit_code == 0
    asked = feeds(target, "test", f"{site}/paid")  # also without its login it is a feed of the own network
    assert "HTTP status 401: it asks for a login" in asked.stdout
    result = feeds(target, "test", f"{site}/feed", "--allow-private")
    assert result.exit_code == 0
    assert result.stderr.startswith("without the logins of feeds.yaml: ")
    assert "PAID_TOKEN is not set" in result.stderr


def test_a_feed_of_the_own_network_is_added_as_one(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, feeds=LIST)
    assert feeds(target, "add", f"{site}/feed").exit_code == 1
    assert feeds(target, "add", f"{site}/feed", "--allow-private").exit_code == 0
    assert "    allow_private: true\n" in (target / "feeds.yaml").read_text()


def test_a_configured_feed_is_parsed_with_its_login_and_others_are_told_what_is_missing(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = directory(tmp_path, feeds=with_login(site))
    monkeypatch.setenv("PAID_TOKEN", "t0ken")
    known = feeds(target, "parse", "--workers", "1", f"{site}/paid/")
    assert (known.exit_code, known.stdout.splitlines()[0]) == (0, f"{site}/paid/: 3 entries")
    private = feeds(target, "parse", "--workers", "1", f"{site}/feed")
    assert private.exit_code == 1
    assert "127.0.0.1 is not a public address" in private.stdout
    assert "--allow-private" in private.stdout
    assert feeds(target, "parse", "--workers", "1", "--allow-private", f"{site}/feed").exit_code == 0
    paid = feeds(tmp_path / "nowhere", "parse", "--workers", "1", "--allow-private", f"{site}/paid")
    assert paid.stdout == f"{site}/paid: HTTP status 401: it asks for a login\n"


def test_an_address_with_a_password_is_never_parsed_and_nothing_of_it_is_repeated(tmp_path: Path, site: str) -> None:
    host = site.removeprefix("http://")
    addresses = [f"{scheme}desk:{word}@{host}/feed" for scheme in ("http://", "HTTPS://") for word in ("hunter2", "[x")]
    for form in ((), ("--json",)):
        result = feeds(tmp_path, "parse", "--workers", "1", "--allow-private", *form, *addresses)
        assert (result.exit_code, len(result.stdout.splitlines())) == (1, 4)
        assert "the address holds a user or password: give the feed a login" in result.stdout
        assert not [word for word in ("desk", "hunter2", "[x") if word in result.output]


def test_an_address_that_is_not_public_is_refused_alike_when_it_is_tested_and_added(tmp_path: Path, site: str) -> None:
    target = directory(tmp_path, feeds=LIST)
    advice = "is not a public address; networks of your own are allowed by ingest.allow_networks, or --allow-private"
    assert advice in feeds(target, "test", f"{site}/feed").stdout
    assert advice in str(feeds(target, "add", f"{site}/feed").exception)
