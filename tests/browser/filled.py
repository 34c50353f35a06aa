"""A store that has something for every screen; its texts are what a test says that feeds wrote."""

from dataclasses import dataclass

from msgspec.structs import replace

from monitor.records import (
    Acknowledgement,
    Alert,
    AnnotatedArticle,
    DecisionOutcome,
    DecisionReason,
    DeliveryState,
    EntityType,
    Event,
    EventType,
    Feedback,
    Mention,
    Party,
    Severity,
    Span,
    Verdict,
)
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from monitor.stories.entry import StoryEntry
from monitor.web.pages.text import link
from tests.store.builders import NOON, alert, annotated, decided, delivery, minutes, sketch

SEVERITIES = tuple(Severity)
OUTCOMES = tuple(DecisionOutcome)


@dataclass(frozen=True)
class Wrote:
    """What a publisher wrote."""

    text: str = "Ministers agree on a ceasefire in Karsowa"
    url: str = "https://bbc.example/1"

    def told(self, number: int) -> Alert:
        """The alert of a story of its own."""
        return replace(
            alert(number, raised=NOON - minutes(number)),
            watchlist="morning",
            story=f"s-{number}",
            article=f"a-{number}",
            title=f"{self.text} {number}",
            sentence=f"{self.text} {number}, it said.",
            matched=("ceasefire", self.text[:40]),
            publisher=self.text[:200],
            url=self.url,
            severity=SEVERITIES[number % len(SEVERITIES)],
        )

    def article(self, number: int) -> AnnotatedArticle:
        """The article of that story."""
        made = annotated(f"a-{number}", fetched=NOON - minutes(number))
        text = replace(
            made.article, title=f"{self.text} {number}", text=self.text, url=link(self.url), publisher=self.text[:200]
        )
        return replace(made, story=f"s-{number}", article=text, mentions=(self.mention(),), events=(self.event(),))

    def mention(self) -> Mention:
        """A name in it."""
        return Mention(
            type=EntityType.PERSON, text=self.text[:200], start=0, end=9, actor="macron", name=self.text[:200]
        )

    def event(self) -> Event:
        """What it says that he did."""
        macron = Party(text=self.text[:200], start=0, end=9, actor="macron", name=self.text[:200])
        other = Party(text=self.text[:200], start=0, end=9, country="UKR", sector="MIL")
        words = Span(text=self.text, start=0, end=len(self.text))
        return Event(
            id="e-1",
            type=EventType.SANCTION,
            actors=(macron,),
            recipients=(other,),
            trigger=words,
            sentence=words,
            location_country="UKR",
        )

    def entry(self, number: int) -> StoryEntry:
        """The article in its story."""
        placed = sketch(f"a-{number}", placed=NOON - minutes(number), story=f"s-{number}")
        return StoryEntry(
            article=placed.article,
            story=placed.story,
            relation=placed.relation,
            at=placed.placed,
            title=f"{self.text} {number}",
            url=self.url,
            publisher=self.text[:200],
            new=self.text,
            words=(self.text[:40],),
        )

    def judged(self, number: int) -> Feedback:
        """What somebody made of that alert."""
        told = self.told(number)
        return Feedback(
            alert=told.id,
            watch=told.watch,
            article=told.article,
            verdict=tuple(Verdict)[number % 2],
            note=self.text[:200],
            author="anna",
            at=NOON,
        )

    def decision(self, number: int) -> DecisionRow:
        """What became of the match in it."""
        outcome = OUTCOMES[number % len(OUTCOMES)]
        row = decided(
            f"m-{number}",
            outcome,
            until=NOON + minutes(number) if outcome is DecisionOutcome.HELD else None,
            at=NOON - minutes(number),
            watchlist="morning",
            story=f"s-{number}",
            article=f"a-{number}",
            title=self.text,
            url=self.url,
            publisher=self.text[:200],
            detail=self.text,
        )
        if outcome is not DecisionOutcome.NOT_TOLD:
            return row
        return replace(row, decision=replace(row.decision, reason=DecisionReason.NOTHING_MATERIAL))


async def fill(store: MemoryStore, wrote: Wrote = Wrote(), count: int = 12) -> None:
    """Writes `count` stories with all that became of them into `store`."""
    for number in range(count):
        await store.archive_alert(wrote.told(number))
        await store.archive_article(wrote.article(number))
        placed = sketch(f"a-{number}", placed=NOON - minutes(number), story=f"s-{number}")
        await store.remember_sketch(placed, wrote.entry(number))
    await store.record_decisions([wrote.decision(number) for number in range(count)])
    await store.remember_acknowledgement(
        Acknowledgement(watch="ceasefire", story=f"s-{count - 1}", comment=wrote.text[:200], author="anna", at=NOON)
    )
    for number in range(min(count, 2)):
        await store.remember_feedback(wrote.judged(number))
    await store.enqueue(
        [
            replace(delivery(number, state=state), alert=wrote.told(number), error=wrote.text)
            for number, state in enumerate(DeliveryState)
        ]
    )
