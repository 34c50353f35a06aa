"""The tables: what ships is what they say, and they say nothing impossible."""

from datetime import date
from itertools import pairwise

import pytest

from monitor.annotate.gazetteer.compiled import compile_tables, load_compiled
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.gazetteer.entries import Tenure
from monitor.annotate.gazetteer.rows import rows

COLUMNS = {"countries.tsv": 6, "states.tsv": 6, "people.tsv": 6, "organisations.tsv": 6, "offices.tsv": 3}


def test_what_ships_is_compiled_from_the_tables() -> None:
    assert load_compiled() == compile_tables(), "run: python -m benchmarks.training.gazetteer --compile"


@pytest.mark.parametrize(("table", "columns"), COLUMNS.items())
def test_rows_have_their_columns(table: str, columns: int) -> None:
    assert all(len(row) == columns for row in rows(table, columns))


def test_every_country_stands_in_the_table_of_countries() -> None:
    known = {row[0] for row in rows("countries.tsv", 6)}
    used = {entry.country for entry in load_compiled().entries if entry.country}
    assert used <= known


def test_every_organisation_that_something_is_part_of_is_known() -> None:
    entries = load_directory().entries
    assert all(entry.part_of in entries for entry in entries.values() if entry.part_of)


def test_every_office_is_held_in_the_order_of_time() -> None:
    for of, office, cell in rows("offices.tsv", 3):
        since = [holder.split(" ", 1)[0] for holder in cell.split("; ")]
        assert all(date.fromisoformat(f"{day}-01"[:10]) for day in since), (of, office)
        assert all(one < two for one, two in pairwise(since)), (of, office)


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        (date(2021, 12, 7), ["angela-merkel"]),
        (date(2021, 12, 8), ["olaf-scholz"]),
        (date(2025, 5, 6), ["friedrich-merz"]),
    ],
)
def test_an_office_changes_hands_on_a_day(day: date, holders: list[str]) -> None:
    assert [entry.id for entry in load_directory().holders("DEU", "chancellor", day)] == holders


def test_where_only_the_month_is_known_nobody_alone_holds_the_office_in_it() -> None:
    one, next_one = (
        Tenure(office="mayor", of="DEU", since="2020", until="2021-12"),
        Tenure(office="mayor", of="DEU", since="2021-12"),
    )
    assert one.holds(date(2021, 12, 31))
    assert next_one.holds(date(2021, 12, 1))
    assert not one.holds(date(2022, 1, 1))
    assert not next_one.holds(date(2021, 11, 30))


def test_every_office_has_words_that_name_it() -> None:
    named = {office for office, _ in rows("office_words.tsv", 2)}
    unnamed = {office for _, office, _ in rows("offices.tsv", 3)} - named
    assert unnamed <= {"foreign ministry spokesman", "chief minister of balochistan", "chairman of the presidency"}


@pytest.mark.parametrize(
    ("spelt", "actor"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Sergey Lavrov", "sergei-lavrov"),
        ("Dmitriy Medvedev", "dmitry-medvedev"),
        ("Nicolas Maduro", "nicolas-maduro"),
        ("Abdel Fattah al-Sisi", "abdel-fattah-el-sisi"),
        ("Kim Jong Un", "kim-jong-un"),
    ],
)
def test_spellings_of_one_person_meet(spelt: str, actor: str) -> None:
    assert [entry.id for entry in load_directory().person(spelt)] == [actor]


@pytest.mark.parametrize(
    ("name", "known"), [("US", True), ("U.S.", True), ("us", False), ("who", False), ("WHO", True)]
)
def test_acronyms_count_as_they_are_written(name: str, known: bool) -> None:
    assert bool(load_directory().named(name)) is known


@pytest.mark.parametrize(
    ("day", "holder"),
    [(date(2016, 1, 1), "barack-obama"), (date(2022, 1, 1), "joe-biden"), (date(2025, 9, 5), "donald-trump")],
)
def test_offices_have_their_holder_of_the_day(day: date, holder: str) -> None:
    assert [entry.id for entry in load_directory().holders("USA", "president", day)] == [holder]


def test_a_place_of_several_countries_is_not_decided() -> None:
    assert load_directory().place("Paris") == ("FRA",)
    assert len(load_directory().place("San José")) > 1


def test_an_office_whose_holder_nobody_looked_up_has_none_and_its_last_holder_may_be_in_it_yet() -> None:
    before, after = date(2026, 8, 1), date(2026, 11, 1)
    assert [entry.id for entry in load_directory().holders("SWE", "prime minister", before)] == ["ulf-kristersson"]
    assert load_directory().holders("SWE", "prime minister", after) == []
    (kristersson,) = load_directory().person("Ulf Kristersson")
    assert kristersson.sector_on(after) == "GOV"
