"""Moments in addresses: RFC 3339, with their zone."""

import re
from datetime import UTC, datetime
from typing import Final

from litestar.exceptions import ValidationException

_FORM: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)")


def moment(text: str | None, name: str = "since") -> datetime | None:
    """The moment that the parameter `name` says, in UTC; raises ValidationException for what is none."""
    if text is None:
        return None
    try:
        if _FORM.fullmatch(text):
            return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValidationException(f"'{name}': expected a moment with its zone, such as 2026-10-05T06:30:00Z, not {text!r}")
