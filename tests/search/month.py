"""A made month: some 300 articles of stories that go on, are copied, denied and told again, at all hours of 30 days."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.records import Article
from tests.scenarios.newsroom import news

BEGIN: Final = datetime(2026, 9, 1, 0, 0, tzinfo=UTC)
DAYS: Final = 30
STORIES: Final = 90

WATCHLIST: Final = """
mutes:
  - {watch: drones, publisher: papers.example, until: "2026-09-20T06:00Z", reason: they print all twice}
  - {watch: said, until: "2026-09-04T12:00Z", reason: a week of summits}
watches:
  - id: drones
    when: {keyword: drones}
    severity: {base: medium, raise: [{if: {figure: {dead: {gte: 30}}}, to: high}]}
    throttle: {then: {every: 3h, backoff_to: 12h}}
    story: {realert: every}
  - {id: truces, when: {any: [{keyword: truce}, {keyword: envoys}]}}
  - {id: assaults, event: {type: ASSAULT}, confidence: {min: 0.3}, throttle: {then: {every: 1h}}}
  - {id: said, when: {keyword: said}, throttle: {cap: 4/d}, story: {realert: never}}
  - {id: silent, mode: shadow, when: {keyword: envoys}}
  - {id: until-mid-month, when: {keyword: truce}, expires: 2026-09-15}
  - {id: bursts, when: {keyword: envoys}, spike: {window: 6h, baseline: 3d, ratio: 2, min: 3}}
"""
_SOURCES: Final = ("the governor", "a spokesman of the army", "the mayor", "the harbour master", "rescue workers")
_PUBLISHERS: Final = ("herald.example", "papers.example", "gazette.example", "mail.example", "wire.example")


class Part(NamedTuple):
    """What is printed of a story, so many minutes after its beginning."""

    minutes: int
    title: str
    text: str


class _Words:
    """Words that no other story has."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self._used = draw, set[str]()

    def word(self) -> str:
        while True:
            syllables = (self.draw.choice("bdfgklmnprstvz") + self.draw.choice("aeiou") for _ in range(3))
            if (made := "".join(syllables)) not in self._used:
                self._used.add(made)
                return made

    def sentence(self) -> str:
        return f"People spoke of {', '.join(self.word() for _ in range(9))} and {self.word()}."


def month(seed: int = 11) -> Sequence[Article]:
    """The articles in the order in which they are fetched, each at a whole minute."""
    draw = random.Random(seed)
    words = _Words(draw)
    made = [article for number in range(STORIES) for article in _printed(number, draw, words)]
    return sorted((each for each in made if each.fetched < BEGIN + timedelta(days=DAYS)), key=lambda each: each.fetched)


def _printed(number: int, draw: random.Random, words: _Words) -> Iterator[Article]:
    """What becomes of one story: its parts, some of them copied."""
    begins = BEGIN + timedelta(minutes=draw.randrange(DAYS * 24 * 60))
    parts = draw.choice((_attack, _talks, _other))(draw, words)
    for step, part in enumerate(parts):
        at = begins + timedelta(minutes=part.minutes)
        name = f"n-{number}-{step}"
        article = news(name, part.title, part.text, publisher=draw.choice(_PUBLISHERS))
        yield _at(article, at)
        for copy in range(draw.choice((0, 0, 1, 3))):
            text = f"CITY (Wire) - {part.text} Read more"
            reprint = news(f"{name}-{copy}", part.title, text, publisher=f"reprint{copy}.example")
            yield _at(reprint, at + timedelta(minutes=draw.randrange(1, 300)))


def _at(article: Article, moment: datetime) -> Article:
    return replace(article, fetched=moment, published=moment - timedelta(minutes=5))


def _attack(draw: random.Random, words: _Words) -> Iterator[Part]:
    place, source, dead = words.word().capitalize(), draw.choice(_SOURCES), draw.randint(2, 9)
    kept = f"{words.sentence()} {words.sentence()}"
    first = f"Drones attacked the port of {place} and killed {dead} people, {source} said. {kept}"
    yield Part(0, f"Drones attack port of {place}", first)
    for step in range(draw.randint(0, 3)):
        dead *= draw.choice((1, 4))
        later = f"The drones that attacked the port of {place} killed {dead} people, {source} said. {kept}"
        yield Part((step + 1) * draw.randint(20, 500), f"{place} port attack: {dead} dead", later)
    if draw.random() < 0.4:
        denied = f"The army denied that its drones attacked the port of {place}. {kept}"
        yield Part(draw.randint(600, 1500), f"Army denies attack on {place}", denied)


def _talks(draw: random.Random, words: _Words) -> Iterator[Part]:
    place, kept = words.word().capitalize(), f"{words.sentence()} {words.sentence()}"
    yield Part(0, f"Envoys meet in {place}", f"Envoys of France and Germany met in {place} to discuss a truce. {kept}")
    if draw.random() < 0.6:
        signed = f"France and Germany signed a truce in {place} after envoys had met there. {kept}"
        yield Part(draw.randint(30, 900), f"Truce signed in {place}", signed)


def _other(draw: random.Random, words: _Words) -> Iterator[Part]:
    place = words.word().capitalize()
    yield Part(
        0,
        f"Choir of {place} wins prize",
        f"The choir of {place} won, {draw.choice(_SOURCES)} said. " + words.sentence(),
    )
