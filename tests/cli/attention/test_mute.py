"""`wirewatch mute` as a person types it."""

import getpass
import json
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.records import AlertKind, Change, ChangeKind, DecisionOutcome, Mute, MuteMatcher, decode
from monitor.stories.index import StoryIndex
from tests.cli.attention.desk import Desk, now, told
from tests.store.builders import NOON, annotated
from tests.stories.builders import article, prose

WATCHLIST = """\
watches:
  - {id: truce, when: {keyword: truce}}
mutes:
  - {watch: truce, publisher: Echo, until: changed, since: %s, reason: from the file}
"""


ACTORS = """\
actors:
  emanuel: {name: Emanuel Quist, type: person}
watches:
  - {id: truce, when: {actor: emanuel}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.told(*(told(number, hours_ago=number, story=f"s-{number}") for number in range(1, 6)))
    return desk


def mutes(desk: Desk) -> list[Mute]:
    return list(desk.store(lambda store: store.mutes(now() - timedelta(days=60))))


def test_a_mute_is_kept_and_shows_what_it_would_have_held(desk: Desk) -> None:
    before = now()
    done = desk.types("mute add --watch truce --for 8h --reason", "known for hours")
    assert done.exit_code == 0, done.output
    (mute,) = mutes(desk)
    assert (mute.matcher, mute.reason, mute.origin) == (MuteMatcher(watch="truce"), "known for hours", "command")
    assert mute.author == getpass.getuser()
    assert timedelta(0) <= mute.until - (before + timedelta(hours=8)) < timedelta(minutes=5)
    lines = done.output.splitlines()
    assert lines[0].startswith(f"{mute.id}  watch truce, until {mute.until:%Y-%m-%d %H:%M}")
    assert lines[1] == "it would have held 5 of the 5 matches of 7 days"
    assert [line.strip() for line in lines[2::2]] == ["Title 1", "Title 2", "Title 3"]
    assert lines[3].endswith("truce · Herald")


def test_a_mute_until_a_change_would_have_held_what_came_before_one(desk: Desk) -> None:
    row = told(9, hours_ago=0.5)
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    desk.told(replace(row, decision=replace(row.decision, changes=(change,))))
    asked = "mute add --watch truce --for 8h --reason x --preview"
    assert "it would have held 6 of the 6 matches" in desk.types(asked).output
    assert "it would have held 5 of the 6 matches" in desk.types(f"{asked} --until-changed").output


def test_all_that_is_given_must_hold(desk: Desk) -> None:
    done = desk.types("mute add --publisher Herald --actor eu --tag wire --story s-2 --for 1h --reason x --preview")
    assert "it would have held 1 of the 5 matches of 7 days\n  Title 2\n" in done.output
    done = desk.types("mute add --publisher Echo --actor eu --for 1h --reason x --preview")
    assert done.stdout == "it would have held 0 of the 5 matches of 7 days\n"


def test_a_preview_mutes_nothing(desk: Desk) -> None:
    assert desk.types("mute add --watch truce --for 8h --reason x --preview").exit_code == 0
    assert mutes(desk) == []


def test_what_is_older_than_seven_days_is_not_in_the_preview(desk: Desk) -> None:
    desk.told(told(9, hours_ago=7 * 24 + 1))
    assert "5 of the 5" in desk.types("mute add --watch truce --for 8h --reason x --preview").output


def test_an_end_and_an_author_can_be_named(desk: Desk) -> None:
    end = (now() + timedelta(days=2)).replace(microsecond=0, second=0)
    done = desk.types(f"mute add --watch truce --until {end:%Y-%m-%dT%H:%MZ} --author anna --reason x")
    assert done.exit_code == 0, done.output
    (mute,) = mutes(desk)
    assert (mute.until, mute.author) == (end, "anna")


def test_one_until_a_change_needs_no_end(desk: Desk) -> None:
    done = desk.types("mute add --story s-1 --until-changed --reason x")
    assert " or a change\n" in done.output
    (mute,) = mutes(desk)
    assert mute.until_changed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--for 8h", "name one at least"),
        ("--watch truce", "a mute has an end"),
        ("--watch truce --for 31d", "a mute lasts at most 30 days"),
        ("--watch truce --for 999999999d", "Error"),
        ("--watch truce --for soon", "'soon' is no duration; expected one such as 90m, 8h or 7d"),
        ("--watch truce --until tomorrow", "'tomorrow' is no moment; expected one such as 2026-10-05T06:30Z"),
        ("--watch truce --until 2020-01-01", "would have ended at 2020-01-01 00:00 UTC"),
        ("--watch truce --for 8h --until 2020-01-01", "give one"),
    ],
)
def test_a_mute_that_cannot_be_is_refused_and_nothing_is_kept(desk: Desk, words: str, expected: str) -> None:
    done = desk.types(f"mute add {words} --reason x")
    assert done.exit_code == 2
    assert expected in done.output
    assert mutes(desk) == []


def test_a_watch_that_nobody_has_is_named_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.told()
    done = desk.types("mute add --watch truze --for 1h --reason x")
    assert "no watchlist here has a watch 'truze'; did you mean 'truce'?" in done.output


def test_an_alert_is_muted_by_its_id_alone_in_its_story_for_eight_hours(desk: Desk) -> None:
    before = now()
    done = desk.types("mute al-2")
    assert done.exit_code == 0, done.output
    (mute,) = mutes(desk)
    assert mute.matcher == MuteMatcher(watch="truce", story="s-2")
    assert mute.reason == "as alert al-2 asked for"
    assert timedelta(0) <= mute.until - (before + timedelta(hours=8)) < timedelta(minutes=5)
    assert "it would have held 1 of the 5 matches" in done.output


def test_an_alert_that_is_muted_is_not_muted_again_unless_for_longer(desk: Desk) -> None:
    desk.types("mute al-2 --author anna")
    (mute,) = mutes(desk)
    for words in ("mute al-2", "mute al-2 --for 1h"):
        again = desk.types(words)
        assert again.output.startswith(f"muted already: {mute.id}  watch truce and story s-2, until ")
        assert mutes(desk) == [mute]
    desk.types("mute al-2 --for 9h")
    assert len(mutes(desk)) == 2
    for each in mutes(desk):
        desk.types(f"mute end {each.id}")
    desk.types("mute al-2")
    assert len(mutes(desk)) == 3


@pytest.mark.parametrize("command", ["mute al-2", "mute add --watch truce --for 1h"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_an_empty_reason_is_refused(desk: Desk, command: str, reason: str) -> None:
    done = desk.types(command, "--reason", reason)
    assert done.exit_code == 2
    assert "it is empty; expected a few words that say why" in done.output
    assert mutes(desk) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--actor xe", "no watchlist here has an actor 'xe'"),
        ("--actor emmanuel", "no watchlist here has an actor 'emmanuel'; did you mean 'emanuel'?"),
        ("--story s-99", "no story 's-99' is known; see `wirewatch stories list`"),
        ("--publisher Heralt", "is of a publisher 'Heralt'; did you mean 'Herald'?"),
    ],
)
def test_what_nothing_is_known_of_is_named_and_muted_all_the_same(tmp_path: Path, words: str, expected: str) -> None:
    desk = Desk(tmp_path, ACTORS)
    desk.told(told())
    done = desk.types(f"mute add {words} --for 1h --reason x")
    assert expected in done.stderr
    assert (done.exit_code, len(mutes(desk))) == (0, 1)


@pytest.mark.parametrize(
    "words", ["--actor eu", "--actor emanuel", "--story s-1", "--publisher herald", "--publisher bbc.example"]
)
def test_what_the_configuration_or_the_store_has_is_known(tmp_path: Path, words: str) -> None:
    desk = Desk(tmp_path, ACTORS)
    desk.told(told())
    made = annotated("a-1")
    item = replace(made, article=replace(made.article, publisher="BBC.example"))
    desk.store(lambda store: store.archive_article(item))
    done = desk.types(f"mute add {words} --for 1h --reason x")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("kind", [AlertKind.SPIKE, AlertKind.ABSENCE, AlertKind.NOTICE, AlertKind.RELEASE])
def test_an_alert_of_no_single_story_mutes_its_watch(desk: Desk, kind: AlertKind) -> None:
    desk.told(told(7, kind=kind))
    assert desk.types("mute al-7 --for 1h --reason busy").exit_code == 0
    (mute,) = mutes(desk)
    assert (mute.matcher, mute.reason) == (MuteMatcher(watch="truce"), "busy")


def test_an_alert_that_nobody_knows_is_an_error(desk: Desk) -> None:
    done = desk.types("mute al-99")
    assert done.exit_code == 1
    assert "no alert 'al-99' is known" in done.output


def test_the_list_has_mutes_of_files_and_commands_with_what_each_holds(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WATCHLIST % f"{now():%Y-%m-%d}")
    desk.told(told())
    desk.types("mute add --watch truce --for 1h --author anna --reason known")
    (made,) = mutes(desk)
    desk.told(*(told(number, outcome=DecisionOutcome.HELD, by=made.id) for number in (11, 12)))
    done = desk.types("mute list")
    assert done.exit_code == 0, done.output
    file = "watch truce and publisher Echo"
    assert done.output.index(made.id) < done.output.index(file), "what ends first is first"
    assert "from the file" in done.output
    assert "by anna" in done.output
    assert "command · holds 2" in done.output
    assert "yaml · holds 0" in done.output
    assert done.output.endswith("2 mutes in force\n")
    listed = [decode(line.encode(), Mute) for line in desk.types("mute list --json").output.splitlines()]
    assert [mute.origin for mute in listed] == ["command", "yaml"]


def test_a_mute_of_a_story_is_listed_with_the_headline_that_was_told_last_and_the_id_for_commands(desk: Desk) -> None:
    desk.types("mute add --story s-2 --for 1h --reason known")
    desk.told(told(8, hours_ago=0.5, story="s-2"), told(9, hours_ago=0, story="s-2", outcome=DecisionOutcome.NOT_TOLD))
    (made,) = mutes(desk)
    lines = desk.types("mute list").output.splitlines()
    assert lines[0] == f"{made.id}  story s-2"
    assert lines[1] == "  Title 8"
    assert lines[2].startswith("  until ")


def test_a_story_that_was_only_held_is_called_by_its_newest_match(desk: Desk) -> None:
    desk.types("mute add --story s-20 --for 1h --reason known")
    desk.told(told(9, story="s-20", outcome=DecisionOutcome.HELD))
    assert "story s-20\n  Title 9\n  until " in desk.types("mute list").output


def test_a_story_that_no_watch_found_is_called_by_its_first_article_and_an_unknown_one_by_its_id(desk: Desk) -> None:
    index = StoryIndex()
    read = article("a-1", prose("other"), title="Sheep", publisher="Herald")
    sketch = index.place(read, NOON).sketch
    entry = index.entry(read, sketch)
    desk.store(lambda store: store.remember_sketch(sketch, entry))
    for story in (sketch.story, "s-99"):
        desk.types(f"mute add --story {story} --for 1h --reason known")
    first, second = sorted(desk.types("mute list").output.split("mute-")[1:], key=lambda shown: "s-99" in shown)
    assert f"story {sketch.story}\n  Sheep\n  until " in first
    assert "story s-99\n  until " in second


def test_a_mute_until_a_change_is_over_once_its_story_was_told(desk: Desk) -> None:
    desk.types("mute add --story s-1 --until-changed --reason known")
    desk.types("mute add --story s-2 --until-changed --reason known")
    assert desk.types("mute list").output.endswith("2 mutes in force\n")
    desk.told(told(9, hours_ago=-0.1, story="s-1"))
    listed = desk.types("mute list")
    assert listed.output.endswith("1 mute in force\n")
    assert "story s-2" in listed.output
    assert "ended " in desk.types("mute list --all").output


def test_a_mute_is_ended_by_the_beginning_of_its_id(desk: Desk) -> None:
    desk.types("mute add --watch truce --for 1h --reason known")
    (made,) = mutes(desk)
    done = desk.types(f"mute end {made.id[:12]}")
    assert done.output == "ended: watch truce; what it held comes now, in one message\n"
    (ended,) = mutes(desk)
    assert ended.ended is not None
    assert desk.types("mute list").output == "0 mutes in force\n"
    assert f"ended {ended.ended:%Y-%m-%d}" in desk.types("mute list --all").output


def test_ending_what_is_no_mute_in_force_or_several_is_an_error(desk: Desk) -> None:
    assert "no mute in force begins with 'mute-'" in desk.types("mute end mute-").output
    for _ in range(2):
        desk.types("mute add --watch truce --for 1h --reason known")
    assert "2 mutes in force begin with 'mute-'" in desk.types("mute end mute-").output


def test_a_mute_of_a_file_is_ended_though_it_stands_there_still(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WATCHLIST % f"{now():%Y-%m-%d}")
    desk.told(told())
    (line,) = desk.types("mute list --json").output.splitlines()
    identity = json.loads(line)["id"]
    done = desk.types(f"mute end {identity}")
    assert done.exit_code == 0, done.output
    assert "it stands in a watchlist still: take it out there as well" in done.output
    assert desk.types("mute list").output == "0 mutes in force\n"
    assert "no mute in force begins" in desk.types(f"mute end {identity}").output


@pytest.mark.parametrize("line", ["mute list", "mute add --watch truce --for 1h --reason x", "mute end m", "mute al-1"])
def test_where_the_program_never_ran_there_is_nothing_to_mute(tmp_path: Path, line: str) -> None:
    done = Desk(tmp_path).types(line)
    assert done.exit_code == 1
    assert "no store yet; `wirewatch run` makes it" in done.output


def test_a_moment_without_a_zone_is_in_utc(desk: Desk) -> None:
    end = (now() + timedelta(days=1)).replace(tzinfo=None, microsecond=0)
    desk.types(f"mute add --watch truce --until {end.isoformat()} --reason x")
    (mute,) = mutes(desk)
    assert mute.until == end.replace(tzinfo=UTC)


def test_an_alert_of_a_watch_that_has_another_id_now_mutes_that(desk: Desk) -> None:
    desk.renamed("truce", "peace")
    assert desk.types("mute al-2").exit_code == 0
    (mute,) = mutes(desk)
    assert mute.matcher == MuteMatcher(watch="peace", story="s-2")


def test_a_mute_until_a_change_is_over_by_what_its_watch_told_under_either_id(desk: Desk) -> None:
    for story in ("s-1", "s-2", "s-3"):
        desk.types(f"mute add --watch truce --story {story} --until-changed --reason known")
    desk.told(told(8, hours_ago=-0.1, story="s-1"))
    desk.renamed("truce", "peace")
    desk.told(told(9, hours_ago=-0.1, story="s-2", watch="peace"))
    listed = desk.types("mute list").output
    assert listed.endswith("1 mute in force\n")
    assert "s-3" in listed
