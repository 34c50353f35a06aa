"""Who did what to whom, over parses written by hand."""

from datetime import date

import pytest

from monitor.annotate.events.coder import code_events
from monitor.records import EntityType, Event, EventType
from tests.annotate.building import named, parsed

PLACE, PERSON, NATIONALITY = EntityType.PLACE, EntityType.PERSON, EntityType.NATIONALITY


def events(spec: str, story: str = "s-1", year: int = 2026, /, **names: EntityType) -> tuple[Event, ...]:
    sentence, document = parsed(spec)
    return code_events([sentence], named(document, **names), document=document, story=story, on=date(year, 3, 2))


def only(spec: str, **names: EntityType) -> Event:
    found = events(spec, "s-1", 2026, **names)
    assert len(found) == 1, found
    return found[0]


def who(event: Event) -> tuple[list[str], list[str]]:
    return [span.text for span in event.actors], [span.text for span in event.recipients]


ATTACK = "Russia/NNP/nsubj/2 attacked/VBD/ROOT/0 Ukraine/NNP/dobj/2"


def test_subject_and_object_are_actor_and_recipient() -> None:
    event = only(ATTACK, Russia=PLACE, Ukraine=PLACE)
    assert event.type is EventType.ASSAULT
    assert who(event) == (["Russia"], ["Ukraine"])
    assert (event.trigger.text, str(event.rule)) == ("attacked", "attack + party")


def test_in_the_passive_the_agent_acts() -> None:
    event = only(
        "Ukraine/NNP/nsubjpass/3 was/VBD/auxpass/3 attacked/VBN/ROOT/0 by/IN/agent/3 Russia/NNP/pobj/4",
        Russia=PLACE,
        Ukraine=PLACE,
    )
    assert who(event) == (["Russia"], ["Ukraine"])


def test_the_object_decides_before_the_verb() -> None:
    lifted = "France/NNP/nsubj/2 lifted/VBD/ROOT/0 sanctions/NNS/dobj/2 on/IN/prep/3 Iran/NNP/pobj/4"
    imposed = lifted.replace("lifted", "imposed")
    assert only(lifted, France=PLACE, Iran=PLACE).type is EventType.CONCEDE
    assert only(imposed, France=PLACE, Iran=PLACE).type is EventType.SANCTION
    assert who(only(imposed, France=PLACE, Iran=PLACE)) == (["France"], ["Iran"])


def test_the_outermost_verb_decides() -> None:
    spec = "France/NNP/nsubj/2 agreed/VBD/ROOT/0 to/TO/aux/4 help/VB/xcomp/2 Iran/NNP/dobj/4"
    assert only(spec, France=PLACE, Iran=PLACE).type is EventType.AGREE
    assert only(spec.replace("agreed", "refused"), France=PLACE, Iran=PLACE).type is EventType.REJECT
    threat = spec.replace("agreed", "threatened").replace("help", "attack")
    event = only(threat, France=PLACE, Iran=PLACE)
    assert (event.type, event.hypothetical) == (EventType.THREATEN, False)
    assert who(event) == (["France"], ["Iran"])


def test_whoever_is_urged_is_the_recipient() -> None:
    event = only(
        "France/NNP/nsubj/2 urged/VBD/ROOT/0 Iran/NNP/nsubj/5 to/TO/aux/5 withdraw/VB/ccomp/2 troops/NNS/dobj/5",
        France=PLACE,
        Iran=PLACE,
    )
    assert event.type is EventType.REQUEST
    assert who(event) == (["France"], ["Iran"])


def test_a_report_is_no_event_but_says_who_says_so() -> None:
    spec = "Kyiv/NNP/nsubj/2 said/VBD/ROOT/0 Russia/NNP/nsubj/4 attacked/VBD/ccomp/2 Odesa/NNP/dobj/4"
    event = only(spec, Kyiv=PLACE, Russia=PLACE, Odesa=PLACE)
    assert event.type is EventType.ASSAULT
    assert event.said_by is not None
    assert event.said_by.text == "Kyiv"


def test_it_in_reported_speech_is_the_speaker() -> None:
    event = only(
        "Iran/NNP/nsubj/2 said/VBD/ROOT/0 it/PRP/nsubj/4 attacked/VBD/ccomp/2 Iraq/NNP/dobj/4", Iran=PLACE, Iraq=PLACE
    )
    assert who(event) == (["Iran"], ["Iraq"])


def test_all_who_meet_are_actors() -> None:
    event = only(
        "Macron/NNP/nsubj/2 met/VBD/ROOT/0 with/IN/prep/2 Putin/NNP/pobj/3 and/CC/cc/4 Xi/NNP/conj/4",
        Macron=PERSON,
        Putin=PERSON,
        Xi=PERSON,
    )
    assert event.type is EventType.CONSULT
    assert who(event) == (["Macron", "Putin", "Xi"], [])


def test_future_help_is_an_agreement() -> None:
    event = only("France/NNP/nsubj/3 will/MD/aux/3 help/VB/ROOT/0 Iran/NNP/dobj/3", France=PLACE, Iran=PLACE)
    assert (event.type, event.future) == (EventType.AGREE, True)


def test_help_denied_is_a_refusal_but_an_attack_denied_stays_one() -> None:
    spec = "France/NNP/nsubj/4 did/VBD/aux/4 not/RB/neg/4 help/VB/ROOT/0 Iran/NNP/dobj/4"
    help_denied = only(spec, France=PLACE, Iran=PLACE)
    assert (help_denied.type, help_denied.negated) == (EventType.REJECT, False)
    attack_denied = only(spec.replace("help", "attack"), France=PLACE, Iran=PLACE)
    assert (attack_denied.type, attack_denied.negated) == (EventType.ASSAULT, True)


def test_may_and_if_make_it_hypothetical() -> None:
    may = "Iran/NNP/nsubj/3 may/MD/aux/3 attack/VB/ROOT/0 Iraq/NNP/dobj/3"
    conditional = "If/IN/mark/3 Iran/NNP/nsubj/3 attacks/VBZ/advcl/6 Iraq/NNP/dobj/3 we/PRP/nsubj/6 leave/VBP/ROOT/0"
    assert only(may, Iran=PLACE, Iraq=PLACE).hypothetical
    assert only(conditional, Iran=PLACE, Iraq=PLACE).hypothetical
    assert not only(ATTACK, Russia=PLACE, Ukraine=PLACE).hypothetical


def test_a_year_gone_by_makes_it_history() -> None:
    spec = f"{ATTACK} in/IN/prep/2 2014/CD/pobj/4"
    (long_ago,) = events(spec, "s-1", 2026, Russia=PLACE, Ukraine=PLACE)
    (then,) = events(spec, "s-1", 2014, Russia=PLACE, Ukraine=PLACE)
    assert (long_ago.historical, then.historical) == (True, False)


def test_a_noun_names_an_event_with_its_owner_and_its_victim() -> None:
    event = only(
        "Russia/NNP/poss/3 's/POS/case/1 attack/NN/nsubj/6 on/IN/prep/3 Kyiv/NNP/pobj/4 hurt/VBD/ROOT/0 all/DT/dobj/6",
        Russia=PLACE,
        Kyiv=PLACE,
    )
    assert event.type is EventType.ASSAULT
    assert who(event) == (["Russia"], ["Kyiv"])


def test_a_warning_about_the_weather_is_no_threat() -> None:
    weather = "Britain/NNP/nsubj/2 warned/VBD/ROOT/0 of/IN/prep/2 floods/NNS/pobj/3"
    assert events(weather, Britain=PLACE) == ()
    threat = weather.replace("floods", "war")
    assert [event.type for event in events(threat, Britain=PLACE)] == [EventType.THREATEN]


def test_nobody_known_no_event() -> None:
    assert events("They/PRP/nsubj/2 welcomed/VBD/ROOT/0 it/PRP/dobj/2") == ()


def test_an_id_depends_on_story_and_content_only() -> None:
    names = {"Russia": PLACE, "Ukraine": PLACE}
    first = only(ATTACK, **names).id
    assert only(f"{ATTACK} today/NN/npadvmod/2", **names).id == first
    assert events(ATTACK, "s-2", 2026, **names)[0].id != first
    assert only(ATTACK.replace("attacked", "criticized"), **names).id != first


def test_an_event_said_twice_is_one() -> None:
    sentence, document = parsed(ATTACK)
    mentions = named(document, Russia=PLACE, Ukraine=PLACE)
    assert len(code_events([sentence, sentence], mentions, document=document, story="s", on=date(2026, 3, 2))) == 1


def days(spec: str, *, dated: bool) -> list[date | None]:
    sentence, document = parsed(spec)
    found = code_events(
        [sentence],
        named(document, Russia=PLACE, Ukraine=PLACE),
        document=document,
        story="s-1",
        on=date(2026, 3, 2),
        dated=dated,
    )
    return [event.day for event in found]


@pytest.mark.parametrize(
    ("when", "day", "undated"),
    [
        ("yesterday/NN/npadvmod/2", date(2026, 3, 1), None),
        ("on/IN/prep/2 Sunday/NNP/pobj/4", date(2026, 3, 1), None),
        ("on/IN/prep/2 February/NNP/pobj/4 20/CD/nummod/5", date(2026, 2, 20), None),
        ("on/IN/prep/2 February/NNP/pobj/4 20/CD/nummod/5 2024/CD/nummod/5", date(2024, 2, 20), date(2024, 2, 20)),
    ],
)
def test_an_article_of_no_certain_day_names_only_whole_dates(when: str, day: date, undated: date | None) -> None:
    spec = f"Russia/NNP/nsubj/2 attacked/VBD/ROOT/0 Ukraine/NNP/dobj/2 {when}"
    assert days(spec, dated=True) == [day]
    assert days(spec, dated=False) == [undated]
