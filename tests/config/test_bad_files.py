"""One small bad file per mistake, named after the mistake, with the expected messages beside it.

A line of `<mistake>.expected` is the line number and the problem, as `wirewatch check` prints them after the file.
"""

import shutil
from pathlib import Path

import pytest

from tests.config.builders import GOOD, mistakes, written

BAD = Path(__file__).parent / "bad"
PLACES = {
    "monitor": "monitor.yaml",
    "feeds": "feeds.yaml",
    "opml": "feeds.opml",
    "receivers": "receivers.yaml",
    "watchlists": "watchlists/desk.yaml",
}
ENVIRON = {"TWO_LINES": "hunter2\nX-Evil: 1", "SHORT_SECRET": "hunter2"}
CASES = sorted(path for path in BAD.glob("*/*") if path.suffix in (".yaml", ".opml"))


def found_in(case: Path, root: Path) -> list[str]:
    """What is wrong with a good configuration in which `case` stands in for the file of its kind."""
    target = written(root / "config", GOOD)
    place = PLACES[case.parent.name]
    shutil.copyfile(case, target / place)
    return [mistake.removeprefix(f"{place}:").strip() for mistake in mistakes(target, ENVIRON)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_mistake_is_told_with_its_line_and_what_was_expected(case: Path, tmp_path: Path) -> None:
    assert found_in(case, tmp_path) == case.with_suffix(".expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_no_message_repeats_a_secret(case: Path, tmp_path: Path) -> None:
    assert not [mistake for mistake in found_in(case, tmp_path) if "hunter2" in mistake or "whsec_M" in mistake]


def test_every_expectation_has_its_case() -> None:
    expectations = {path.with_suffix("") for path in BAD.glob("*/*.expected")}
    assert expectations == {case.with_suffix("") for case in CASES}
