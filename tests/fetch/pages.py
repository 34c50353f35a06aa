"""What the stories about pages are made of."""

from datetime import UTC, datetime, timedelta

from monitor.feeds.failures import PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.state import unpolled
from monitor.fetch.transport.memory import answer
from monitor.fetch.transport.redirects import Hop
from monitor.records import Article
from tests.feeds.builders import a_feed

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)

SUMMARY = "Ministers of twelve countries met in Oslo on Tuesday and agreed on aid for the flooded provinces."
STORY = (
    "Ministers of twelve countries met in Oslo on Tuesday and agreed on aid for the flooded provinces in the south.",
    "The agreement provides for tents, drinking water and two field hospitals, officials said after the talks.",
    "Aid organisations had asked for help for three weeks. The first aircraft is to leave on Thursday morning.",
)
OTHER = (
    "We value your privacy. Together with our partners we store information on a device and process personal data.",
    "You may accept or manage your choices at any time, including your right to object where interest is used.",
    "These choices will be signalled to our partners and will not affect browsing. Read more in the cookie notice.",
)


def page(*paragraphs: str, title: str = "Aid for the south") -> bytes:
    """An article as sites dress it: menus around it, related links behind it."""
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("World", "Sport", "Weather", "Contact"))
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title} - Herald</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>{title}</h1>{inside}</article></main><footer>All rights reserved</footer></body></html>"
    ).encode()


def html(*paragraphs: str, title: str = "Aid for the south") -> Hop:
    return answer(page(*paragraphs, title=title), content_type="text/html; charset=utf-8")


def an_article(url: str, *, text: str = SUMMARY, minute: int = 0) -> Article:
    return Article(
        id=f"a-{url}",
        feed="herald",
        entry=url,
        url=url,
        title="Aid for the south",
        text=text,
        published=NOON + timedelta(minutes=minute),
        fetched=NOON,
    )


def a_poll(*articles: Article, feed: Feed | None = None) -> tuple[Feed, PollOutcome]:
    feed = feed or a_feed(full_text=True, allow_private=True)
    return feed, PollOutcome(state=unpolled(feed), articles=articles, reason=PollReason.NEW_ARTICLES)


class Watch:
    """A clock that stands until it is moved; sleeping moves it."""

    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
