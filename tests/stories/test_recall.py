"""How well copies are recognised: the benchmark's own measure, over invented texts and, where there is any, news."""

import json
from pathlib import Path

import pytest

from benchmarks import copies
from tests.stories.builders import prose

NEWS = Path(__file__).parents[2].parent / "shared" / "data" / "load" / "articles.jsonl"


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A file of articles that share no passage."""
    rows = [{"title": " ".join(prose(f"title {n}", 8)), "text": " ".join(prose(f"{n}", 300))} for n in range(150)]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_disturbed_copies_are_found_and_nothing_else(invented: Path) -> None:
    for file in (invented, NEWS) if NEWS.exists() else (invented,):
        items = copies.stream(1, copies.originals(file, 300))
        run, _ = copies.by_containment(items)
        measured = copies.score(items, run)
        assert measured["recall"] >= 0.99
        assert measured["precision"] >= 0.99
        assert min(measured[kind] for kind in copies.KINDS) >= 0.95


def test_the_benchmark_ends_with_its_figures_as_json(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copies.main([str(invented), "--limit", "50"])
    measured = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert measured["articles"] == 50 * (1 + len(copies.KINDS))
    assert measured["recall"] > measured["minhash"]["recall"]
    assert measured["bytes_per_article"] < measured["bytes_per_original"]
