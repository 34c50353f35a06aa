"""Matches of watches in stories, with the evidence that a test puts in words."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from monitor.identity import content_id
from monitor.records import (
    Article,
    Event,
    EventType,
    Evidence,
    Match,
    Part,
    Relation,
    Severity,
    Span,
    Visibility,
    Withdrawal,
)

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)

TITLE = "EU agrees new sanctions on Russia"
TEXT = "The package was agreed on Monday. Macron said the sanctions would bite, as did NATO. Sanctions work, he said."


def minutes(count: float) -> datetime:
    """The moment so many minutes after noon."""
    return NOON + timedelta(minutes=count)


def article(
    name: str = "a-1", *, title: str = TITLE, text: str = TEXT, publisher: str = "herald.example", old: bool = False
) -> Article:
    return Article(
        id=name,
        feed="herald",
        entry=name,
        url=f"https://herald.example/{name}",
        title=title,
        text=text,
        publisher=publisher,
        published=minutes(-30),
        fetched=NOON,
        old=old,
    )


def elsewhere(name: str, story: str) -> Article:
    """An article of a story that has nothing to do with those of other stories."""
    town = "".join(chr(ord("a") + int(digit, 16)) for digit in sha256(story.encode()).hexdigest()[:9]).capitalize()
    return article(name, title=f"Ferries to {town} stop", text=f"No boat has left for {town} since the storm began.")


def evidence(clause: str, word: str, of: Article | None = None, occurrence: int = 1) -> Evidence:
    """The `occurrence`th place where `word` stands; sentences end with ". " or the title."""
    document = (of or article()).document
    start = -1
    for _ in range(occurrence):
        start = document.index(word, start + 1)
    title_end = document.index("\n")
    in_title = start < title_end
    begin = 0 if in_title else max(title_end + 1, document.rfind(". ", 0, start) + 2)
    stop = document.find(". ", start)
    end = title_end if in_title else len(document) if stop < 0 else stop + 1
    return Evidence(
        clause=clause,
        matched=Span(text=word, start=start, end=start + len(word)),
        sentence=Span(text=document[begin:end], start=begin, end=end),
        field=Part.TITLE if in_title else Part.TEXT,
    )


def event(sentence: Span) -> Event:
    trigger = Span(text="agrees", start=3, end=9)
    return Event(id="e-1", type=EventType.SANCTION, actors=(), recipients=(), trigger=trigger, sentence=sentence)


def match(
    name: str = "a-1",
    *evidences: Evidence,
    watch: str = "eu-sanctions",
    story: str = "s-1",
    relation: Relation = Relation.NEW_STORY,
    visibility: Visibility = Visibility.LIVE,
    of: Article | None = None,
    event: Event | None = None,
    independent: int = 1,
    merged: tuple[str, ...] = (),
    storyline: str = "",
    withdrawal: Withdrawal | None = None,
    routes: tuple[str, ...] = ("desk",),
) -> Match:
    """What `watch` found in the article of this name; those of other stories than the first are about other things."""
    return Match(
        id=content_id("m", watch, name, withdrawal or ""),
        watch=watch,
        watchlist="europe",
        severity=Severity.HIGH,
        routes=routes,
        story=story,
        merged=merged,
        storyline=storyline,
        article=of or (article(name) if story == "s-1" else elsewhere(name, story)),
        relation=relation,
        independent=independent,
        evidence=evidences,
        event=event,
        withdrawal=withdrawal,
        found=minutes(1),
        visibility=visibility,
    )
