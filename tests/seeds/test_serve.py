"""The seeds are served as a well-kept publisher serves its feeds."""

from email.message import Message
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from seeds.serve import CONFIG, CONFIGURED_URL, CONTENT_TYPES, FEEDS, SeedServer


def get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of the answer; header names with _ for -."""
    request = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize("feed", [path.name for path in FEEDS.iterdir()])
def test_a_feed_is_served_as_it_stands_in_the_file_with_its_type_and_validators(feed: str) -> None:
    with SeedServer() as server:
        status, headers, body = get(f"{server.url}/{feed}?utm_source=test")
    assert status == HTTPStatus.OK
    assert body == (FEEDS / feed).read_bytes()
    assert headers["Content-Type"] == CONTENT_TYPES[Path(feed).suffix]
    assert headers["ETag"].startswith('"')
    assert headers["Last-Modified"] == "Mon, 05 Oct 2026 11:30:00 GMT"


def test_who_has_this_version_gets_304_and_no_body() -> None:
    with SeedServer() as server:
        feed = f"{server.url}/northgate.atom"
        _, headers, _ = get(feed)
        assert get(feed, If_None_Match=headers["ETag"])[::2] == (HTTPStatus.NOT_MODIFIED, b"")
        assert get(feed, If_Modified_Since=headers["Last-Modified"])[0] == HTTPStatus.NOT_MODIFIED
        assert [request.status for request in server.served] == [
            HTTPStatus.OK,
            HTTPStatus.NOT_MODIFIED,
            HTTPStatus.NOT_MODIFIED,
        ]


def test_the_etag_outweighs_the_date() -> None:
    with SeedServer() as server:
        answer = get(
            f"{server.url}/ledger.json", If_None_Match='"other"', If_Modified_Since="Mon, 05 Oct 2026 11:30:00 GMT"
        )
    assert answer[0] == HTTPStatus.OK


def test_who_has_an_older_version_or_sends_nonsense_for_a_date_gets_the_feed() -> None:
    with SeedServer() as server:
        assert get(f"{server.url}/ledger.json", If_Modified_Since="Mon, 05 Oct 2026 11:00:00 GMT")[0] == HTTPStatus.OK
        assert get(f"{server.url}/ledger.json", If_Modified_Since="yesterday")[0] == HTTPStatus.OK


@pytest.mark.parametrize("path", ["/", "/nothing.rss", "/../serve.py", "/%2e%2e/serve.py", "/README.md"])
def test_nothing_but_feeds_is_served(path: str) -> None:
    with SeedServer() as server:
        assert get(server.url + path)[0] == HTTPStatus.NOT_FOUND


def test_the_log_of_requests_names_path_status_and_reader() -> None:
    with SeedServer() as server:
        get(f"{server.url}/meridian.rss", User_Agent="reader/1")
        assert server.served == [("/meridian.rss", HTTPStatus.OK, "reader/1")]


def test_the_configuration_is_written_with_the_feeds_at_this_server(tmp_path: Path) -> None:
    with SeedServer() as server:
        server.write_config(tmp_path)
        written = (tmp_path / "feeds.yaml").read_text("utf-8")
        assert CONFIGURED_URL not in written
        assert written.count(f"{server.url}/") == len(list(FEEDS.iterdir()))
    names = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.yaml")}
    assert names == {path.relative_to(CONFIG) for path in CONFIG.rglob("*.yaml")}
