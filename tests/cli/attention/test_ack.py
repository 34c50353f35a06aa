"""`wirewatch ack` as a person types it."""

import getpass
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.actions.acknowledgements import acknowledgements
from monitor.cli.attention.ack import ack_group
from monitor.records import Acknowledgement, AlertKind, decode
from tests.cli.attention.desk import Desk, told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.told(told(1, hours_ago=3), told(2, hours_ago=2, story="s-2"))
    return desk


def acknowledged(desk: Desk) -> list[Acknowledgement]:
    return list(desk.store(lambda store: store.acknowledgements()))


def test_a_story_is_acknowledged_for_a_watch_with_a_comment(desk: Desk) -> None:
    done = desk.types("ack s-1 --watch truce --comment", "we know")
    assert done.output == "acknowledged: truce tells nothing more of s-1 until something material changes\n"
    (made,) = acknowledged(desk)
    assert (made.watch, made.story, made.comment, made.author) == ("truce", "s-1", "we know", getpass.getuser())


def test_an_alert_stands_for_its_watch_and_story(desk: Desk) -> None:
    assert desk.types("ack al-2 --author anna").exit_code == 0
    (made,) = acknowledged(desk)
    assert (made.watch, made.story, made.author) == ("truce", "s-2", "anna")


@pytest.mark.parametrize("kind", [AlertKind.SPIKE, AlertKind.ABSENCE, AlertKind.NOTICE, AlertKind.RELEASE])
def test_an_alert_of_no_single_story_is_not_acknowledged(desk: Desk, kind: AlertKind) -> None:
    desk.told(told(7, kind=kind))
    done = desk.types("ack al-7")
    assert done.exit_code == 1
    assert "alert al-7 is of no single story; `wirewatch mute al-7` mutes its watch" in done.output
    assert acknowledged(desk) == []


def test_a_story_without_a_watch_is_refused(desk: Desk) -> None:
    done = desk.types("ack s-1")
    assert done.exit_code == 2
    assert "no alert 's-1' is known; for a story, say which --watch is to be silent" in done.output


def test_a_story_that_nobody_was_told_of_is_an_error(desk: Desk) -> None:
    done = desk.types("ack s-9 --watch truce")
    assert done.exit_code == 1
    assert "no decision on a story 's-9' is known" in done.output
    assert acknowledged(desk) == []


def test_the_list_says_who_and_since_when_and_leaves_out_what_a_change_has_ended(desk: Desk) -> None:
    desk.types("ack s-1 --watch truce --author anna --comment", "we know")
    desk.types("ack s-2 --watch truce --author bert")
    desk.told(told(3, hours_ago=-1, story="s-2"))  # an alert after the acknowledgement
    done = desk.types("ack list")
    assert "truce  s-1\n  Title 1\n  we know\n  by anna · " in done.output
    assert done.output.endswith("1 acknowledgement in force\n")
    everything = desk.types("ack list --all")
    assert "by bert" in everything.output
    assert "by a change" in everything.output
    (line,) = desk.types("ack list --json").output.splitlines()
    assert decode(line.encode(), Acknowledgement).story == "s-1"


def test_what_is_acknowledged_keeps_who_said_so_and_why_until_a_new_comment_takes_their_place(desk: Desk) -> None:
    desk.types("ack s-1 --watch truce --author anna --comment", "we know")
    (first,) = acknowledged(desk)
    again = desk.types("ack s-1 --watch truce --author bert")
    assert again.output.startswith(f"already acknowledged by anna at {first.at:%Y-%m-%d %H:%M}")
    assert "(we know): truce tells nothing more of s-1" in again.output
    assert acknowledged(desk) == [first]
    assert "already acknowledged by anna" in desk.types("ack al-1 --author bert --comment", "on the front page").output
    (made,) = acknowledged(desk)
    assert (made.author, made.comment) == ("bert", "on the front page")


def test_what_has_ended_is_acknowledged_anew(desk: Desk) -> None:
    desk.types("ack s-1 --watch truce --author anna")
    desk.types("ack end s-1")
    assert desk.types("ack s-1 --watch truce --author bert").output.startswith("acknowledged: truce")
    (made,) = acknowledged(desk)
    assert (made.author, made.ended) == ("bert", None)


def test_an_alert_ends_the_acknowledgement_of_its_watch_alone(desk: Desk) -> None:
    desk.told(told(5, watch="rain"))
    desk.types("ack al-1")
    desk.types("ack al-5")
    assert desk.types("ack end al-1").output == "1 acknowledgement ended\n"
    assert {each.watch: each.ended is None for each in acknowledged(desk)} == {"truce": False, "rain": True}
    desk.types("ack al-1")
    assert desk.types("ack end s-1").output == "2 acknowledgements ended\n"


def test_an_acknowledgement_can_be_ended_by_hand(desk: Desk) -> None:
    desk.types("ack s-1 --watch truce")
    assert desk.types("ack end s-1").output == "1 acknowledgement ended\n"
    (made,) = acknowledged(desk)
    assert made.ended is not None
    assert desk.types("ack list").output == "0 acknowledgements in force\n"
    assert "by hand" in desk.types("ack list --all").output
    again = desk.types("ack end s-1")
    assert again.exit_code == 1
    assert "nothing of 's-1' is acknowledged" in again.output


def test_only_the_watch_that_is_named_ends_its_own(desk: Desk) -> None:
    desk.types("ack s-1 --watch truce")
    assert desk.types("ack end s-1 --watch other").exit_code == 1
    assert desk.types("ack end al-1 --watch truce").exit_code == 0


def test_where_the_program_never_ran_there_is_nothing_to_acknowledge(tmp_path: Path) -> None:
    done = Desk(tmp_path).types("ack s-1 --watch truce")
    assert done.exit_code == 1
    assert "no store yet; `wirewatch run` makes it" in done.output


@pytest.mark.parametrize("words", ["", "--help"])
def test_the_commands_are_shown_where_none_is_asked_for(words: str) -> None:
    assert "list" in CliRunner().invoke(ack_group, words.split()).output


def test_an_alert_of_a_watch_that_has_another_id_now_is_acknowledged_for_that(desk: Desk) -> None:
    desk.renamed("truce", "peace")
    desk.told(told(3, hours_ago=1, story="s-2", watch="peace"))
    assert desk.types("ack al-2").output.startswith("acknowledged: peace tells nothing more of s-2")
    assert desk.types("ack s-1 --watch truce").output.startswith("acknowledged: peace")
    assert [each.watch for each in acknowledged(desk)] == ["peace", "peace"]
    assert desk.types("ack al-2").output.startswith("already acknowledged")
    assert desk.types("ack end al-2").output == "1 acknowledgement ended\n"
    assert desk.types("ack end s-1 --watch truce").output == "1 acknowledgement ended\n"


def test_what_was_told_under_the_old_id_after_an_acknowledgement_has_ended_it(desk: Desk) -> None:
    desk.types("ack s-2 --watch truce")
    desk.told(told(3, hours_ago=-1, story="s-2"))
    desk.renamed("truce", "peace")
    desk.told(told(4, hours_ago=-2, story="s-2", watch="peace"))
    assert desk.types("ack list").output == "0 acknowledgements in force\n"
    (given,) = desk.store(acknowledgements)
    assert given.told is not None
    assert given.told.subject == "m-3"
