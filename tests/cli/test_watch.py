"""`wirewatch watch` as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.watch.command import watch_group
from tests.cli.attention.desk import Desk
from tests.config.builders import directory
from tests.match.builders import article
from tests.store.builders import NOON, minutes

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


def test_the_samples_of_a_file_are_run_before_it_stands_among_the_others(config: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text("watches:\n  - {id: sheep, query: sheep, tests: [Two sheep., Chess.]}\n", "utf-8")
    tried = types(config, "test", str(new))
    assert (tried.exit_code, tried.stdout.splitlines()[0].partition(": ")[0]) == (1, f"{new}:2")
    assert "2 samples: 1 as expected, 1 not" in tried.stderr
    assert "4 samples: 3 as expected, 1 not" in types(config, "test", str(new), "truces").stderr


def test_a_watch_that_is_not_there_is_told_with_what_was_probably_meant(config: Path) -> None:
    assert "there is no watch 'truce'; did you mean 'truces'?" in str(types(config, "test", "truce").exception)


@pytest.fixture
def past(tmp_path: Path) -> Desk:
    """A desk whose program has archived a story of two articles, and two other articles."""
    desk = Desk(tmp_path)
    read = [
        article("A truce was agreed after talks.", id="a-1", story="s-1", title="Truce", fetched=NOON),
        article("The truce is agreed.", id="a-2", story="s-1", title="Truce agreed", fetched=NOON + minutes(5)),
        article("Talks on sheep, far from any truce.", id="a-3", story="s-3", title="Sheep", fetched=NOON + minutes(9)),
        article("Chess.", id="a-4", story="s-4", title="Chess", fetched=NOON + minutes(12)),
    ]
    for each in read:
        desk.store(lambda store, each=each: store.archive_article(each))  # type: ignore[misc]
    return desk


def test_a_watch_is_tried_on_the_archive_with_what_is_told_and_why_not_the_rest(past: Desk) -> None:
    lines = types(past.directory, "try", "truce").stdout.splitlines()
    assert lines[0] == "4 articles, 2026-03-02 12:00:00 UTC to 2026-03-02 12:12:00 UTC (1 day)"
    assert lines[2] == "query: 3 matches (75.00% of articles: it finds what is everywhere), 2 alerts, 2 a day"
    assert lines[3:5] == [
        "       2  first alert of this watch in this story",
        "       1  told before in this story, and nothing material is new",
    ]
    assert "to console: 2 alerts a day" in lines


def test_what_is_gained_and_lost_is_told_with_examples(past: Desk) -> None:
    line = ("try", "truce AND agreed", "--against", "truce AND talks")
    told = types(past.directory, *line).stdout.splitlines()
    assert [each.strip() for each in told if each.strip().startswith(("gained", "+", "-"))] == [
        "gained 1, lost 1",
        "+ 2026-03-02 12:05:00 UTC  Truce agreed",
        "- 2026-03-02 12:09:00 UTC  Sheep",
    ]
    [watch] = json.loads(types(past.directory, *line, "--json").stdout)["watches"]
    assert (watch["matches"], watch["gained"], watch["lost"]) == (2, 1, 1)


def test_a_file_is_tried_as_it_would_stand_among_the_others(past: Desk, tmp_path: Path) -> None:
    proposed = tmp_path / "new.yaml"
    proposed.write_text("watches:\n  - {id: sheep, when: {keyword: sheep}, mode: shadow}\n", "utf-8")
    told = types(past.directory, "try", str(proposed)).stdout
    assert "sheep: 1 match (25.00% of articles" in told
    assert "1  shadow watch" in told
    proposed.write_text("watches:\n  - {id: sheep, when: {keyword: [}}\n", "utf-8")
    assert types(past.directory, "try", str(proposed)).exit_code != 0


def test_what_the_archive_cannot_tell_is_said(past: Desk) -> None:
    told = types(past.directory, "try", "truce", "--since", "2026-02-01").stdout
    why = "it keeps articles for 90 days (retention.archive)"
    assert f"the archive goes back to 2026-03-02 12:00:00 UTC; what was before it cannot tell: {why}" in told
    told = types(past.directory, "try", "truce", "--since", "2026-04-01").stdout
    assert "no article of that time is archived" in told
