"""`wirewatch search` as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.watch.search import search_command
from tests.cli.attention.desk import Desk
from tests.match.builders import article


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose program has archived three articles."""
    desk = Desk(tmp_path)
    read = [
        article("Talks on a truce began in Geneva.", id="a-1", title="Talks begin", publisher="Herald"),
        article("A truce holds. Talks go on.", id="a-2", title="A truce", publisher="Courier"),
        article("Sheep were counted. Emmanuel Macron was there.", id="a-3", title="Sheep", publisher="Lantern"),
    ]
    for each in read:
        desk.store(lambda store, each=each: store.archive_article(each))  # type: ignore[misc]
    return desk


def types(desk: Desk, *words: str) -> Result:
    return CliRunner().invoke(search_command, [*words, "--config", str(desk.directory)])


def test_what_is_found_is_shown_with_its_sentence_the_newest_first(desk: Desk) -> None:
    lines = types(desk, "truce").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "2026-03-02 09:00:00 UTC  A truce",
        "2026-03-02 09:00:00 UTC  Talks begin",
    ]
    assert lines[2].strip() == "Courier · https://news.example/1"
    assert lines[4].strip() == "Talks on a truce began in Geneva."
    assert "2 articles" in types(desk, "truce").stderr


def test_the_line_asks_for_what_a_watch_would(desk: Desk) -> None:
    found = types(desk, "truce NEAR/3 talks", "--json").stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in found] == ["a-1"]
    assert types(desk, "truce -geneva", "--last", "1").stdout.splitlines()[0].endswith("A truce")


def test_an_actor_of_the_gazetteer_is_known_by_its_id_there(desk: Desk) -> None:
    assert "Sheep" in types(desk, "actor:emmanuel-macron").stdout


def test_what_is_wrong_is_pointed_at(desk: Desk) -> None:
    refused = types(desk, "truce AND actor:nobodie")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[1:] == [
        "truce AND actor:nobodie",
        "          ^ column 11: unknown actor or group 'nobodie'",
    ]
    refused = types(desk, "truce AND (talks")
    assert refused.stderr.splitlines()[2] == "                ^ column 17: expected ')' for the '(' in column 11"


def test_a_watchlist_that_is_not_there_is_named(desk: Desk) -> None:
    refused = types(desk, "truce", "--watchlist", "nowhere")
    assert "there is no watchlist 'nowhere'" in str(refused.exception)
