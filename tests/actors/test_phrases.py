"""Actor phrases: country and sector."""

from datetime import date

import pytest

from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.gazetteer.directory import load_directory

DAY = date(2025, 9, 5)


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Ukrainian farmers", "UKR", "AGR"),
        ("the Norwegian army", "NOR", "MIL"),
        ("police in Nairobi", "KEN", "COP"),
        ("Chile's Defense Ministry", "CHL", "GOV"),
        ("Hamas gunmen", "PSE", "REB"),
        ("a former MI6 officer", "GBR", "ELI"),
        ("the president of the Knesset", "ISR", "LEG"),
        ("Muslim leaders in Sweden", "SWE", "REL"),
        ("Moscow", "RUS", "GOV"),
        ("Kharkiv", "UKR", "CVL"),
        ("several of the largest trade unions in Spain", "ESP", "LAB"),
        ("opposition lawmakers", None, "LEG"),
        ("a group of men", None, "UNK"),
        ("European Union", None, "IGO"),
        ("Somaliland", "SOM", "PRE"),
        ("Rwanda-backed M23 rebels", "COD", "REB"),
        ("the Tehran-born filmmaker", "IRN", "ELI"),
        ("a UN peacekeeper in Mali", None, "MIL"),
        ("NATO defence ministers", None, "IGO"),
        ("ethnic Albanians in North Macedonia", "MKD", "CVL"),
        ("Kosovo Serbs", "XKX", "CVL"),
        ("Boeing's chief executive", "USA", "BUS"),
        ("Mayor Joe Anderson", None, "GOV"),
        ("al-Shabab militants", "SOM", "REB"),
        ("Wagner mercenaries", "RUS", "PRM"),
        ("Hong Kong police", "HKG", "COP"),
        ("FARC dissidents", "COL", "REB"),
        ("Congolese refugees in Uganda", "COD", "REF"),
        ("", None, None),
        ("…", None, None),
    ],
)
def test_a_phrase_tells_country_and_sector(phrase: str, country: str | None, sector: str | None) -> None:
    identity = identify(phrase, DAY, load_directory())
    assert (identity.country, identity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "day", "actor"),
    [
        ("the French president", DAY, "emmanuel-macron"),
        ("the French president", date(2015, 1, 1), "francois-hollande"),
        ("Poland's prime minister", DAY, "donald-tusk"),
        ("the president of Russia", DAY, "vladimir-putin"),
        ("NATO chief", DAY, "mark-rutte"),
        ("the former French president", DAY, None),
        ("the French vice president", DAY, None),
        ("president of the Chadian Human Rights League", DAY, None),
        ("the president of the Ghana Football Association", DAY, None),
    ],
)
def test_an_office_means_its_holder_of_the_day(phrase: str, day: date, actor: str | None) -> None:
    assert identify(phrase, day, load_directory()).actor == actor


@pytest.mark.parametrize(
    ("day", "sector"), [(date(2018, 1, 1), "GOV"), (date(2023, 1, 1), "ELI"), (date(2025, 9, 5), "GOV")]
)
def test_who_left_an_office_is_of_the_elite_until_the_next_one(day: date, sector: str) -> None:
    assert identify("Donald Trump", day, load_directory()).sector == sector


def test_who_serves_an_organisation_acts_for_it() -> None:
    before, now = (identify("Mark Rutte", day, load_directory()) for day in (date(2020, 1, 1), DAY))
    assert (before.country, before.sector) == ("NLD", "GOV")
    assert (now.country, now.sector, now.organisation) == (None, "IGO", "nato")
