"""Tasks that behave, and tasks that mean harm; importable, as they travel to worker processes by name."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def nothing() -> None:
    """Warms nothing up."""


def size_of(body: bytes) -> int:
    return len(body)


def together(*parts: str) -> str:
    return " ".join(parts)


def process_id() -> int:
    return os.getpid()


def refuse(word: str) -> str:
    raise KeyError(word)


def eat_memory() -> bytes:
    return bytes(bytearray(64 * 1024**3))


def burn_cpu() -> None:
    while True:
        pass


def sleep_after_sign(sign: str) -> None:
    Path(sign).touch()
    time.sleep(600)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(3)


class Deadly:
    """An argument that ends the process that reads it."""

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return leave, ()


class Warmth:
    """Whether a process was warmed up."""

    warm = False


def warm_up() -> None:
    Warmth.warm = True


def is_warm() -> bool:
    return Warmth.warm
