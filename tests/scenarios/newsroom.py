"""What publishers print in the scripts, and the files of a configuration."""

import random
from collections.abc import Iterator

from monitor.alerting.facts.texts.words import stem
from monitor.records import Article
from tests.scenarios.desk import moment

STRIKE = (
    "Drones strike port of Velna",
    "Karsovan drones attacked the port of Velna early on Monday, killing 3 dock workers and setting two grain silos on "
    "fire, the harbour master said. Firefighters from the lowland villages fought the blaze until noon. The port ships "
    "most of the lowland wheat, and the harbour master said loading would not begin again before Thursday.",
)
STRIKE_IN_OTHER_WORDS = (
    "Port of Velna burns after drone attack",
    "Grain silos burned in the port of Velna on Monday after drones sent by Karsova attacked the docks. The harbour "
    "master said 3 dock workers were killed. Wheat from the lowland villages cannot be shipped before Thursday, and "
    "firefighters were still at the silos at noon.",
)
STRIKE_TOLL = (
    "Toll of Velna port attack rises to 40",
    "The Karsovan drones that attacked the port of Velna on Monday killed 40 dock workers, the harbour master said in "
    "the evening, after firefighters had cleared the burnt grain silos. He had spoken of 3 in the morning. No wheat "
    "will be shipped from the port before Thursday.",
)
OTHER_STRIKE = (
    "Missile hits railway depot in Tarnow Hills",
    "A missile hit the railway depot of Tarnow Hills on Monday night and killed 2 train drivers, the governor said. "
    "Two locomotives and a workshop were destroyed, and trains to the coast were turned back. Velna, two hours away, "
    "sent ambulances.",
)

_SUBJECTS = (
    ("Choir of Velna wins prize", "The choir of Velna won the song prize of the coast on Saturday with an old shanty."),
    (
        "Velna school gets new roof",
        "Pupils in Velna moved back into their classrooms once builders had done the roof.",
    ),
    ("Wolves seen near Velna", "A hunter photographed a pack of wolves in the beech woods above Velna, rangers said."),
    ("Velna votes on tram line", "Voters in Velna will decide in spring whether the tram is extended to the airport."),
    ("Bakery chain leaves Velna", "The bakery chain Ornella closes its last shop in Velna because rents have doubled."),
    ("Velna chess club expelled", "The federation expelled the chess club of Velna over unpaid fees of four years."),
    ("Oyster season opens in Velna", "Oyster farmers in Velna opened the season with the best catch for years."),
    (
        "Museum of Velna buys ship log",
        "A log of the frigate Aurel, written in 1761, went to the museum of Velna.",
    ),
    (
        "Velna hospital hires nurses",
        "Sixty nurses from abroad begin in the hospital of Velna after a hard year.",
    ),
    ("Theatre fire in Velna ruled accident", "A judge in Velna found that a cable caused the fire in the old theatre."),
    ("Velna bans leaf blowers", "Gardeners in Velna may no longer use leaf blowers with petrol engines from May on."),
    ("Cyclist rides from Velna to Lisbon", "A retired postman rode his bicycle from Velna to Lisbon in forty days."),
)
"""Stories that have nothing to do with each other."""


def news(
    name: str,
    title: str,
    text: str,
    *,
    publisher: str = "",
    version: int = 1,
    tags: tuple[str, ...] = (),
    old: bool = False,
) -> Article:
    """An article; the desk says when it arrives."""
    publisher = publisher or f"{name}.example"
    return Article(
        id=name,
        version=version,
        feed=publisher.partition(".")[0],
        entry=name,
        url=f"https://{publisher}/{name}",
        title=title,
        text=text,
        publisher=publisher,
        source_tags=tags,
        old=old,
        fetched=moment("00:00"),
    )


def strike(name: str = "herald") -> Article:
    return news(name, *STRIKE)


def story(number: int) -> Article:
    """One of the stories that have nothing to do with each other, from 1 on."""
    return news(f"story-{number}", *_SUBJECTS[number - 1], publisher="gazette.example")


def title(number: int) -> str:
    return _SUBJECTS[number - 1][0]


def copies(count: int) -> list[Article]:
    """The strike as so many other papers reprint it, with their agency's mark and their own name."""
    head, text = STRIKE
    return [
        news(
            f"copy-{number}",
            f"{head} - The {number}th Mail",
            f"VELNA (Wire) - {text} Read more",
            publisher=f"mail{number}.example",
        )
        for number in range(1, count + 1)
    ]


def flood(count: int) -> Iterator[Article]:
    """So many stories in words of their own, all of Velna."""
    draw, used = random.Random(5), set[str]()
    for number in range(count):
        words = [_word(draw, used) for _ in range(24)]
        title, text = f"Velna {' '.join(words[:3])}", f"In Velna it is said that there is {' '.join(words[3:])}."
        yield news(f"flood-{number}", title, text, publisher="flood.example")


def _word(draw: random.Random, used: set[str]) -> str:
    """A word that no other story has, none of the `used` stems."""
    while True:
        word = "".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))
        if stem(word) not in used:
            used.add(stem(word))
            return word


VELNA = "terms: {velna: {en: [Velna]}}\n"
"""A term that all of these hold."""


def watchlist(*watches: str, head: str = VELNA) -> str:
    """A file of watches, each given as it stands behind its dash."""
    return head + "watches:\n" + "".join(f"  - {watch}\n" for watch in watches)


def velna(more: str = "", name: str = "velna") -> str:
    """A watch for all that speaks of Velna."""
    return f"{{id: {name}, when: {{term: velna}}{', ' * bool(more)}{more}}}"


def receivers(**each: str) -> str:
    """Receivers by name, with what is said of each."""
    return "receivers:\n" + "".join(
        f"  {name}: {{type: console{', ' * bool(more)}{more}}}\n" for name, more in each.items()
    )
