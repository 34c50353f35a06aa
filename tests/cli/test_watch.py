"""`wirewatch watch` as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.watch.command import watch_group
from tests.config.builders import directory

DESK = """
defaults: {scope: document, modality: [asserted], sources: {languages: en}}
watches:
  - id: truces
    when: {all: [{keyword: truce}, {any: [{keyword: talks}, {word: summit}]}]}
    tests: [Talks on a truce., {text: A truce., match: false}]
  - id: strikes
    query: strike NEAR/2 workers -chess
    tests: {text: "Workers are on strike.", match: false}
  - {id: sanctions, event: {type: SANCTION, recipient: {country: RU}}}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return directory(tmp_path, watchlists__desk=DESK)


def types(config: Path, *words: str) -> Result:
    return CliRunner().invoke(watch_group, [*words, "--config", str(config)])


def test_a_watch_is_shown_in_both_forms_with_the_defaults_of_its_file(config: Path) -> None:
    shown = types(config, "show", "truces")
    line, _, yaml = shown.stdout.partition("\n\n")
    assert line == 'truce AND (talks OR "summit") scope:document lang:en'
    assert yaml.splitlines()[-2:] == ["scope: document", "sources: {languages: en}"]
    assert shown.stderr == "desk/truces\n"
    assert types(config, "show", "sanctions").stdout.splitlines()[0] == (
        "event:SANCTION>RUS mode:asserted scope:document lang:en"
    )


def test_a_line_is_shown_in_both_forms_and_for_programs(config: Path) -> None:
    found = json.loads(types(config, "show", "truce W/3 talks", "--json").stdout)
    assert found["query"] == "truce NEAR/3 talks"
    assert found["watch"] == {"when": {"near": {"a": {"keyword": "truce"}, "b": {"keyword": "talks"}, "within": 3}}}


def test_a_line_that_is_none_is_pointed_at(config: Path) -> None:
    refused = types(config, "show", "scope:page truce")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[2].startswith("^ column 1: expected sentence, paragraph or document, not 'page'")


def test_the_samples_of_all_watches_are_run_and_those_that_fail_are_named(config: Path) -> None:
    tried = types(config, "test")
    assert tried.exit_code == 1
    assert "watch 'strikes' should not match this text and does" in tried.stdout
    assert "3 samples: 2 as expected, 1 not" in tried.stderr


def test_the_samples_of_one_watch_are_run(config: Path) -> None:
    tried = types(config, "test", "truces", "sanctions")
    assert (tried.exit_code, tried.stdout) == (0, "")
    assert tried.stderr.splitlines() == [
        "2 samples: 2 as expected, 0 not",
        "watch 'sanctions' has no samples",
    ]


def test_a_watch_that_is_not_there_is_told_with_what_was_probably_meant(config: Path) -> None:
    assert "there is no watch 'truce'; did you mean 'truces'?" in str(types(config, "test", "truce").exception)
