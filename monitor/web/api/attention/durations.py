"""Durations in requests, as people write them."""

from datetime import timedelta

from litestar.exceptions import ValidationException

from monitor.config.reading.quantities import seconds


def duration(text: str | None, name: str = "for") -> timedelta | None:
    """What the key `name` says; raises ValidationException for what is none."""
    try:
        return None if text is None else timedelta(seconds=seconds(text))
    except (ValueError, OverflowError) as error:
        raise ValidationException(f"'{name}': expected a duration such as 90m, 8h or 7d, not {text!r}") from error
