"""What a match carries besides its evidence: the actors that were found, and the events that have to do with them."""

from collections.abc import Sequence

from msgspec.structs import replace

from monitor.match.verdicts.told import MAX_EVENTS
from monitor.match.watchlist import EventIs, Watch
from monitor.records import Event, EventType, Match, Party
from tests.match.builders import actor, article, event, names, only, run, says, watch, watchlist

EU = actor("eu", "European Union", entity="european-union")
RUSSIA = actor("russia", "Russia", entity="russia")
BELARUS = actor("belarus", "Belarus")
TEXT = "The European Union punished Russia. It rained. Moscow accused the West. Belarus met Serbia. All went home."


def told(type_: EventType, trigger: str, sentence: str, **parties: Sequence[str]) -> Event:
    return event(TEXT, type_, trigger, sentence=sentence, **parties)  # type: ignore[arg-type]


PUNISHED = told(
    EventType.SANCTION,
    "punished",
    "The European Union punished Russia.",
    actors=("The European Union",),
    recipients=("Russia",),
)
MOSCOW = Party(text="Moscow", start=TEXT.index("Moscow"), end=TEXT.index("Moscow") + 6, actor="russia", name="Russia")
ACCUSED = told(EventType.ACCUSE, "accused", "Moscow accused the West.", actors=("Moscow",))
MET = told(EventType.CONSULT, "met", "Belarus met Serbia.", actors=("Belarus", "Serbia"))
HOME = told(EventType.RETREAT, "went", "All went home.", actors=("All",))


def found(made: Watch, *events: Event) -> Match:
    return only(run(watchlist(made, actors=(EU, RUSSIA, BELARUS)), article(TEXT, events=events)))


def test_the_actors_are_those_that_were_found_with_their_entities() -> None:
    assert found(watch(names("eu", "russia", "belarus"))).actors == (
        "eu",
        "european-union",
        "russia",
        "belarus",
    )
    assert found(watch(says("rained"))).actors == ()


def test_the_events_that_a_watch_asks_for_come_first_and_are_counted() -> None:
    wanted = EventIs(types=(EventType.CONSULT, EventType.RETREAT))
    match = found(watch(event=wanted), PUNISHED, MET, HOME)
    assert (match.event, match.events, match.asked) == (MET, (MET, HOME), 2)


def test_events_are_those_in_the_sentences_of_the_evidence() -> None:
    match = found(watch(names("belarus")), PUNISHED, MET, HOME)
    assert (match.events, match.asked, match.event) == ((MET,), 0, None)


def test_events_of_an_actor_that_was_found_count_wherever_they_stand() -> None:
    accused = replace(ACCUSED, actors=(MOSCOW,))
    assert found(watch(names("russia")), PUNISHED, accused, MET).events == (PUNISHED, accused)


def test_so_many_events_are_kept() -> None:
    sentences = [f"Belarus met{at} Serbia." for at in range(MAX_EVENTS + 2)]
    text = " ".join(sentences)
    many = tuple(event(text, EventType.CONSULT, f"met{at}", sentence=sentence) for at, sentence in enumerate(sentences))
    wanted = EventIs(types=(EventType.CONSULT,))
    match = only(run(watchlist(watch(event=wanted)), article(text, events=many)))
    assert (len(match.events), match.asked) == (MAX_EVENTS, MAX_EVENTS)
