"""Watchlists that were read before, by their content, so that of many only those that changed are read again."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from monitor.config.checks.expressions import check_expressions
from monitor.config.checks.never import check_never
from monitor.config.checks.offices import check_names
from monitor.config.checks.rules import check_rules
from monitor.config.checks.words import check_words
from monitor.config.compile.watchlist import Compiled, watchlist
from monitor.config.query.embedded import expand
from monitor.config.reading.yaml_file import MAX_BYTES, YamlFile, parsed, read


class _Read(NamedTuple):
    content: bytes | None  # None where it could not be read
    file: YamlFile


class _Understood(NamedTuple):
    file: YamlFile  # with what was noted of it
    compiled: Compiled | None


class KnownWatchlists:
    """Watchlists as they were read last. What is noted of one beside other files is noted in a copy."""

    def __init__(self) -> None:
        self._read: dict[Path, _Read] = {}
        self._understood: dict[str, _Understood] = {}

    def read(self, paths: Iterable[Path]) -> dict[str, YamlFile]:
        """The files at `paths`, by their names without the ending; those that are not among them are forgotten."""
        found = {path: self._file(path) for path in paths}
        files = {str(path) for path in found}
        self._read = found
        self._understood = {name: known for name, known in self._understood.items() if name in files}
        return {path.stem: _copy(each.file) for path, each in found.items()}

    def _file(self, path: Path) -> _Read:
        content, known = _content(path), self._read.get(path)
        if known is not None and content is not None and known.content == content:
            return known
        file = read(path, str(path)) if content is None else parsed(content, str(path))
        expand(file)
        return _Read(content, file)

    def understood(self, file: YamlFile, name: str) -> Compiled | None:
        """What the watchlist `name` says, None where nothing can be told; notes what is wrong with `file` by itself.

        `file`: as it was read, with nothing noted of it since.
        """
        known = self._understood.get(file.name)
        if known is None or known.file.data is not file.data:
            alone = _copy(file)
            known = self._understood[file.name] = _Understood(alone, _understand(alone, name))
        file.mistakes[:], file.warnings[:] = known.file.mistakes, known.file.warnings
        return known.compiled


KNOWN: Final = KnownWatchlists()
"""Those that this process has read."""


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return None


def _copy(file: YamlFile) -> YamlFile:
    return replace(file, mistakes=list(file.mistakes), warnings=list(file.warnings))


def _understand(file: YamlFile, name: str) -> Compiled | None:
    """What `file` says, with all that is wrong with it alone. Names in it that are not understood count as right."""
    made = watchlist(file, name)
    for check in (check_rules, check_names, check_words):
        check(file)
    if made is not None:
        check_never(file, made.watchlist)
        check_expressions(file, made.watchlist)
    return made
