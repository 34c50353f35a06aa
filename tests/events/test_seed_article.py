"""The article that the project began with, where it is at hand: its six events, and what it does not say."""

from pathlib import Path

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType
from tests.nlp.articles import placed

SEED = Path(__file__).parents[2].parent / "shared" / "seeds" / "000_9ef5bc52e672a7d6.txt"

if SEED.exists():

    @pytest.fixture(scope="module")
    def events() -> tuple[Event, ...]:
        return InlineAnnotator().annotate_now(placed(SEED.read_text("utf-8"), title="")).events

    def of(events: tuple[Event, ...], kind: EventType, trigger: str) -> Event:
        found = [event for event in events if event.type is kind and event.trigger.text == trigger]
        assert found, [(event.type, event.trigger.text) for event in events]
        return found[0]

    def names(event: Event) -> str:
        return " ".join(span.text for span in (*event.actors, *event.recipients))

    def test_the_pledge_of_the_26_countries_is_an_agreement_not_a_deed(events: tuple[Event, ...]) -> None:
        pledge = of(events, EventType.AGREE, "pledged")
        assert "26 countries" in names(pledge)
        assert pledge.size is not None
        assert pledge.size.countries == 26
        assert EventType.MOBILIZE not in {event.type for event in events if "26" in names(event)}

    def test_the_attack_near_chernihiv_killed_two_of_the_danish_refugee_council(events: tuple[Event, ...]) -> None:
        attack = of(events, EventType.ASSAULT, "attack")
        assert "Russian" in names(attack)
        assert "Danish Refugee Council" in names(attack)
        assert attack.size is not None
        assert attack.size.dead == 2

    def test_macron_warns_of_sanctions_and_nobody_has_been_sanctioned(events: tuple[Event, ...]) -> None:
        warning = of(events, EventType.THREATEN, "warned")
        assert "Macron" in names(warning)
        assert not warning.hypothetical
        assert all(event.hypothetical or event.future for event in events if event.type is EventType.SANCTION)

    def test_russia_refuses_foreign_troops_as_the_spokesperson_says(events: tuple[Event, ...]) -> None:
        refusal = of(events, EventType.REJECT, "accept")
        assert "Moscow" in names(refusal)
        assert refusal.said_by is not None
        assert "spokesperson" in refusal.said_by.text

    def test_the_video_conference_is_a_consultation_with_trump(events: tuple[Event, ...]) -> None:
        conference = of(events, EventType.CONSULT, "held")
        assert "Trump" in names(conference)
        assert conference.recipients == ()

    def test_putin_travelled_to_china(events: tuple[Event, ...]) -> None:
        trips = of(events, EventType.CONSULT, "trips")
        assert "Putin" in names(trips)
        assert "China" in names(trips)

    def test_disinterest_in_talks_is_a_refusal_and_no_talks(events: tuple[Event, ...]) -> None:
        assert "Putin" in names(of(events, EventType.REJECT, "pursuing"))

    def test_who_is_willing_to_back_guarantees_turns_to_ukraine(events: tuple[Event, ...]) -> None:
        assert [span.text for span in of(events, EventType.AGREE, "expressed").recipients] == ["Ukraine"]

    def test_what_was_occupied_before_is_no_attack(events: tuple[Event, ...]) -> None:
        assert "occupied" not in {event.trigger.text for event in events}
