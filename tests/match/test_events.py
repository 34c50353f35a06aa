"""Watches that ask for an event."""

import pytest
from msgspec.structs import replace

from monitor.match.conditions.telling import sureness
from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, EventIs, Modality, Scope, Watch, Watchlist
from monitor.records import AuxiliaryMode, Deed, Event, EventType, Party, PartyReason, Span
from tests.match.builders import actor, article, by, event, only, run, says, watch, watchlist, word

EU = actor("eu", "European Union", word("EU", exact=True), "Union", entity="european-union")
RUSSIA = actor("russia", "Russia", "Moscow")
BELARUS = actor("belarus", "Belarus")
TEXT = "It rained. The European Union imposed sanctions on Russia. Belarus was spared."
DEFAULT = ", and asserted or future is asked for)"
SANCTION = "The European Union imposed sanctions on Russia."


def desk(wanted: EventIs, **fields: object) -> Watchlist:
    made = Watch(**{"id": "w", "event": wanted} | fields)  # type: ignore[arg-type]
    return watchlist(made, actors=(EU, RUSSIA, BELARUS))


def sanctions(**flags: object) -> Event:
    parties = {"actors": ("The European Union",), "recipients": ("Russia",)} | flags
    return event(TEXT, EventType.SANCTION, "imposed", sentence=SANCTION, **parties)  # type: ignore[arg-type]


def outcome(wanted: EventIs, *events: Event, **fields: object) -> str:
    """ "match", or why not."""
    result = run(desk(wanted, **fields), article(TEXT, events=events))
    if result.matches:
        return "match"
    return result.rejections[0].detail.rpartition(": ")[2] if result.rejections else "not looked at"


def wanted(*types: EventType, **fields: object) -> EventIs:
    return EventIs(**{"types": types or (EventType.SANCTION,)} | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (wanted(), "match"),
        (wanted(EventType.SANCTION, EventType.ACCUSE), "match"),
        (wanted(EventType.ACCUSE), "not looked at"),
        (wanted(actors=by("eu")), "match"),
        (wanted(actors=by("belarus", "eu")), "match"),
        (wanted(actors=by("russia")), "the event has another actor"),
        (wanted(recipients=by("russia", "belarus")), "match"),
        (wanted(recipients=by("belarus")), "the event has another recipient"),
        (wanted(actors=by("eu"), recipients=by("russia")), "match"),
        (wanted(actors=by("russia"), recipients=by("eu")), "the event has another actor"),
        (wanted(EventType.ACCUSE, actors=by("eu")), "no event of this type"),
    ],
)
def test_type_and_parties_are_those_asked_for(asked: EventIs, expected: str) -> None:
    assert outcome(asked, sanctions()) == expected


def test_an_unknown_role_never_satisfies_a_required_one() -> None:
    by_nobody = sanctions(actors=())
    assert outcome(wanted(actors=by("eu")), by_nobody) == "the event has another actor"
    assert outcome(wanted(recipients=by("russia")), by_nobody) == "match"
    assert outcome(wanted(recipients=by("russia")), sanctions(recipients=())) == "the event has another recipient"


def test_a_party_without_a_name_is_the_actor_that_it_stands_for() -> None:
    bloc = replace(
        sanctions(), actors=(Party(text="It", start=1, end=3, actor="european-union", name="European Union"),)
    )
    assert outcome(wanted(actors=by("eu")), bloc) == "match"
    assert outcome(wanted(actors=by("russia")), bloc) == "the event has another actor"
    assert outcome(wanted(recipients=by("eu")), bloc) == "the event has another recipient"


def test_a_party_is_named_as_whole_words_within_its_span_or_around_it() -> None:
    assert outcome(wanted(actors=by("belarus")), sanctions(actors=("Belarus was",))) == "match"
    assert outcome(wanted(actors=by("eu")), sanctions(actors=("Union",))) == "match"
    assert outcome(wanted(actors=by("russia")), sanctions(actors=("on Russ",))) == "the event has another actor"


@pytest.mark.parametrize(
    ("flags", "asked", "expected"),
    [
        ({}, {}, "match"),
        ({"future": True}, {}, "match"),
        ({"negated": True}, {}, "('imposed' is negated" + DEFAULT),
        ({"hypothetical": True}, {}, "is hypothetical" + DEFAULT),
        ({"historical": True}, {}, "is historical" + DEFAULT),
        (
            {"future": True, "hypothetical": True},
            {},
            " is hypothetical" + DEFAULT,
        ),
        ({"future": True, "hypothetical": True}, {"modality": (Modality.HYPOTHETICAL,)}, "match"),
        (
            {"future": True, "hypothetical": True},
            {"modality": (Modality.FUTURE,)},
            "hypothetical, and future is asked for)",
        ),
        ({"historical": True}, {"modality": (Modality.HISTORICAL,)}, "match"),
        ({"negated": True}, {"modality": (Modality.NEGATED,)}, "match"),
        ({"negated": True, "future": True}, {"modality": (Modality.NEGATED,)}, "match"),
        ({"negated": True, "future": True}, {"modality": (Modality.FUTURE,)}, "is negated, and future is asked for)"),
        ({}, {"modality": (Modality.NEGATED,)}, "is asserted, and negated is asked for)"),
        ({"negated": True}, {"negated": True}, "match"),
        ({"negated": True, "future": True}, {"negated": True}, "match"),
        ({"negated": True}, {"negated": False}, "against what the watch asks"),
        ({}, {"negated": True}, "against what the watch asks"),
        (
            {"hypothetical": True, "negated": True},
            {"negated": True},
            "is hypothetical" + DEFAULT,
        ),
    ],
)
def test_modality_and_polarity(flags: dict[str, bool], asked: dict[str, object], expected: str) -> None:
    assert outcome(wanted(**asked), sanctions(**flags)).endswith(expected)


def test_who_meets_whom_is_met_by_him_too() -> None:
    text = "Russia and the EU met. Belarus and Russia fought."
    meeting = event(text, EventType.CONSULT, "met", actors=("Russia", "the EU"))
    attack = event(text, EventType.ASSAULT, "fought", actors=("Belarus", "Russia"))

    def meets(kind: EventType, one: str, other: str) -> bool:
        asked = EventIs(types=(kind,), actors=by(one), recipients=by(other))
        return bool(run(desk(asked), article(text, events=(meeting, attack))).matches)

    assert meets(EventType.CONSULT, "eu", "russia")
    assert meets(EventType.CONSULT, "russia", "eu")
    assert not meets(EventType.CONSULT, "russia", "russia")
    assert not meets(EventType.CONSULT, "russia", "belarus")
    assert not meets(EventType.ASSAULT, "russia", "belarus")


@pytest.mark.parametrize(
    ("scope", "word_asked", "matches"),
    [
        (Scope.SENTENCE, "Russia", True),
        (Scope.SENTENCE, "rained", False),
        (Scope.PARAGRAPH, "rained", True),
        (Scope.DOCUMENT, "spared", True),
    ],
)
def test_words_and_event_must_both_hold_within_the_scope(scope: Scope, word_asked: str, *, matches: bool) -> None:
    both = desk(wanted(), when=says(word_asked), scope=scope)
    result = run(both, article(TEXT, events=(sanctions(),)))
    assert bool(result.matches) is matches
    if not matches:
        assert [rejection.reason for rejection in result.rejections] == [RejectReason.EVENT_SCOPE]


def test_without_the_words_the_event_is_not_enough() -> None:
    both = desk(wanted(), when=All(conditions=(says("spared"), says("snow"))))
    (rejection,) = run(both, article(TEXT, events=(sanctions(),))).rejections
    assert (rejection.reason, rejection.detail) == (RejectReason.MISSING, 'word "snow"')


def test_the_event_that_stands_where_the_words_are_is_the_one_shown() -> None:
    text = "The EU imposed sanctions on Russia. Moscow then sanctioned the Union."
    first = event(text, EventType.SANCTION, "imposed", actors=("The EU",), sentence=text.split(". ", maxsplit=1)[0])
    second = event(text, EventType.SANCTION, "sanctioned", actors=("Moscow",))
    both = desk(wanted(), when=says("Moscow"))
    assert only(run(both, article(text, events=(second, first)))).event == second
    assert only(run(desk(wanted()), article(text, events=(second, first)))).event == first


def test_the_evidence_shows_trigger_and_parties() -> None:
    match = only(run(desk(wanted(actors=by("eu"), recipients=by("russia"))), article(TEXT, events=(sanctions(),))))
    assert [(piece.clause, piece.matched.text) for piece in match.evidence] == [
        ("actor eu", "European Union"),
        ("event SANCTION", "imposed"),
        ("actor russia", "Russia"),
    ]
    assert {piece.sentence.text for piece in match.evidence} == {SANCTION}


@pytest.mark.parametrize(("confidence", "told"), [(0.69, False), (0.7, True), (0.71, True)])
def test_an_event_is_told_from_the_confidence_on_that_the_watch_asks_for(confidence: float, told: bool) -> None:
    result = run(desk(wanted(confidence=0.7)), article(TEXT, events=(replace(sanctions(), confidence=confidence),)))
    assert bool(result.matches) is told


@pytest.mark.parametrize(
    ("confidences", "found", "unsure"),
    [((0.71,), [0.71], False), ((0.4,), [0.4], True), ((0.39,), [], False), ((0.5, 0.9, 0.6), [0.9], False)],
)
def test_an_event_less_sure_than_the_watch_asks_is_for_digests_where_there_is_no_surer_one(
    confidences: tuple[float, ...], found: list[float], unsure: bool
) -> None:
    asked = desk(wanted(confidence=0.7, digest=0.4))
    told = tuple(replace(sanctions(), confidence=confidence) for confidence in confidences)
    matches = run(asked, article(TEXT, events=told)).matches
    assert [each.confidence for match in matches for each in match.events[: match.asked]] == found
    assert any(match.unsure for match in matches) is unsure


def test_another_event_is_no_less_sure_one() -> None:
    asked = wanted(actors=by("russia"), confidence=0.7, digest=0.1)
    assert outcome(asked, replace(sanctions(), confidence=0.5)) == "the event has another actor"


def test_an_event_that_stays_below_says_by_how_much_and_which_came_nearest() -> None:
    unsure = tuple(replace(sanctions(), confidence=confidence) for confidence in (0.31, 0.66, 0.4))
    result = run(desk(wanted(actors=by("eu"), confidence=0.7)), article(TEXT, events=unsure))
    assert result.matches == ()
    [rejection] = result.rejections
    assert rejection.reason is RejectReason.EVENT
    assert rejection.detail == (
        "event SANCTION with actor eu: the event is less sure than the watch asks "
        "('imposed' has a confidence of 0.66, and 0.70 is asked for)"
    )


def test_a_sure_event_with_another_actor_is_no_question_of_confidence() -> None:
    asked = wanted(actors=by("russia"), confidence=0.7)
    assert outcome(asked, replace(sanctions(), confidence=0.9)) == "the event has another actor"
    assert outcome(asked, replace(sanctions(), confidence=0.1)) == "the event has another actor"


def test_the_parties_of_a_match_have_the_country_and_sector_that_its_watchlist_gives_them() -> None:
    guild = actor("guild", "European Union", country="BEL", sector="IGO")
    other = actor("guild", "European Union", country="LUX")
    told = [
        only(
            run(watchlist(watch(event=wanted(actors=by("guild"))), actors=(who,)), article(TEXT, events=(sanctions(),)))
        )
        for who in (guild, other)
    ]
    parties = [(party.country, party.sector) for match in told if match.event for party in match.event.actors]
    assert parties == [("BEL", "IGO"), ("LUX", None)]
    assert [match.event and match.event.recipients for match in told] == [sanctions().recipients] * 2


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ({"actors": by("eu")}, {}, "match"),
        ({"recipients": by("russia")}, {}, "asked for)"),  # nobody doubts who that is
        ({}, {}, "asked for)"),  # the watch knows no more of anybody
        ({"actors": by("eu")}, {"country": "BEL"}, "asked for)"),
    ],
)
def test_the_doubt_about_a_name_that_the_annotator_does_not_know_is_none_where_the_watchlist_knows_it(
    asked: dict[str, tuple[str, ...]], known: dict[str, str], expected: str
) -> None:
    unsure = replace(sanctions(), confidence=0.5, confidence_if_known=0.9)
    actors, recipients = (
        tuple(replace(party, reason=PartyReason.NAME, **told) for party in parties)
        for parties, told in ((unsure.actors, known), (unsure.recipients, {"country": "RUS"}))
    )
    told = replace(unsure, actors=actors, recipients=recipients)
    assert outcome(wanted(confidence=0.7, **asked), told).endswith(expected)
    if expected == "match":
        match = only(run(desk(wanted(confidence=0.7, **asked)), article(TEXT, events=(told,))))
        assert match.event
        assert match.event.confidence == 0.9


PLANNED = Deed(type=EventType.AID, modes=(AuxiliaryMode.FUTURE,))
REFUSED = Deed(type=EventType.RETREAT, modes=(AuxiliaryMode.NEGATED, AuxiliaryMode.FUTURE))
FEARED = Deed(type=EventType.ASSAULT, modes=(AuxiliaryMode.FUTURE, AuxiliaryMode.HYPOTHETICAL))


@pytest.mark.parametrize(
    ("type_", "deed", "asked", "expected"),
    [
        (EventType.AGREE, PLANNED, wanted(EventType.AID), "match"),
        (EventType.AGREE, PLANNED, wanted(EventType.AGREE), "match"),
        (EventType.AGREE, None, wanted(EventType.AID), "not looked at"),
        (EventType.AGREE, PLANNED, wanted(EventType.AID, modality=(Modality.ASSERTED,)), "asserted is asked for)"),
        (EventType.AGREE, PLANNED, wanted(EventType.AID, recipients=by("belarus")), "the event has another recipient"),
        (EventType.REJECT, REFUSED, wanted(EventType.RETREAT, negated=True), "match"),
        (EventType.REJECT, REFUSED, wanted(EventType.RETREAT, negated=False), "against what the watch asks"),
        (EventType.REJECT, REFUSED, wanted(EventType.REJECT, negated=False), "match"),
        (EventType.THREATEN, FEARED, wanted(EventType.ASSAULT), "hypothetical" + DEFAULT),
        (EventType.THREATEN, FEARED, wanted(EventType.ASSAULT, modality=(Modality.HYPOTHETICAL,)), "match"),
    ],
)
def test_who_asks_for_a_deed_is_told_of_words_about_it(
    type_: EventType, deed: Deed | None, asked: EventIs, expected: str
) -> None:
    assert outcome(asked, replace(sanctions(), type=type_, deed=deed)).endswith(expected)


def test_the_evidence_says_what_words_are_about() -> None:
    told = replace(sanctions(), type=EventType.AGREE, deed=PLANNED)
    match = only(run(desk(wanted(EventType.AID)), article(TEXT, events=(told,))))
    assert match.evidence[0].clause == "event AGREE to AID"
    assert match.event
    assert (match.event.type, match.event.future) == (EventType.AGREE, False)


@pytest.mark.parametrize(
    ("asks_modes", "known", "expected"),
    [(True, None, "match"), (False, None, "asked for)"), (True, 0.6, "match"), (False, 0.6, "asked for)")],
)
def test_a_mode_is_no_doubt_where_the_watch_asks_for_it(asks_modes: bool, known: float | None, expected: str) -> None:
    unsure = replace(
        sanctions(), hypothetical=True, confidence=0.3, confidence_if_asserted=0.75, confidence_if_known=known
    )
    asked = wanted(confidence=0.7, modality=(Modality.HYPOTHETICAL,), asks_modes=asks_modes)
    assert outcome(asked, unsure).endswith(expected)


@pytest.mark.parametrize(
    ("figures", "expected"), [((0.4, None, None), 0.4), ((0.5, 0.8, None), 0.8), ((0.5, 0.8, 0.8), 0.941)]
)
def test_two_doubts_that_fall_away_add_up(figures: tuple[float, float | None, float | None], expected: float) -> None:
    confidence, if_known, if_asserted = figures
    told = replace(sanctions(), confidence=confidence, confidence_if_known=if_known, confidence_if_asserted=if_asserted)
    assert sureness(told) == expected
    assert sureness(told, known=False, asserted=False) == confidence


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (wanted(confidence=0.7, actors=by("eu")), "match"),
        (wanted(confidence=0.7, recipients=by("russia")), "match"),
        (wanted(confidence=0.7), "asked for)"),
    ],
)
def test_an_article_of_other_things_is_less_doubt_where_the_watch_says_of_whom(asked: EventIs, expected: str) -> None:
    unsure = replace(sanctions(), confidence=0.4, confidence_if_on_topic=0.75)
    assert outcome(asked, unsure).endswith(expected)


@pytest.mark.parametrize(("in_title", "meets"), [(True, True), (False, False)])
def test_an_event_that_the_title_tells_too_meets_the_words_of_the_title(in_title: bool, meets: bool) -> None:
    title = "EU hits Russia over tanker"
    told = event(f"{title}\n{TEXT}", EventType.SANCTION, "imposed", sentence=SANCTION)
    moved = replace(told, in_title=in_title, trigger=back(told.trigger), sentence=back(told.sentence))
    made = desk(wanted(), when=says("tanker"))
    assert bool(run(made, article(TEXT, title=title, events=(moved,))).matches) == meets


def back(span: Span) -> Span:
    """`span` of an article that has a title, which `event` knows nothing of."""
    return replace(span, start=span.start - 1, end=span.end - 1)
