"""Articles whose texts are made of words drawn with a seed: unlike one another, and disturbed as a test says."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.records import Article, StoryArticle
from monitor.stories.index import Placement, StoryIndex
from monitor.stories.sketch import Sketch

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
_SYLLABLES = "ba co du fe gi ka lo mu ne pi ra so tu ve xi za".split()
VOCABULARY = [first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES]


def prose(seed: str, words: int = 200) -> list[str]:
    """The first `words` words of the text that `seed` stands for."""
    return random.Random(seed).choices(VOCABULARY, k=words)


def article(name: str, text: str | Iterable[str], *, title: str = "", publisher: str = "", version: int = 1) -> Article:
    return Article(
        id=name,
        version=version,
        feed="herald",
        entry=name,
        url=f"https://herald.example/{name}",
        title=title,
        text=text if isinstance(text, str) else " ".join(text),
        publisher=publisher,
        fetched=NOON,
    )


def minutes(count: float) -> datetime:
    """The moment so many minutes after noon."""
    return NOON + timedelta(minutes=count)


def take(index: StoryIndex, *articles: Article, now: datetime = NOON) -> list[StoryArticle]:
    """Places and remembers each in turn."""
    return [place(index, each, now).placed for each in articles]


def place(index: StoryIndex, one: Article, now: datetime = NOON) -> Placement:
    placement = index.place(one, now)
    index.remember(placement.sketch)
    return placement


def sketches(*articles: Article) -> list[Sketch]:
    """What is remembered after these articles."""
    index = StoryIndex()
    return [place(index, each).sketch for each in articles]
