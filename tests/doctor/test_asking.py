"""Feeds, receivers and addresses, each asked once."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from monitor.doctor.asking import ask_feeds, ask_receivers, who_answers, why_not_to_listen
from monitor.doctor.edges import Answer
from monitor.errors import DeliveryRejected, FetchError
from monitor.fetch.parsers import WorkersParser
from monitor.fetch.transport.memory import MemoryFetcher, answer
from monitor.notify.memory import MemoryReceiver
from monitor.notify.open import open_receiver
from monitor.notify.spec import File
from monitor.records import AlertKind, Severity
from monitor.workers.inline import InlineWorkers
from seeds.serve import Loopback
from tests.feeds.builders import a_feed, a_state
from tests.fetch.test_poll import rss
from tests.notify.builders import NOON, seconds

GOOD, GONE, HELD = "https://good.example/feed", "https://gone.example/feed", "https://held.example/feed"


async def test_each_feed_is_asked_once_with_what_is_known_of_it_and_nobody_who_wants_rest() -> None:
    feeds = [a_feed(id="good", url=GOOD), a_feed(id="gone", url=GONE), a_feed(id="held", url=HELD)]
    states = {
        "good": a_state(feeds[0], etag='"1"', last_success=NOON),
        "held": a_state(feeds[2], held_until=NOON + seconds(3600)),
    }
    fetcher = MemoryFetcher({GOOD: [answer(rss("a"), etag='"1"')], GONE: [FetchError("no answer: refused")]})
    asked = await ask_feeds(feeds, states, fetcher, WorkersParser(InlineWorkers()), lambda: NOON)
    assert asked.answers == (
        Answer(name="good"),
        Answer(name="gone", problem="no response: no answer: refused"),
        Answer(name="held", skipped="it asks to be left alone until 2026-03-02 13:00 UTC"),
    )
    assert sorted(request.url for request in fetcher.requests) == [GONE, GOOD]
    assert [request.etag for request in fetcher.requests if request.url == GOOD] == ['"1"']


async def test_a_rest_that_is_over_keeps_nobody_from_asking() -> None:
    feed = a_feed(id="held", url=HELD)
    states = {"held": a_state(feed, held_until=NOON - seconds(1))}
    fetcher = MemoryFetcher({HELD: [answer(rss("a"))]})
    asked = await ask_feeds([feed], states, fetcher, WorkersParser(InlineWorkers()), lambda: NOON)
    assert asked.answers == (Answer(name="held"),)


async def test_what_servers_say_of_the_time_is_held_against_ours() -> None:
    feed = a_feed(url=GOOD)
    fetcher = MemoryFetcher({GOOD: [answer(rss("a"), date="Mon, 02 Mar 2026 11:58:00 GMT")]})
    asked = await ask_feeds([feed], {}, fetcher, WorkersParser(InlineWorkers()), lambda: NOON)
    assert asked.ahead == (120.0,)


async def test_each_receiver_is_sent_a_test_that_says_so(tmp_path: Path) -> None:
    taking = open_receiver(File(name="log", path=str(tmp_path / "alerts.jsonl")))
    refusing = MemoryReceiver("hook")
    refusing.failures.append(DeliveryRejected("401: who are you"))
    given = await ask_receivers({"log": taking, "hook": refusing}, NOON)
    assert given == (Answer(name="log"), Answer(name="hook", problem="401: who are you"))
    await taking.close()
    (line,) = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    data = json.loads(line)["data"]
    assert (data["title"], data["kind"], data["severity"], data["watchlist"]) == (
        "Wirewatch: this is a test",
        AlertKind.NOTICE,
        Severity.LOW,
        "wirewatch",
    )


async def test_two_tests_have_two_ids() -> None:
    receiver = MemoryReceiver("desk")
    for moment in (NOON, NOON + seconds(1)):
        await ask_receivers({"desk": receiver}, moment)
    assert len({alert.id for alert in receiver.taken}) == 2


@contextmanager
def serving(body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    with Loopback(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield server.url.removeprefix("http://")


@pytest.mark.parametrize(
    ("body", "expected"), [(b'{"ok": true, "reason": ""}', True), (b"[]", False), (b"<html>", False)]
)
async def test_who_answers_is_known_by_what_it_says(body: bytes, expected: bool) -> None:
    with serving(body) as listen:
        assert await who_answers(listen) is expected
        assert await who_answers(listen.replace("127.0.0.1", "0.0.0.0")) is expected


async def test_where_nobody_answers_it_is_said_whether_we_could() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = f"127.0.0.1:{taken.getsockname()[1]}"
        assert await who_answers(free) is None
        assert "in use" in why_not_to_listen(free)
    assert why_not_to_listen("127.0.0.1:0") == ""
    assert why_not_to_listen("192.0.2.1:8482") == "cannot assign requested address"
