"""Large automata are kept between two runs; a file that is damaged or cannot be written costs time and nothing else."""

import logging
from pathlib import Path

import pytest

from agents.composition.automata import SavedAutomata, first_matcher
from monitor.match.matcher import Compilation
from monitor.match.patterns import saved
from monitor.match.patterns.many import Many
from tests.match.builders import NOW, article, says, watch, watchlist

LISTS = [watchlist(watch(says("truce"), id="truce"), watch(says("talks"), id="talks"))]


@pytest.fixture(autouse=True)
def small_ones_are_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "_LEAST", 1)


def matched(directory: Path) -> list[str]:
    made = first_matcher(Compilation(saved=SavedAutomata(directory)), LISTS)
    return [match.watch for match in made.match(article("Truce talks."), NOW).matches]


def test_the_second_start_opens_what_the_first_one_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert matched(tmp_path / "automata") == ["truce", "talks"]
    monkeypatch.setattr(Many, "of", lambda patterns: pytest.fail("built again"))
    assert matched(tmp_path / "automata") == ["truce", "talks"]


def test_only_the_last_one_is_kept(tmp_path: Path) -> None:
    kept = SavedAutomata(tmp_path)
    kept.save("first", b"one")
    kept.save("second", b"two")
    assert (kept.load("first"), kept.load("second")) == (None, b"two")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_one_is_built_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    matched(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    with caplog.at_level(logging.WARNING):
        assert matched(tmp_path) == ["truce", "talks"]
    assert "automaton_damaged" in caplog.text


def test_where_nothing_can_be_written_it_is_built_and_that_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "automata").write_text("a file in the way")
    with caplog.at_level(logging.WARNING):
        assert matched(tmp_path / "automata") == ["truce", "talks"]
    assert "automaton_not_saved" in caplog.text
