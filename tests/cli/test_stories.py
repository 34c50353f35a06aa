"""`wirewatch stories` as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.history.stories import stories_group
from monitor.records import Relation
from monitor.stories.index import StoryIndex
from tests.cli.attention.desk import Desk
from tests.stories.builders import article, minutes, prose

QUAKE = "A strong earthquake shook Arvo at dawn. Rescue teams from Tarvik dig in the old town near the harbour."
LATER = (
    "After the strong earthquake that shook Arvo at dawn, rescue teams from Tarvik left the old town near the harbour. "
    "Governor Elma Corvi promised tents for nine thousand people."
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose program has placed a first article, a copy, a follow-up and another story."""
    desk, index = Desk(tmp_path), StoryIndex()
    read = [
        article("a-1", QUAKE, title="Earthquake in Arvo", publisher="Herald"),
        article("a-2", QUAKE, title="Earthquake in Arvo", publisher="Courier"),
        article("a-3", LATER, title="Tents for Arvo after the earthquake", publisher="Lantern"),
        article("a-4", prose("other"), title="Sheep", publisher="Herald"),
    ]
    for number, each in enumerate(read):
        placement = index.place(each, minutes(number))
        entry = index.entry(each, placement.sketch)
        index.remember(placement.sketch)
        desk.store(lambda store, sketch=placement.sketch, entry=entry: store.remember_sketch(sketch, entry))  # type: ignore[misc]
    return desk


def types(desk: Desk, *words: str) -> Result:
    return CliRunner().invoke(stories_group, [*words, "--config", str(desk.directory)])


def test_stories_are_listed_with_their_title_articles_and_publishers_the_newest_last(desk: Desk) -> None:
    lines = types(desk, "list").output.splitlines()
    assert lines[0] == "Earthquake in Arvo"
    assert lines[1].strip() == "2025-03-04 12:02:00 UTC · 3 articles · 3 publishers · 2 independent"
    assert lines[3] == "Sheep"
    assert lines[-1] == "2 stories"


def test_the_newest_alone_are_listed_where_that_is_asked_for(desk: Desk) -> None:
    [story] = [json.loads(line) for line in types(desk, "list", "--last", "1", "--json").output.splitlines()]
    assert (story["title"], story["articles"]) == ("Sheep", 1)


def test_a_story_is_shown_article_by_article_with_what_was_new_in_each(desk: Desk) -> None:
    story = json.loads(types(desk, "list", "--json").output.splitlines()[0])["story"]
    shown = types(desk, "show", story).output
    assert "3 publishers, 2 independent: Herald, Courier, Lantern" in shown
    assert [relation in shown for relation in ("new story", "exact copy", "follow-up")] == [True] * 3
    assert "new: Governor Elma Corvi promised tents for nine thousand people." in shown
    told = json.loads(types(desk, "show", story, "--json").output)
    assert [each["article"] for each in told["articles"]] == ["a-1", "a-2", "a-3"]
    assert told["articles"][1]["new"] == ""  # a copy says nothing new
    assert told["articles"][2]["relation"] == Relation.FOLLOW_UP
    assert {"Elma", "Corvi", "tents"} & set(told["articles"][2]["words"])


def test_a_story_that_nobody_knows_is_refused_with_where_to_look(desk: Desk) -> None:
    refused = types(desk, "show", "s-9")
    assert refused.exit_code == 1
    assert "knows no story 's-9'" in refused.output


def test_where_the_program_never_ran_there_are_no_stories(tmp_path: Path) -> None:
    assert types(Desk(tmp_path), "list").output == "0 stories\n"
