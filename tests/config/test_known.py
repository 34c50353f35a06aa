"""Of many watchlists only those that changed are read again, and what is told of them stays the same."""

from pathlib import Path

import pytest

from monitor.config import known
from monitor.config.known import KnownWatchlists
from monitor.config.reading import yaml_file
from monitor.config.reading.yaml_file import YamlFile

TRUCE = "version: 1\nwatches:\n  - {id: truce, when: {word: truce}}\n"
WRONG = "version: 1\nwatches:\n  - {id: truce, when: {wrod: truce}}\n"


@pytest.fixture
def parsings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    parse = yaml_file.parsed

    def counted(raw: bytes, name: str) -> YamlFile:
        names.append(Path(name).stem)
        return parse(raw, name)

    monkeypatch.setattr(known, "parsed", counted)
    return names


def write(directory: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return sorted(directory.glob("*.yaml"))


def told(lists: KnownWatchlists, paths: list[Path]) -> list[tuple[bool, list[str]]]:
    files = lists.read(paths)
    said = [(lists.understood(file, name), file) for name, file in files.items()]
    return [(made is not None, list(map(str, file.mistakes))) for made, file in said]


def test_only_what_changed_is_parsed_again(tmp_path: Path, parsings: list[str]) -> None:
    lists, paths = KnownWatchlists(), write(tmp_path, one=TRUCE, other=TRUCE.replace("truce", "talks"))
    first = told(lists, paths)
    assert first == told(lists, write(tmp_path, one=TRUCE.replace("truce", "strike")))
    assert parsings == ["one", "other", "one"]


def test_what_is_wrong_is_told_each_time_once(tmp_path: Path) -> None:
    lists, paths = KnownWatchlists(), write(tmp_path, one=WRONG, other="watches: [")
    first = told(lists, paths)
    assert all(mistakes for _, mistakes in first)
    assert told(lists, paths) == first == told(KnownWatchlists(), paths)


def test_what_is_noted_beside_other_files_is_not_kept(tmp_path: Path) -> None:
    lists, paths = KnownWatchlists(), write(tmp_path, one=TRUCE)
    (file,) = lists.read(paths).values()
    lists.understood(file, "one")
    file.report((), "no such receiver")
    assert told(lists, paths) == [(True, [])]


def test_files_that_are_gone_are_forgotten(tmp_path: Path, parsings: list[str]) -> None:
    lists, paths = KnownWatchlists(), write(tmp_path, one=TRUCE, other=TRUCE)
    told(lists, paths)
    told(lists, paths[:1])
    told(lists, paths)
    assert parsings == ["one", "other", "other"]
