"""The project's own texts of current news with their events, and of ordinary news without (events_*.txt)."""

from collections.abc import Iterator
from pathlib import Path

from monitor.records import Record

_FILES = tuple(
    Path(__file__).with_name(f"events_{name}.txt")
    for name in (
        "paragraphs",
        "attacks",
        "briefs",
        "diplomacy",
        "headlines",
        "reports",
        "ordinary",
        "local",
        "world",
        "speech",
        "plain",
        "streets",
        "watched",
    )
)


class Party(Record, frozen=True, kw_only=True):
    """Somebody in an event, and the country (alpha-3, or EUR, IGO, "-") that counts for it."""

    text: str
    country: str


class GoldEvent(Record, frozen=True, kw_only=True):
    """An event as a person wrote it down."""

    type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]

    def has_actors(self, said: str) -> bool:
        """Whether a draft with the actors `said` names no wrong one: it names none, or one of the event's own.

        Of a reciprocal event either side may be named first.
        """
        return not said or _shares(said, self.actors)


def _shares(names: str, parties: tuple[Party, ...]) -> bool:
    said = set(names.lower().split())
    return any(said & set(party.text.lower().split()) for party in parties)


class Paragraph(Record, frozen=True, kw_only=True):
    """A text and all its events."""

    text: str
    events: tuple[GoldEvent, ...]


def paragraphs() -> Iterator[Paragraph]:
    """All of them, in the order of the files."""
    for path in _FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, events = line.partition("||")
                given = tuple(_event(part.strip()) for part in events.split(";") if part.strip())
                yield Paragraph(text=text.strip(), events=given)


def _event(line: str) -> GoldEvent:
    kind, _, parties = line.partition(" ")
    actors, _, recipients = parties.partition(">")
    return GoldEvent(type=kind, actors=_parties(actors), recipients=_parties(recipients))


def _parties(line: str) -> tuple[Party, ...]:
    pairs = (part.strip().rpartition("=") for part in line.split(" & ") if "=" in part)
    return tuple(Party(text=text, country=country) for text, _, country in pairs)
