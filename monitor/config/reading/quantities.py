"""Durations and sizes as people write them, always with a unit."""

import re

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_BYTES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_PART = r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?"
DURATION = rf"^(?:[0-9]{{1,9}}(?:\.[0-9]{{1,3}})? ?(?:{'|'.join(_SECONDS)}) ?)+$"
SIZE = rf"^[0-9]{{1,9}}(?:\.[0-9]{{1,3}})? ?(?:{'|'.join(_BYTES)})$"


def seconds(text: str) -> float:
    """`text` such as `90s`, `15m`, `1h30m` or `7d` in seconds; raises ValueError for anything else."""
    if not re.fullmatch(DURATION, text):
        raise ValueError(f"no duration: {text[:40]!r}")
    return sum(float(number) * _SECONDS[unit] for number, unit in re.findall(rf"{_PART}(ms|[smhdw])", text))


def size(text: str) -> int:
    """`text` such as `10MB` (10,000,000) or `512MiB` (536,870,912) in bytes; raises ValueError for anything else."""
    if not re.fullmatch(SIZE, text):
        raise ValueError(f"no size: {text[:40]!r}")
    number, unit = re.findall(rf"{_PART}([A-Za-z]+)", text)[0]
    return int(float(number) * _BYTES[unit])
