"""The compiled watchlists at the start, with large automata kept in the data directory between two runs."""

import gc
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

from monitor.match.matcher import Compilation, Matcher
from monitor.match.watchlist import Watchlist

log = logging.getLogger(__name__)

_MANY: Final = 10_000  # watches
_YOUNG: Final = 20_000  # new objects, as a few articles make them, behind which the collector looks for cycles
_CHECK: Final = 4  # bytes


class SavedAutomata:
    """Automata in files of a directory, each with a check sum; only the one that was saved last is kept."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def load(self, key: str) -> bytes | None:
        """What was kept under `key`; None where it is not there, cannot be read or is damaged."""
        try:
            with self._file(key).open("rb") as file:
                check, data = file.read(_CHECK), file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("automaton_unreadable error=%s", error)
            return None
        if crc32(data).to_bytes(_CHECK, "big") != check:
            log.warning("automaton_damaged file=%s", self._file(key))
            return None
        return data

    def save(self, key: str, data: bytes) -> None:
        """Keeps `data` instead of all that was kept; where it cannot, that is logged and the next start builds anew."""
        part = self._directory / "part"
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(crc32(data).to_bytes(_CHECK, "big"))
                file.write(data)
            for old in self._directory.glob("*.automaton"):
                old.unlink()
            part.replace(self._file(key))
        except OSError as error:
            log.warning("automaton_not_saved error=%s", error)

    def _file(self, key: str) -> Path:
        return self._directory / f"{key}.automaton"


def first_matcher(compilation: Compilation, watchlists: Sequence[Watchlist]) -> Matcher:
    """The matcher of a start. What is compiled then lives as long as the program, so the collector passes over it,
    and looks less often.
    """
    matcher = compilation.take(watchlists)
    if sum(len(watchlist.watches) for watchlist in watchlists) >= _MANY:
        gc.freeze()
        gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    return matcher
