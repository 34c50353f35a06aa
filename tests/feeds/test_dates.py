"""At which moment an entry was published, however its feed writes that."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.dates.decide import Context, date_of
from monitor.feeds.dates.exact import exact
from monitor.feeds.dates.habit import DateHabit, learnt
from monitor.feeds.dates.place import place_of
from monitor.records import EARLIEST, FUTURE, Dating

FETCHED = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


class Where(NamedTuple):
    """What is known of the feed."""

    language: str = ""
    address: str = ""
    habit: DateHabit = DateHabit()


ANYWHERE = Where()


def read(text: str, where: Where = ANYWHERE, fetched: datetime = FETCHED) -> tuple[str, Dating]:
    """The moment as ISO has it without its zone, "" for none; and how it is known."""
    place = place_of([where.language], [where.address])
    found = date_of(exact(text), text, Context(fetched, place, where.habit))
    return (found.moment.isoformat()[:19] if found.moment else ""), found.dating


EVENING = "2026-11-27T18:30:00"

WITH_ZONE = [
    "Fri, 27 Nov 2026 18:30:00 GMT",
    "Fri, 27 Nov 2026 18:30:00 UT",
    "fri, 27 nov 2026 18:30:00 z",
    "27 Nov 2026 19:30:00 +0100",
    "Fri, 27 Nov 2026 18:30 GMT",
    "Fri,27 Nov 2026 18:30:00 GMT",
    "Friday, 27-Nov-26 18:30:00 GMT",
    "Fri, 27 Nov 26 18:30:00 GMT",
    "Fri Nov 27 18:30:00 UTC 2026",
    "Fri Nov 27 20:30:00 +0200 2026",
    "Fri Nov 27 2026 19:30:00 GMT+0100 (Central European Standard Time)",
    "November 27, 2026 6:30 PM UTC",
    "November 27th, 2026 at 6:30 p.m. UTC",
    "Fri, 27 Nov 2026 06:30:00 PM GMT",
    "Fri, 27 Nov 2026 18:30:00 PM GMT",
    "27 November 2026, 18.30 GMT",
    "27 November 2026 1830 GMT",
    "18:30 GMT, 27 Nov 2026",
    "Mon, 27 Nov 2026 18:30:00 GMT",  # a Friday: the date counts
    "2026-11-27T18:30:00Z",
    "2026-11-27T18:30Z",
    "2026-11-27t18:30:00.123z",
    "2026-11-27T19:30:00+01:00",
    "2026-11-27T19:30:00+0100",
    "2026-11-27T19:30:00+01",
    "2026-11-27T19:30:00 +01:00",
    "2026-11-27 18:30:00 UTC",
    "2026-11-27 18:30:00 +0000 UTC",
    "2026-11-27 19:30:00 CET",
    "2026-11-27T19:30:00[Europe/Berlin]",
    "2026-11-27T19:30:00+01:00[Europe/Berlin]",
    "2026-11-27 19:30 Europe/Berlin",
    "20261127T183000Z",
    "20261127183000Z",
    "20261127T193000+0100",
    "2026-W48-5T18:30:00Z",
    "2026-331T18:30:00Z",
    "2026/11/27 18:30:00 GMT",
    "2026.11.27 18:30 UTC",
    "27/Nov/2026:18:30:00 +0000",
    "27/11/2026 18:30:00 GMT",
    "11/27/2026 18:30:00 GMT",
    "27.11.2026 18:30 GMT",
    "1795804200",
    "1795804200.25",
    "1795804200000",
    "1795804200000000",
    "Fri, 27 Nov 2026 19:30:00 CET",
    "Fri, 27 Nov 2026 19:30:00 MEZ",
    "Fri, 27 Nov 2026 20:30:00 EET",
    "Fri, 27 Nov 2026 21:30:00 MSK",
    "Fri, 27 Nov 2026 21:30:00 EAT",
    "Fri, 27 Nov 2026 22:30:00 GST",
    "Fri, 27 Nov 2026 23:30:00 PKT",
    "Sat, 28 Nov 2026 00:15:00 NPT",
    "Sat, 28 Nov 2026 01:30:00 WIB",
    "Sat, 28 Nov 2026 02:30:00 HKT",
    "Sat, 28 Nov 2026 02:30:00 SGT",
    "Sat, 28 Nov 2026 03:30:00 JST",
    "Sat, 28 Nov 2026 04:30:00 AEST",
    "Sat, 28 Nov 2026 02:30:00 AWST",
    "Sat, 28 Nov 2026 05:30:00 AEDT",
    "Sat, 28 Nov 2026 07:30:00 NZDT",
    "Fri, 27 Nov 2026 15:30:00 BRT",
    "Fri, 27 Nov 2026 13:30:00 EST",
    "Fri, 27 Nov 2026 13:30:00 ET",
    "Fri, 27 Nov 2026 10:30:00 PST",
    "Fri, 27 Nov 2026 21:30:00 GMT+3",
    "Fri, 27 Nov 2026 21:30:00 GMT +03:00",
    "Sat, 28 Nov 2026 00:00:00 UTC+0530",
    "Sat, 28 Nov 2026 00:00:00 UTC+5:30",
    "Fri, 27 Nov 2026 13:30:00 \u22125:00",
    "пт, 27 ноя 2026 21:30:00 +0300",
    "27 ноября 2026 г., 21:30 МСК",
    "pe, 27 marras 2026 18:30:00 +0000",
    "ven, 27 nov 2026 18:30:00 GMT",
    "vendredi 27 novembre 2026 à 18h30 GMT",
    "Freitag, 27. November 2026, 19:30 Uhr MEZ",
    "viernes, 27 de noviembre de 2026 18:30:00 GMT",
    "sexta-feira, 27 de novembro de 2026 às 18h30 GMT",
    "27 Kasım 2026 18:30 GMT",
    "pt., 27 lis 2026 18:30:00 GMT|pl",
    "vrijdag 27 november 2026 18:30 GMT",
    "الجمعة، 27 نوفمبر 2026 18:30 GMT",
    "27 تشرين الثاني 2026 18:30 GMT",
    "٢٧ نوفمبر ٢٠٢٦ ١٨:٣٠ GMT",
    "27 בנובמבר 2026 18:30 GMT",
    "Jumat, 27 November 2026 18:30 GMT",
    "27 Νοεμβρίου 2026 6:30 μ.μ. GMT",
    "2026年11月27日 18:30 GMT",
    "2026年11月28日(土) 3時30分 JST",
    "2026年11月28日 上午2:30 +0800",
    "2026年11月27日下午6:30 UTC",
    "令和8年11月28日 03:30 JST",
    "2026년 11월 27일 오후 6:30 GMT",
    "27 พ.ย. 2569 18:30 GMT",
    "27 नवंबर 2026 18:30 GMT",
    "२७ नवम्बर २०२६ १८:३० GMT",
    "יום שישי, 27 בנובמבר 2026 18:30 GMT",
    "2026. november 27., péntek 18:30 GMT",
    "2026. gada 27. novembris 18:30 GMT",
    "2026 m. lapkričio 27 d. 18:30 GMT",
    "Thứ Sáu, 27 tháng 11, 2026 18:30 GMT",
    "27 листопада 2026 р. 18:30 GMT",
]


@pytest.mark.parametrize("text", WITH_ZONE)
def test_a_date_with_a_zone_is_read_however_it_is_written(text: str) -> None:
    text, _, language = text.partition("|")
    assert read(text, Where(language)) == (EVENING, Dating.GIVEN)


INDIA, IRELAND, ISRAEL = Where(language="en-IN"), Where(address="https://herald.ie/feed"), Where(language="he")


@pytest.mark.parametrize(
    ("text", "place", "moment"),
    [
        ("Sat, 28 Nov 2026 00:00:00 IST", INDIA, EVENING),
        ("Sat, 28 Nov 2026 00:00:00 IST", Where(language="hi"), EVENING),
        ("Sat, 28 Nov 2026 00:00:00 IST", Where(address="https://news.example.in/rss"), EVENING),
        ("Fri, 27 Nov 2026 19:30:00 IST", IRELAND, EVENING),
        ("Fri, 27 Nov 2026 20:30:00 IST", ISRAEL, EVENING),
        ("Sat, 28 Nov 2026 02:30:00 CST", Where(language="zh-CN"), EVENING),
        ("Fri, 27 Nov 2026 12:30:00 CST", Where(language="en-US"), EVENING),
        ("Fri, 27 Nov 2026 12:30:00 CST", ANYWHERE, EVENING),
        ("Sat, 28 Nov 2026 04:30:00 EST", Where(language="en-AU"), EVENING),
        ("Fri, 27 Nov 2026 21:30:00 AST", Where(language="ar"), EVENING),
        ("Sat, 28 Nov 2026 00:30:00 BST", Where(language="bn"), EVENING),
        ("Sat, 25 Jul 2026 09:30:00 BST", ANYWHERE, "2026-07-25T08:30:00"),
        ("Sat, 25 Jul 2026 09:30:00 CEST", ANYWHERE, "2026-07-25T07:30:00"),
        ("Sat, 25 Jul 2026 09:30:00 ET", ANYWHERE, "2026-07-25T13:30:00"),
    ],
)
def test_a_zone_of_several_meanings_is_that_of_the_feeds_country(text: str, place: Where, moment: str) -> None:
    assert read(text, place) == (moment, Dating.GIVEN)


def test_a_zone_of_several_meanings_is_the_one_of_the_feeds_other_dates() -> None:
    habit = DateHabit(offset=330)
    assert read("Sat, 28 Nov 2026 00:00:00 IST", Where(habit=habit)) == (EVENING, Dating.GIVEN)


@pytest.mark.parametrize("zone", ["", " IST", " XYZT", " A"])
def test_a_date_whose_zone_nobody_can_tell_is_taken_as_utc_and_marked(zone: str) -> None:
    assert read(f"Fri, 27 Nov 2026 18:30:00{zone}") == (EVENING, Dating.ZONE_UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 27 Nov 2026 19:30",
        "2026-11-27T19:30:00",
        "2026-11-27 19:30:00.000",
        "2026-11-27 1930",
        "27.11.2026, 19.30 Uhr",
        "27.11.26 19:30",
        "27/11/26 19:30",
        "11/27/26 7:30 PM",
        "26/11/27 19:30",
        "2026年11月27日 下午7时30分",
        "2026年11月27日19時半",
        "7.30 p.m., 27 November 2026",
        "November 27, 2026, 7.30pm",
        "am 27. November 2026 um 19:30 Uhr",
        "27 нояб. 2026, 19:30",
        "20261127T193000",
        "202611271930",
        "20261127 19:30:00",
    ],
)
def test_a_date_without_a_zone_is_in_that_of_the_feeds_other_dates(text: str) -> None:
    assert read(text, Where(habit=DateHabit(offset=60))) == (EVENING, Dating.ZONE_INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27", "20261127", "27 November 2026", "Fri, 27 Nov 2026", "November 27, 2026", "27/11/2026",
        "27.11.2026", "2026/11/27", "2026年11月27日", "27-Nov-2026", "Nov. 27th, 2026", "27 de noviembre de 2026",
        "2026-W48-5", "2026-331", "27 listopada 2026", "Friday the 27th of November 2026",
    ],
)  # fmt: skip
def test_a_day_without_a_time_is_its_first_moment_in_utc_whatever_the_habit(text: str) -> None:
    language = "pl" if "listopada" in text else ""
    assert read(text, Where(language, habit=DateHabit(offset=540))) == ("2026-11-27T00:00:00", Dating.DAY)


@pytest.mark.parametrize(
    ("text", "how", "day"),
    [
        ("05/11/2026 10:00 GMT", Where(habit=DateHabit(order="dmy")), "2026-11-05"),
        ("05/11/2026 10:00 GMT", Where(habit=DateHabit(order="mdy")), "2026-05-11"),
        ("05/11/2026 10:00 GMT", Where(language="en-US"), "2026-05-11"),
        ("05/11/2026 10:00 GMT", Where(language="en-GB"), "2026-11-05"),
        ("05/11/2026 10:00 GMT", Where(language="fr"), "2026-11-05"),
        ("05/11/2026 10:00 GMT", Where(address="https://herald.co.uk/"), "2026-11-05"),
        ("05.11.2026 10:00 GMT", ANYWHERE, "2026-11-05"),
        ("05/12/2026 10:00 GMT", ANYWHERE, "2026-05-12"),  # 5 December has not come
        ("Thu, 05/11/2026 10:00 GMT", ANYWHERE, "2026-11-05"),  # 11 May is a Monday
        ("11/11/2026 10:00 GMT", ANYWHERE, "2026-11-11"),
        ("11.12.25 10:00 GMT", Where(language="de"), "2025-12-11"),
        ("11.12.25 10:00 GMT", Where(language="ko"), "2011-12-25"),
        ("25.12.11 10:00 GMT", Where(language="ko"), "2025-12-11"),
        ("27 listopada 2026 10:00 GMT", Where(language="pl"), "2026-11-27"),
        ("27 listopada 2026 10:00 GMT", Where(language="hr"), "2026-10-27"),
        ("mar. 24 nov. 2026 10:00 GMT", Where(language="fr"), "2026-11-24"),
        ("mar 24 mar 2026 10:00 GMT", Where(language="it"), "2026-03-24"),
    ],
)
def test_the_order_of_numbers_is_the_feeds_or_its_places_or_the_possible_one(text: str, how: Where, day: str) -> None:
    assert read(text, how) == (f"{day}T10:00:00", Dating.GIVEN)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("05/11/2026 10:00 GMT", ANYWHERE),
        ("05/11/2026 10:00 GMT", Where(language="en")),
        ("05/11/2026 10:00 GMT", Where(language="en-CA")),
        ("05/11/2026 10:00 GMT", Where(language="en-US", address="https://herald.co.uk/")),
        ("05-11-2026", ANYWHERE),
        ("05/11/2026 10:00 GMT", Where(address="https://herald.io/feed")),
        ("11/10/09 10:00 GMT", ANYWHERE),
        ("27 lis 2025 10:00 GMT", ANYWHERE),
    ],
)
def test_a_date_that_may_be_two_days_is_none(text: str, place: Where) -> None:
    assert read(text, place) == ("", Dating.AMBIGUOUS)


@pytest.mark.parametrize(
    "text",
    [
        "today", "yesterday", "5 minutes ago", "N/A", "0", "null", "now", "2026", "November 2026", "27 Nov", "18:30",
        "Fri, 31 Nov 2026 10:00:00 GMT", "2026-13-45", "2026-02-30T10:00:00Z", "27/27/2026", "27 Foo 2026 10:00 GMT",
        "Fri, 27 Nov 2026 25:00:00 GMT", "Fri, 27 Nov 2026 10:61:00 GMT", "27 Nov 2026 10:00 GMT by A. Reporter",
        "27 Nov 2026 - 28 Nov 2026", "2026-11-27 and 28", "version 1.2.2026", "7 آذر ۱۴۰۵", "27 Nov 2026 10:00 +9900",
        "Nov 27 Dec 2026", "27 Nov 2026 noon", "x" * 500, "1" * 400, "27 " * 200, "\u200f", "12345", "٢٧",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text)[0] == ""
    assert read(text)[1] is not Dating.GIVEN


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "1899-12-30T00:00:00Z", "1900-01-01", "1989-12-31",
        "Mon, 01 Jan 0001 00:00:00 +0000", "Wed, 31 Dec 1969 19:00:00 -0500", "27/11/89",
    ],
)  # fmt: skip
def test_a_date_before_there_were_feeds_is_none(text: str) -> None:
    assert read(text)[0] == ""


def test_a_date_an_hour_ahead_is_believed_and_a_later_one_is_none() -> None:
    assert read("Sun, 29 Nov 2026 10:00:00 GMT") == ("2026-11-29T10:00:00", Dating.GIVEN)
    assert read("Sun, 29 Nov 2026 10:00:01 GMT") == ("", Dating.AHEAD)
    assert read("Mon, 28 Dec 2026 09:30:00 GMT") == ("", Dating.AHEAD)


def test_a_date_ahead_that_may_be_of_a_zone_further_east_is_the_moment_it_was_fetched() -> None:
    """In Auckland it is half past nine in the evening."""
    assert read("2026-11-29 21:30") == ("2026-11-29T09:00:00", Dating.CLAMPED)
    evening = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
    assert read("2026-11-29", fetched=evening) == ("2026-11-28T20:00:00", Dating.CLAMPED)
    assert read("2026-11-30 12:00") == ("", Dating.AHEAD)
    assert not Dating.CLAMPED.tells_day


def test_a_missing_date_is_no_date() -> None:
    assert read("") == ("", Dating.MISSING)


def _zoned(*written: str) -> list[tuple[datetime, int]]:
    moments = [datetime.fromisoformat(text) for text in written]
    return [(moment, int((moment.utcoffset() or timedelta()).total_seconds() // 60)) for moment in moments]


@pytest.mark.parametrize(
    ("zoned", "offset"),
    [
        (["2026-11-27T18:30:00+09:00"], 540),
        (["2026-10-27T18:30:00+01:00", "2026-10-23T18:30:00+02:00"], 60),  # the clocks went back
        (["2026-10-27T18:30:00+01:00", "2026-10-23T18:30:00+09:00"], None),
        ([], 120),  # as it was
    ],
)
def test_the_zone_of_a_feed_is_that_of_its_latest_date_where_they_agree(zoned: list[str], offset: int | None) -> None:
    assert learnt(DateHabit(offset=120), _zoned(*zoned), ()).offset == offset


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["27/11/2026", "05/11/2026"], "dmy"),
        (["11/27/2026"], "mdy"),
        (["05/11/2026"], "ymd"),  # as it was
        (["27/11/2026", "11/27/2026"], ""),
        (["27 November 2026"], "ymd"),
    ],
)
def test_the_order_of_numbers_shows_where_one_is_above_twelve(texts: list[str], order: str) -> None:
    assert learnt(DateHabit(order="ymd"), (), texts).order == order


_PIECES = st.sampled_from(
    [*(text.partition("|")[0] for text in WITH_ZONE), "12", ":", "+", "-", "/", "pm", "年", "(", "T"]
)


@given(st.one_of(st.text(max_size=60), st.lists(st.tuples(_PIECES, st.integers(0, 30)), max_size=4)))
def test_whatever_stands_in_the_place_of_a_date_it_is_a_date_that_can_be_or_none(
    given_: str | list[tuple[str, int]],
) -> None:
    text = given_ if isinstance(given_, str) else "".join(piece[at:] for piece, at in given_)
    found = date_of(exact(text), text, Context(FETCHED))
    assert found.moment is None or EARLIEST <= found.moment <= FETCHED + FUTURE
    assert (found.moment is None) != (found.dating.tells_day or found.dating is Dating.CLAMPED)
