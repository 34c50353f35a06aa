"""`wirewatch check` as a person types it: one verdict with the program, and who the actors are."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.check import check_command
from tests.config.builders import directory

ACTORS = """
actors:
  trump: {name: Donald Trump, type: person, wikidata: Q22686, aliases: [{text: Trump, case: exact}]}
  okafor: {name: Kemi Okafor, type: person}
"""
WATCHES = """
watches:
  - id: trump
    when: {actor: trump}
    tests:
      - "Donald Trump spoke."
      - {text: "Ivanka Trump opened a hotel in Rome.", match: false}
      - {text: "The French president spoke on Monday.", match: false}
"""
OFFICE = '      - "The US president spoke on Monday."\n'
EVENT = """
  - id: other
    event: {type: ASSAULT}
    tests: ["Iran attacked the base with missiles on Sunday."]
"""


def check(tmp_path: Path, watchlist: str, *options: str) -> Result:
    config = directory(tmp_path / "config", watchlists__desk=watchlist)
    return CliRunner().invoke(check_command, ["--config", str(config), *options])


@pytest.mark.parametrize("beside", ["", EVENT])
def test_a_sample_has_the_verdict_of_the_program_whatever_stands_beside_its_watch(tmp_path: Path, beside: str) -> None:
    good = check(tmp_path, ACTORS + WATCHES + OFFICE + beside)
    assert (good.exit_code, "all good" in good.output) == (0, True), good.output


@pytest.mark.parametrize("beside", ["", EVENT])
def test_a_wrong_sample_is_as_wrong_whatever_stands_beside_its_watch(tmp_path: Path, beside: str) -> None:
    wrong = OFFICE.replace('- "The US president spoke on Monday."', '- {text: "The US president spoke.", match: false}')
    bad = check(tmp_path, ACTORS + WATCHES + wrong + beside)
    assert bad.exit_code == 2
    assert "watch 'trump' should not match this text and does (by 'US president')" in bad.output


def test_it_can_be_asked_whom_the_actors_are(tmp_path: Path) -> None:
    shown = " ".join(check(tmp_path, ACTORS + WATCHES, "--actors").output.split())
    assert "desk/trump Donald Trump Donald Trump (donald-trump): the same Wikidata item" in shown
    assert "desk/okafor Kemi Okafor found by its own words only: nobody of this name is known" in shown


@pytest.mark.parametrize("columns", ["80", "60"])
def test_in_a_pipe_the_list_of_actors_is_as_wide_as_asked_for_and_nothing_of_it_is_cut(
    columns: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = check(tmp_path / "wide", ACTORS + WATCHES, "--actors").output
    monkeypatch.setenv("COLUMNS", columns)
    narrow = check(tmp_path / "narrow", ACTORS + WATCHES, "--actors").output
    listing = [line for line in narrow.splitlines() if not line.startswith("0 feeds")]
    assert narrow.split() == wide.split()
    assert max(map(len, listing[:-1])) <= int(columns)
    assert [line for line in listing if line != line.rstrip()] == []


def test_the_directory_may_be_said_without_an_option(tmp_path: Path) -> None:
    config = directory(tmp_path / "config", watchlists__desk=ACTORS + WATCHES)
    told = CliRunner().invoke(check_command, [str(config)])
    assert (told.exit_code, "all good" in told.output) == (0, True), told.output
