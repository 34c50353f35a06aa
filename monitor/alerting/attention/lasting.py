"""Durations in words."""

from typing import Final

_UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def lasting(seconds: float) -> str:
    """`seconds` in the largest unit that divides them: "2 hours", "90 minutes", "1 day"."""
    whole = round(seconds)
    for size, name in _UNITS:
        if whole >= size and whole % size == 0:
            return f"{whole // size} {name}{'' if whole == size else 's'}"
    return f"{seconds:g} seconds"
