"""Watches that ask for the country of a party, a meeting, a place, a figure, a speaker."""

import pytest
from msgspec.structs import replace

from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import AtLeast, EventIs, OneOf, Watchlist
from monitor.records import Event, EventType, Match, Party, PartyReason, Size, Span
from tests.match.builders import actor, article, by, event, only, run, watch, watchlist

TEXT = "Gunmen killed 1,200 villagers and soldiers near Gao, the defence ministry said on Monday."
MALI = actor("mali", "Mali", entity="mali")
MALI = replace(MALI, identity=replace(MALI.identity, country="MLI"))
MINISTRY = actor("ministry", "defence ministry")
TOWNS = actor("gao", "Gao")
RUSSIA = OneOf(countries=("RUS",))


def party(
    text: str, words: str, country: str | None, reason: PartyReason = PartyReason.PHRASE, sector: str = ""
) -> Party:
    start = text.index(words) + 1
    return Party(text=words, start=start, end=start + len(words), country=country, reason=reason, sector=sector)


def attack(**parts: object) -> Event:
    """The attack of TEXT, with what else is known of it."""
    return replace(event(TEXT, EventType.ASSAULT, "killed"), **parts)


def span(words: str) -> Span:
    start = TEXT.index(words) + 1
    return Span(text=words, start=start, end=start + len(words))


def desk(wanted: EventIs) -> Watchlist:
    return watchlist(watch(event=wanted), actors=(MALI, MINISTRY, TOWNS))


def matched(wanted: EventIs, event: Event) -> Match | None:
    return next(iter(run(desk(wanted), article(TEXT, events=(event,))).matches), None)


def refusal(wanted: EventIs, event: Event) -> str:
    rejections = run(desk(wanted), article(TEXT, events=(event,))).not_matched
    assert [each.reason for each in rejections if each.reason is not RejectReason.UNTOUCHED] in (
        [],
        [RejectReason.EVENT],
    )
    return rejections[0].detail


def asked(*, quoted: bool = False, **parts: object) -> EventIs:
    return EventIs(types=(EventType.ASSAULT,), quoted=quoted, **parts)  # type: ignore[arg-type]


def shown(match: Match | None) -> dict[str, str]:
    assert match is not None
    return {piece.clause: piece.matched.text for piece in match.evidence}


def test_a_party_of_a_country_counts_though_no_watchlist_lists_it() -> None:
    villagers = attack(recipients=(party(TEXT, "villagers", "MLI"),))
    wanted = asked(recipients=by(country=("MLI", "NER")))
    match = matched(wanted, villagers)
    assert shown(match) == {"event ASSAULT": "killed", "country MLI": "villagers"}
    assert match is not None
    assert match.actors == ("MLI",)
    assert matched(wanted, attack(recipients=(party(TEXT, "villagers", "BFA"),))) is None
    assert matched(wanted, attack(recipients=())) is None
    assert matched(asked(actors=by(country=("MLI",))), villagers) is None


@pytest.mark.parametrize(
    ("reason", "sector", "as_actor", "as_recipient"),
    [
        (PartyReason.NAME, "", True, True),
        (PartyReason.PLACE, "", False, True),
        (PartyReason.PLACE, "COP", True, True),
        (PartyReason.OTHER_SIDE, "GOV", False, False),
        (PartyReason.TEXT, "GOV", False, False),
    ],
)
def test_a_country_that_is_only_supposed_is_not_that_of_a_party(
    reason: PartyReason, sector: str, *, as_actor: bool, as_recipient: bool
) -> None:
    soldiers = party(TEXT, "soldiers", "MLI", reason, sector=sector)
    of_mali = by(country=("MLI",))
    assert bool(matched(asked(actors=of_mali), attack(actors=(soldiers,)))) is as_actor
    assert bool(matched(asked(recipients=of_mali), attack(recipients=(soldiers,)))) is as_recipient


MEETING = "Lavrov met Rubio and Kallas in Geneva."
LAVROV, RUBIO, KALLAS = (
    party(MEETING, name, country) for name, country in (("Lavrov", "RUS"), ("Rubio", "USA"), ("Kallas", None))
)


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "meets"),
    [
        (EventType.CONSULT, (LAVROV, RUBIO), (), True),
        (EventType.CONSULT, (LAVROV,), (RUBIO,), True),
        (EventType.CONSULT, (RUBIO,), (LAVROV, KALLAS), True),
        (EventType.CONSULT, (LAVROV, KALLAS), (), False),
        (EventType.CONSULT, (), (RUBIO,), False),
        (EventType.ACCUSE, (LAVROV, RUBIO), (KALLAS,), True),
        (EventType.ACCUSE, (LAVROV,), (RUBIO,), False),
    ],
)
def test_each_of_those_who_meet_must_be_there_on_either_side(
    kind: EventType, actors: tuple[Party, ...], recipients: tuple[Party, ...], *, meets: bool
) -> None:
    met = replace(event(MEETING, kind, "met"), actors=actors, recipients=recipients)
    wanted = EventIs(types=(kind,), actors=(RUSSIA, OneOf(actors=("rubio",))))
    desk = watchlist(watch(event=wanted), actors=(actor("rubio", "Rubio"),))
    result = run(desk, article(MEETING, events=(met,)))
    assert bool(result.matches) is meets
    if meets:
        assert {"country RUS", "actor rubio"} <= shown(only(result)).keys()


def test_one_who_must_meet_another_stands_on_the_side_that_is_asked_for() -> None:
    met = replace(event(MEETING, EventType.CONSULT, "met"), actors=(LAVROV,), recipients=(RUBIO,))
    desk = watchlist(
        watch(id="actor", event=EventIs(types=(EventType.CONSULT,), actors=by(country=("USA",)))),
        watch(id="recipient", event=EventIs(types=(EventType.CONSULT,), recipients=by(country=("USA",)))),
    )
    assert only(run(desk, article(MEETING, events=(met,)))).watch == "recipient"


def test_an_article_of_other_things_is_less_doubt_where_the_watch_says_where() -> None:
    unsure = attack(location=span("Gao"), location_country="MLI", confidence=0.4, confidence_if_on_topic=0.75)
    assert matched(replace(asked(location=OneOf(countries=("MLI",))), confidence=0.7), unsure) is not None
    assert matched(replace(asked(), confidence=0.7), unsure) is None


def test_an_event_happens_in_a_country_or_in_a_place_that_is_an_actor() -> None:
    near_gao = attack(location=span("Gao"), location_country="MLI")
    assert shown(matched(asked(location=OneOf(countries=("MLI",))), near_gao))["location MLI"] == "Gao"
    assert shown(matched(asked(location=OneOf(actors=("gao",))), near_gao))["actor gao"] == "Gao"
    assert shown(matched(asked(location=OneOf(actors=("mali",))), near_gao))["actor mali"] == "Gao"


def test_a_protest_without_a_place_is_shown_by_who_protests() -> None:
    striking = party(TEXT, "villagers", "MLI")
    protest = replace(attack(location_country="MLI", actors=(striking,)), type=EventType.PROTEST)
    wanted = EventIs(types=(EventType.PROTEST,), location=OneOf(countries=("MLI",)))
    assert "villagers" in shown(matched(wanted, protest)).values()
    assert matched(wanted, replace(protest, actors=())) is None
    assert matched(asked(location=OneOf(countries=("MLI",))), replace(protest, type=EventType.ASSAULT)) is None


def test_an_event_elsewhere_or_nowhere_does_not_happen_there() -> None:
    in_mali = asked(location=OneOf(countries=("MLI",)))
    elsewhere = attack(location=span("Gao"), location_country="NER")
    told = "the event has another place, or none that is known"
    for other in (elsewhere, attack(location=span("Gao")), attack()):
        assert matched(in_mali, other) is None
    assert refusal(in_mali, elsewhere) == f"event ASSAULT in country MLI: {told}"
    assert matched(asked(location=OneOf(actors=("gao",))), attack(location=span("Monday"))) is None


@pytest.mark.parametrize(
    ("size", "gte", "told"),
    [
        (Size(dead=1200), 1200, "1,200 dead"),
        (Size(dead=1200, injured=3), 10, "1,200 dead"),
        (Size(dead=12), 10, "12 dead"),
        (Size(dead=9), 10, None),
        (Size(injured=50), 10, None),
        (None, 1, None),
    ],
)
def test_an_event_is_as_large_as_is_asked_for(size: Size | None, gte: float, told: str | None) -> None:
    match = matched(asked(size=(AtLeast(figure="dead", gte=gte),)), attack(size=size))
    assert (None if match is None else f"size {told}" in shown(match)) is (None if told is None else True)


@pytest.mark.parametrize(
    ("size", "gte", "matches"),
    [(None, 24, True), (None, 25, False), (Size(dead=9), 10, False), (Size(injured=3), 10, True)],
)
def test_dozens_are_at_least_two(size: Size | None, gte: float, *, matches: bool) -> None:
    text = "Gunmen killed dozens of people."
    told = event(text, EventType.ASSAULT, "killed", size=size)
    wanted = EventIs(types=(EventType.ASSAULT,), size=(AtLeast(figure="dead", gte=gte),))
    assert bool(run(watchlist(watch(event=wanted)), article(text, events=(told,))).matches) is matches


def test_the_figure_is_shown_where_it_stands_else_by_the_trigger() -> None:
    wanted = asked(size=(AtLeast(figure="dead", gte=10), AtLeast(figure="troops", gte=2)))
    pieces = shown(matched(wanted, attack(size=Size(dead=1200, troops=40))))
    assert (pieces["size 1,200 dead"], pieces["size 40 soldiers or police"]) == ("1,200", "killed")


def test_what_is_too_small_says_by_how_much() -> None:
    wanted = asked(size=(AtLeast(figure="dead", gte=2000), AtLeast(figure="injured", gte=1)))
    assert refusal(wanted, attack(size=Size(dead=1200))) == (
        "event ASSAULT at least 2,000 dead and 1 injured: the event is smaller than the watch asks, or its size is "
        "not known ('killed' has 1,200 dead and injured unknown, and at least 2,000 dead and 1 injured is asked for)"
    )


def test_an_event_is_said_by_whom_the_watch_asks_for() -> None:
    said = attack(said_by=party(TEXT, "the defence ministry", "MLI"))
    assert shown(matched(asked(said_by=OneOf(actors=("ministry",)), quoted=True), said))["actor ministry"]
    assert shown(matched(asked(said_by=OneOf(countries=("MLI",))), said))["said by MLI"] == "the defence ministry"
    assert shown(matched(asked(quoted=True), said))["said by somebody"] == "the defence ministry"


def test_arrests_by_nobody_are_by_the_authorities_of_the_country() -> None:
    text = "A journalist was arrested and beaten in Gao."
    of_mali = EventIs(types=(EventType.COERCE,), actors=by(country=("MLI",)))
    desk = watchlist(watch(event=of_mali))

    def found(trigger: str, **parts: object) -> bool:
        told = replace(event(text, EventType.COERCE, trigger), **{"location_country": "MLI", **parts})
        return bool(run(desk, article(text, events=(told,))).matches)

    assert found("arrested")
    assert not found("arrested", location_country="NER")
    assert not found("arrested", location_country="")
    assert not found("arrested", actors=(party(text, "journalist", "NER"),))
    assert not found("beaten")


def test_who_tells_of_it_or_protests_there_is_of_where_it_happens() -> None:
    of_mali = by(country=("MLI",))
    villagers = party(TEXT, "villagers", "MLI", PartyReason.PLACE)
    assert matched(asked(said_by=of_mali[0]), attack(said_by=villagers))
    assert matched(asked(actors=of_mali), attack(actors=(villagers,))) is None
    protest = replace(attack(actors=(villagers,)), type=EventType.PROTEST)
    assert matched(EventIs(types=(EventType.PROTEST,), actors=of_mali), protest)
    supposed = replace(protest, actors=(replace(villagers, reason=PartyReason.TEXT),))
    assert matched(EventIs(types=(EventType.PROTEST,), actors=of_mali), supposed) is None


def test_what_nobody_or_somebody_else_says_is_not_said_by_him() -> None:
    wanted = asked(said_by=OneOf(countries=("NER",)), quoted=True)
    assert matched(wanted, attack(said_by=party(TEXT, "the defence ministry", "MLI"))) is None
    assert matched(wanted, attack()) is None
    assert refusal(asked(quoted=True), attack()) == (
        "event ASSAULT said by somebody: somebody else says so, or nobody who is named"
    )
