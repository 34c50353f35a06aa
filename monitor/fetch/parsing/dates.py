"""Dates as JSON Feed and sitemaps write them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LEAP_SECOND = re.compile(r"(:[0-5]\d):60(?=\D|$)")


def moment(value: str) -> datetime | None:
    """RFC 3339 (or its parent ISO 8601, such as a day alone), or as RFC 822 has it, which some write; in UTC.

    A time without a zone is taken as UTC, a leap second as the second before. None for what is no such date.
    """
    value = _LEAP_SECOND.sub(r"\1:59", value.strip().upper()[:64])
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(value)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
