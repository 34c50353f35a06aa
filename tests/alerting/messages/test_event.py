"""What happened, in plain English."""

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.event import event_lines, happening, status, sureness, told_by
from monitor.alerting.messages.names import country, event_type
from monitor.records import AuxiliaryMode, Event, EventType, ModeReason, Party, PartyReason, Size, Span
from monitor.text.tables import rows
from tests.notify.builders import sanctions

MODES = {(kind, mode) for kind, mode, _ in rows("monitor.annotate.lexicon", "modes.tsv", 3)}
RUSSIA = Party(text="Moscow", start=0, end=6, name="Russia", country="RUS", reason=PartyReason.NAME)


def event(**fields: object) -> Event:
    return replace(sanctions(), **fields)


@pytest.mark.parametrize("kind", EventType)
def test_every_type_has_words_of_its_own(kind: EventType) -> None:
    assert event_type(kind) != event_type(kind).upper()
    assert [event_type(each) for each in EventType].count(event_type(kind)) == 1


@pytest.mark.parametrize(("kind", "mode"), sorted(MODES))
def test_every_mode_that_events_are_given_is_told_by_its_own_words(kind: str, mode: str) -> None:
    told = [(each, name) for each, name, _ in rows("monitor.alerting.messages", "event_types.tsv", 3)]
    assert told.count((kind, mode)) == 1


def test_a_mode_that_has_no_words_is_told_as_its_type() -> None:
    assert event_type(EventType.ASSAULT, "catapult") == event_type(EventType.ASSAULT) == "attack"


def test_countries_go_by_the_names_of_the_gazetteer() -> None:
    known = {code: name for code, name, *_ in rows("monitor.annotate.gazetteer", "tables/countries.tsv", 6)}
    assert {code: country(code) for code in known} == known
    assert country("XXX") == "XXX"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "sanctions or cut in ties, Ministers → Russia"),
        ({"recipients": ()}, "sanctions or cut in ties, Ministers"),
        ({"actors": ()}, "sanctions or cut in ties, somebody not named → Russia"),
        ({"type": EventType.ASSAULT, "mode": "explosives"}, "bomb attack, Ministers → Russia"),
        (
            {"actors": (RUSSIA, Party(text="others", start=0, end=1))},
            "sanctions or cut in ties, Russia and others → Russia",
        ),
    ],
)
def test_what_happened_is_told_with_who_to_whom(fields: dict[str, object], told: str) -> None:
    assert happening(event(**fields)) == told


def test_those_who_do_something_together_are_listed_as_english_does() -> None:
    sides = tuple(Party(text=name, start=0, end=1) for name in ("Karsova", "Oman", "the rebels"))
    talks = event(type=EventType.CONSULT, actors=sides, recipients=())
    assert happening(talks) == "meeting or talks, Karsova, Oman and the rebels"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (PartyReason.PHRASE, "two workers (Denmark)"),
        (PartyReason.OFFICE, "two workers (Denmark)"),
        (PartyReason.TEXT, "two workers"),
        (PartyReason.PLACE, "two workers"),
        (PartyReason.OTHER_SIDE, "two workers"),
    ],
)
def test_whom_a_party_acts_for_is_told_where_it_is_no_guess(reason: PartyReason, told: str) -> None:
    workers = Party(text="two workers", start=0, end=11, country="DNK", reason=reason)
    assert happening(event(recipients=(workers,))).endswith(f"→ {told}")


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (AuxiliaryMode.NEGATED, "denied, it did not happen"),
        (AuxiliaryMode.FUTURE, "planned, not done yet"),
        (AuxiliaryMode.HYPOTHETICAL, "only a possibility"),
        (AuxiliaryMode.HISTORICAL, "years ago"),
    ],
)
def test_whether_it_happened_is_told_with_the_word_that_says_so(mode: AuxiliaryMode, told: str) -> None:
    cue = ModeReason(mode=mode, rule="a rule", cue=Span(text="cue", start=0, end=3))
    assert status(event(**{mode.value: True})) == told
    assert status(event(**{mode.value: True}, mode_reasons=(cue,))) == f"{told} ('cue')"


def test_who_says_it_is_named() -> None:
    mayor = Party(text="the mayor", start=0, end=9)
    assert told_by(event(said_by=mayor)) == "reported as fact, according to the mayor"
    assert status(event(negated=True, future=True)) == "denied, it did not happen; planned, not done yet"


@pytest.mark.parametrize(
    ("confidence", "told"), [(1.0, "high (1.00)"), (0.8, "high (0.80)"), (0.5, "medium (0.50)"), (0.2, "low (0.20)")]
)
def test_how_sure_it_is_is_told_in_a_word_and_a_number(confidence: float, told: str) -> None:
    assert sureness(event(confidence=confidence)) == told


def test_where_and_how_many_is_told_as_far_as_it_is_known() -> None:
    place = Span(text="Arvo", start=0, end=4)
    plain = event(location=place, size=Size(arrested=3, countries=2))
    assert [line.text for line in event_lines(plain) if line.name == "Details"] == ["in Arvo; 3 arrested, 2 countries"]
    norway = event(location=replace(place, text="northern Norway"), location_country="NOR")
    assert [line.text for line in event_lines(norway) if line.name == "Details"] == ["in northern Norway"]
    assert [line.name for line in event_lines(event())] == ["What", "Status"]
