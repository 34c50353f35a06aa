"""Which acknowledgement silences a match."""

from msgspec.structs import replace

from monitor.alerting.attention.acknowledgements import acknowledged
from monitor.records import Acknowledgement
from tests.alerting.builders import NOON, match, minutes


def ack(watch: str = "eu-sanctions", story: str = "s-1", at: float = 10) -> Acknowledgement:
    return Acknowledgement(watch=watch, story=story, author="anna", at=minutes(at))


def test_a_story_is_silent_for_the_watch_that_acknowledged_it_and_for_no_other() -> None:
    assert acknowledged([ack()], match(), NOON) == ack()
    assert acknowledged([ack(watch="other")], match(), NOON) is None
    assert acknowledged([ack(story="s-2")], match(), NOON) is None


def test_the_acknowledgement_of_a_story_that_was_merged_holds() -> None:
    assert acknowledged([ack(story="s-0")], replace(match(), merged=("s-0",)), NOON) is not None


def test_a_material_change_is_not_silenced() -> None:
    assert acknowledged([ack()], match(), NOON, changed=True) is None


def test_an_alert_after_it_ends_an_acknowledgement() -> None:
    assert acknowledged([ack(at=10)], match(), minutes(9)) is not None
    assert acknowledged([ack(at=10)], match(), minutes(10)) is not None, "that was acknowledged"
    assert acknowledged([ack(at=10)], match(), minutes(11)) is None


def test_a_story_can_be_acknowledged_before_it_was_told() -> None:
    assert acknowledged([ack()], match(), None) is not None


def test_one_that_somebody_ended_silences_nothing() -> None:
    assert acknowledged([replace(ack(), ended=minutes(20))], match(), NOON) is None


def test_the_newest_one_counts() -> None:
    assert acknowledged([ack(at=1), ack(at=20), ack(at=5)], match(), minutes(7)) == ack(at=20)
