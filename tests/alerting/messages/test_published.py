"""What people are told of the date of an article says how sure it is."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.source import source
from monitor.records import Dating
from tests.alerting.builders import NOON, match
from tests.alerting.desk import Desk


@pytest.mark.parametrize(
    ("published", "dating", "told"),
    [
        (NOON, Dating.GIVEN, ", 2025-03-04 12:00 UTC"),
        (NOON, Dating.ZONE_INFERRED, ", 2025-03-04 12:00 UTC"),
        (NOON, Dating.ZONE_UNKNOWN, ", 2025-03-04 12:00, zone unknown"),
        (NOON, Dating.DAY, ", 2025-03-04"),
        (NOON, Dating.CLAMPED, ", dated ahead, fetched 2025-03-04 12:00 UTC"),
        (None, Dating.AHEAD, ""),
    ],
)
async def test_the_date_is_told_with_what_is_not_sure_of_it(
    published: datetime | None, dating: Dating, told: str
) -> None:
    found = match("a-1")
    article = replace(found.article, published=published, dating=dating)
    desk = Desk()
    await desk.take(replace(found, article=article))
    [alert] = desk.left
    assert source(alert) == f"{alert.publisher}{told}"
