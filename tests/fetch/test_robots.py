"""robots.txt: what may be fetched, asked once a host and day."""

from datetime import timedelta

import pytest

from monitor.errors import FetchError, ForbiddenAddress
from monitor.fetch.pages.robots import Robots
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from monitor.fetch.transport.robots_rules import RobotsRules, read_robots
from monitor.workers.inline import InlineWorkers
from tests.fetch.pages import Watch

HOST = "https://herald.example"
RULES = b"User-agent: wirewatch\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"


class Asking:
    """Robots before a scripted web."""

    def __init__(self, *answers: Answer, cache_bytes: int = 1 << 20, **hosts: Answer) -> None:
        script = {f"{HOST}/robots.txt": list(answers)}
        script |= {f"https://{host}.example/robots.txt": [given] for host, given in hosts.items()}
        self.fetcher, self.watch = MemoryFetcher(script), Watch()
        self.robots = Robots(self.fetcher, InlineWorkers(), self.watch, cache_bytes=cache_bytes)

    async def allowed(self, path: str, host: str = HOST) -> bool | None:
        rules = await self.robots.rules(host + path)
        return None if rules is None else rules.allowed

    def asked(self) -> int:
        return len(self.fetcher.requests)


def plain(body: bytes) -> Answer:
    return answer(body, content_type="text/plain")


async def test_the_rules_for_us_hold_and_are_asked_for_once() -> None:
    asking = Asking(plain(RULES))
    assert [await asking.allowed(path) for path in ("/news", "/private/x", "/robots.txt")] == [True, False, True]
    assert asking.asked() == 1


async def test_they_are_asked_for_again_after_a_day() -> None:
    asking = Asking(plain(RULES), plain(b""))
    assert await asking.allowed("/private") is False
    asking.watch.now += timedelta(hours=23)
    assert await asking.allowed("/private") is False
    asking.watch.now += timedelta(hours=2)
    assert await asking.allowed("/private") is True
    assert asking.asked() == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_host_without_a_robots_txt_allows_everything(status: int) -> None:
    assert await Asking(answer(status=status)).allowed("/private") is True


@pytest.mark.parametrize("away", [answer(status=500), answer(status=503), answer(status=429), FetchError("no route")])
async def test_a_host_that_cannot_say_is_not_fetched_from_and_asked_again_soon(away: Answer) -> None:
    asking = Asking(away, plain(RULES))
    assert await asking.allowed("/news") is None
    assert await asking.allowed("/news") is None
    assert asking.asked() == 1
    asking.watch.now += timedelta(minutes=16)
    assert await asking.allowed("/news") is True


async def test_the_rules_of_another_scheme_or_port_are_other_rules() -> None:
    asking = Asking(plain(RULES))
    assert await asking.allowed("/private", "http://herald.example") is None
    assert await asking.allowed("/private", "https://herald.example:8443") is None
    assert await asking.allowed("/private", "https://user:pw@herald.example") is False


async def test_a_host_that_is_not_public_is_refused() -> None:
    with pytest.raises(ForbiddenAddress):
        await Asking().allowed("/", "http://127.0.0.1")


async def test_what_is_kept_is_bounded_and_the_least_used_goes_first() -> None:
    large = plain(RULES + b"#" * 40_000)
    asking = Asking(cache_bytes=100_000, a=large, b=large, c=large)
    for host in "abac":
        await asking.allowed("/", f"https://{host}.example")
    assert asking.asked() == 3
    await asking.allowed("/", "https://a.example")
    assert asking.asked() == 3
    await asking.allowed("/", "https://b.example")
    assert asking.asked() == 4


async def test_a_robots_txt_counts_up_to_500_kib() -> None:
    padding = b"#" * (500 * 1024) + b"\n"
    assert await Asking(plain(RULES + padding)).allowed("/private") is False
    assert await Asking(plain(padding + RULES)).allowed("/private") is True


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/", True),
        ("<html><body>Not found</body></html>", "/", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        ("User-agent: wirewatchdog\nDisallow: /", "/x", True),
        ("User-agent: WIREWATCH\nUser-agent: other\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /" + "*a" * 5000 + "$", "/" + "a" * 4000 + "b", True),
    ],
)
def test_rules_are_read_as_rfc_9309_says(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(rules.encode(), "", HOST + path).allowed is allowed


def test_delay_and_sitemaps_stand_in_it_too() -> None:
    body = b"Sitemap: https://herald.example/news.xml\nUser-agent: *\nCrawl-delay: 2.5"
    expected = RobotsRules(delay=2.5, sitemaps=("https://herald.example/news.xml",))
    assert read_robots(body, "", HOST) == expected
    for odd in (b"soon", b"-1", b"1e99", b"nan", b"inf"):
        assert 0 <= read_robots(b"User-agent: *\nCrawl-delay: " + odd, "", HOST).delay <= 3600
