"""What nobody must see by accident."""

import os
from pathlib import Path


class Secret:
    """A value that nobody must see by accident: neither `repr` nor `str` shows it, only `reveal` does."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself; for the call that needs it, never for a message."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(…)"


def read_key(path: Path) -> bytes:
    """The program's own key at `path`, which only its user may read; made there where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(os.urandom(32))
    except FileExistsError:
        pass
    return path.read_bytes()
