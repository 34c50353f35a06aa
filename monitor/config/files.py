"""The files of a configuration directory, read but not yet understood."""

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.config.compile.feeds import OPML
from monitor.config.known import KNOWN
from monitor.config.reading.suggestion import nearest
from monitor.config.reading.yaml_file import YamlFile, as_mapping, read
from monitor.config.shapes.values import ID
from monitor.errors import ConfigError, Mistake

MONITOR, FEEDS, RECEIVERS, WATCHLISTS = "monitor.yaml", "feeds.yaml", "receivers.yaml", "watchlists"
ALL = (FEEDS, RECEIVERS, WATCHLISTS)


@dataclass(frozen=True)
class Files:
    """What stands in a configuration directory."""

    monitor: YamlFile
    feeds: YamlFile
    receivers: YamlFile
    watchlists: dict[str, YamlFile]  # by name, sorted
    strays: tuple[Mistake, ...]  # files that will be missed where they are

    def mistakes(self, parts: Collection[str]) -> tuple[Mistake, ...]:
        """All that was noted so far in the settings and the files of `parts`, sorted by file and line, each once."""
        asked = (part for part in ALL if part in parts)
        files = [self.monitor, *(file for part in asked for file in self._of(part))]
        strays = self.strays if {FEEDS, RECEIVERS, WATCHLISTS} <= set(parts) else ()
        return _in_order([*(mistake for file in files for mistake in file.mistakes), *strays])

    def warnings(self) -> tuple[Mistake, ...]:
        """All that is suspicious, sorted by file and line, each once."""
        files = [self.monitor, *(file for part in (FEEDS, RECEIVERS, WATCHLISTS) for file in self._of(part))]
        return _in_order([warning for file in files for warning in file.warnings])

    def _of(self, part: str) -> Iterable[YamlFile]:
        files = {FEEDS: (self.feeds,), RECEIVERS: (self.receivers,), WATCHLISTS: tuple(self.watchlists.values())}
        return files[part]


def _in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    every = {str(mistake): mistake for mistake in mistakes}
    return tuple(sorted(every.values(), key=lambda mistake: (mistake.file, mistake.line or 0)))


def read_files(directory: Path, parts: Collection[str] = ALL) -> Files:
    """The settings and the files of `parts`, named in messages as the user gave `directory`; others count as empty.

    Raises ConfigError where there is no such directory.
    """
    paths = [path for path in watchlist_files(directory) if WATCHLISTS in parts]
    feeds, receivers = YamlFile(str(directory / FEEDS)), YamlFile(str(directory / RECEIVERS))
    return Files(
        monitor=_read(directory / MONITOR, needed=False),
        feeds=_read(directory / FEEDS, needed=not (directory / OPML).exists()) if FEEDS in parts else feeds,
        receivers=_read(directory / RECEIVERS, needed=True) if RECEIVERS in parts else receivers,
        watchlists=KNOWN.read(paths) if paths else {},
        strays=tuple(_strays(directory)),
    )


def watchlist_files(directory: Path) -> list[Path]:
    """The watchlists in `directory`, sorted; raises ConfigError where there is no such directory."""
    if not directory.is_dir():
        raise ConfigError((Mistake(str(directory), None, "is no directory; `wirewatch init` writes one"),))
    return sorted(_visible(directory / WATCHLISTS, "*.yaml"))


def configuration_files(directory: Path) -> list[Path]:
    """Every file in `directory` that the program reads, templates of messages included, as far as they exist; sorted.

    What `{file: …}` names is none of them: it may be a secret. Nor is a template that lies outside `directory`. Raises
    ConfigError where there is no such directory.
    """
    watchlists, base = watchlist_files(directory), _plain(directory)
    templates = (directory / path.relative_to(base) for path in _templates(directory) if path.is_relative_to(base))
    named = (*(directory / name for name in (MONITOR, FEEDS, OPML, RECEIVERS)), *templates)
    return sorted({*watchlists, *(path for path in named if path.is_file())})


def templates_elsewhere(directory: Path) -> list[Path]:
    """The templates of messages that lie outside `directory`, sorted; raises ConfigError where there is none such."""
    base = _plain(directory)
    return sorted({path for path in _templates(directory) if not path.is_relative_to(base)})


def _templates(directory: Path) -> list[Path]:
    """Where receivers.yaml says that templates are: absolute, without `..`."""
    receivers = read_files(directory, (RECEIVERS,)).receivers.data.get(RECEIVERS.partition(".")[0])
    said = (as_mapping(each).get("template") for each in as_mapping(receivers).values())
    return [_plain(directory / path) for each in said if isinstance(each, str) and (path := _expanded(each))]


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _expanded(name: str) -> Path | None:
    """As the program takes it; None where it is the home of nobody."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return None


def digest(directory: Path) -> str:
    """SHA-256 over the names and the content of `configuration_files`; raises ConfigError, OSError."""
    found = hashlib.sha256()
    for path in configuration_files(directory):
        found.update(f"{path.relative_to(directory)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _read(path: Path, *, needed: bool) -> YamlFile:
    if needed or path.exists():
        return read(path, str(path))
    return YamlFile(str(path))


def _visible(directory: Path, pattern: str) -> Iterator[Path]:
    return (path for path in directory.glob(pattern) if not path.name.startswith("."))


def _strays(directory: Path) -> Iterator[Mistake]:
    """Files that were probably meant to be read, and a watchlist directory without any."""
    known = {Path(name).stem: name for name in (MONITOR, FEEDS, RECEIVERS)}
    for path in _visible(directory, "*.y*ml"):
        meant = nearest(path.stem, known)
        if meant and path.name != known[meant]:
            yield Mistake(str(path), None, f"is not read; did you mean '{known[meant]}'?")
    for path in _visible(directory / WATCHLISTS, "*.yml"):
        yield Mistake(str(path), None, f"is not read; did you mean '{path.stem}.yaml'?")
    for path in _visible(directory / WATCHLISTS, "*.yaml"):
        if not re.fullmatch(ID, path.stem):
            yield Mistake(str(path), None, "the name of a watchlist must be of a-z, 0-9, '-' and '_'")
    if not any(_visible(directory / WATCHLISTS, "*.yaml")):
        yield Mistake(str(directory / WATCHLISTS), None, "holds no watchlist: expected files such as leaders.yaml")
