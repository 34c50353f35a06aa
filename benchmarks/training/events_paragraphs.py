"""The project's own paragraphs of current news with their events (events_paragraphs.txt)."""

from collections.abc import Iterator
from pathlib import Path

from monitor.records import Record

_FILE = Path(__file__).with_name("events_paragraphs.txt")


class Party(Record, frozen=True, kw_only=True):
    """Somebody in an event, and the country (alpha-3, or EUR, IGO, "-") that counts for it."""

    text: str
    country: str


class GoldEvent(Record, frozen=True, kw_only=True):
    """An event as a person wrote it down."""

    type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]

    def has_actor(self, names: str) -> bool:
        """Whether one of its parties shares a word with `names`."""
        said = set(names.lower().split())
        return any(said & set(party.text.lower().split()) for party in (*self.actors, *self.recipients))


class Paragraph(Record, frozen=True, kw_only=True):
    """A text and all its events."""

    text: str
    events: tuple[GoldEvent, ...]


def paragraphs() -> Iterator[Paragraph]:
    """All of them."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, events = line.partition(" || ")
            yield Paragraph(text=text, events=tuple(_event(part.strip()) for part in events.split(";") if part.strip()))


def _event(line: str) -> GoldEvent:
    kind, _, parties = line.partition(" ")
    actors, _, recipients = parties.partition(" > ")
    return GoldEvent(type=kind, actors=_parties(actors), recipients=_parties(recipients))


def _parties(line: str) -> tuple[Party, ...]:
    pairs = (part.strip().rpartition("=") for part in line.split(" & ") if "=" in part)
    return tuple(Party(text=text, country=country) for text, _, country in pairs)
