"""Connections that go silent, while new ones would be answered: to the broker, and to the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from seeds.serve import SeedServer
from tests.config.builders import directory
from tests.kafka.proxied import kafka_behind
from tests.postgres.databases import a_database
from tests.services.proxy import Proxy, to_database
from tests.whole.installation import Installation
from tests.whole.webhook import WebhookServer

PATIENCE_SECONDS = 120.0
NEWS = (
    "Flood closes the bridges of Meridian; the mayor asks people to stay at home",
    "After a week of rain a flood reaches the vineyards around Harbour Bay, growers say",
    "Insurers count the cost of last autumn's flood in the old town of Northgate",
)


@contextmanager
def database_behind(proxies: list[Proxy], server: str) -> Iterator[str]:
    """The URL of an empty database, which leads through a proxy."""
    with a_database(server) as url, Proxy(lambda: to_database(server)) as proxy:
        proxies.append(proxy)
        yield make_url(url).set(host="127.0.0.1", port=proxy.port, query={}).render_as_string(hide_password=False)


def publish(feeds: Path, count: int) -> None:
    """Writes a feed with the first `count` news."""
    items = "".join(
        f"<item><title>{title}</title><guid>{number}</guid><link>https://wire.example/{number}</link></item>"
        for number, title in enumerate(NEWS[:count])
    )
    text = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    (feeds / "wire.new").write_text(text, "utf-8")
    (feeds / "wire.new").rename(feeds / "wire.rss")


def wait_for(count: int, webhook: WebhookServer, log: Path) -> None:
    """Returns once so many alerts have come in all."""
    start = time.monotonic()
    while len(webhook.taken) < count:
        waited = time.monotonic() - start
        assert waited < PATIENCE_SECONDS, f"alert {count} did not come; the program said:\n{log.read_text()}"
        time.sleep(0.2)
    print(f"alert {count} came after {time.monotonic() - start:.1f} s")


def installed(root: Path, feeds: SeedServer, webhook: WebhookServer, broker: str | None, store: str) -> Installation:
    feed = f"{{id: wire, url: {feeds.url}/wire.rss, interval: 1s, first_poll: publish, allow_private: true}}"
    written = directory(
        root, monitor="annotate: {processes: 1}\n", feeds=f"feeds:\n  - {feed}\n",
        watchlists__desk="watches:\n  - {id: flood, when: {keyword: flood}}\n",
    )  # fmt: skip
    return Installation(written, broker=broker, webhook=webhook, more={"store": store})


@pytest.mark.slow(75)
@pytest.mark.timeout(800)
@pytest.mark.parametrize("silent", ["broker", pytest.param("database", marks=pytest.mark.postgresql)])
def test_news_flow_again_on_new_connections_and_the_program_ends_when_told_to(
    silent: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    proxies: list[Proxy] = []
    (tmp_path / "feeds").mkdir()
    publish(tmp_path / "feeds", 1)
    if silent == "broker":
        edge = kafka_behind(proxies)
    else:
        edge = database_behind(proxies, request.getfixturevalue("postgres_url"))
    with edge as url, SeedServer(directory=tmp_path / "feeds") as feeds, WebhookServer() as webhook:
        broker, store = (url, "sqlite:///store.db") if silent == "broker" else (None, url)
        installation = installed(tmp_path, feeds, webhook, broker, store)
        running, (proxy,) = installation.start("run", "--verbose"), proxies
        try:
            for count in range(1, len(NEWS) + 1):
                publish(tmp_path / "feeds", count)
                wait_for(count, webhook, installation.log)
                assert proxy.go_silent() > 0
            running.terminate()
            assert running.wait(20) == 0, installation.log.read_text()
        finally:
            running.kill()
            running.wait()
