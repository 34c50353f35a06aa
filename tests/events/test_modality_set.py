"""The four auxiliary modes on the project's own sentences: a floor under each, so that no rule breaks another."""

import json
from pathlib import Path

import pytest

from benchmarks.language import language_model
from benchmarks.modality import MODES, predicted
from benchmarks.scores import binary

ROWS = [json.loads(line) for line in Path(__file__).with_name("modality.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def found() -> list[dict[str, object]]:
    model = language_model()
    return [predicted(row, model, 2026) for row in ROWS]


def test_there_are_enough_sentences_of_each_mode() -> None:
    assert len(ROWS) >= 1000
    assert all(sum(row[mode] for row in ROWS) >= 50 for mode in MODES)


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_is_told_nearly_always(found: list[dict[str, object]], mode: str) -> None:
    assert binary([bool(row[mode]) for row in ROWS], [bool(row[mode]) for row in found]).f1 >= 0.97
