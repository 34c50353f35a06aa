"""Mode, contexts, place, day, size and countries of events, read by the whole of the language work."""

from datetime import date

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType, Party, Size
from monitor.text.quantities.numbers import number
from monitor.text.quantities.size import size_of
from tests.nlp.articles import placed

ANNOTATOR = InlineAnnotator()


def event(text: str, kind: EventType) -> Event:
    found = [event for event in ANNOTATOR.annotate_now(placed(text, title="News")).events if event.type is kind]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "kind", "mode"),
    [
        ("Russian missiles struck a hospital in Kharkiv.", EventType.ASSAULT, "heavy-weapons"),
        ("Gunmen kidnapped two teachers in Nigeria.", EventType.ASSAULT, "abduct"),
        ("Police arrested three activists in Minsk.", EventType.COERCE, "arrest"),
        ("Turkey expelled three Dutch diplomats.", EventType.SANCTION, "expel"),
        ("Vladimir Putin visited Beijing.", EventType.CONSULT, "visit"),
        ("Hamas released two Israeli hostages.", EventType.RETREAT, "release"),
    ],
)
def test_the_mode_says_how_it_was_done(sentence: str, kind: EventType, mode: str) -> None:
    assert event(sentence, kind).mode == mode


def test_contexts_say_what_else_it_is_about() -> None:
    assert "economic" in event("The European Union imposed sanctions on Russia.", EventType.SANCTION).contexts


def test_the_place_is_the_one_in_the_clause_with_its_country() -> None:
    found = event("Russian forces attacked a convoy near Kharkiv on Monday.", EventType.ASSAULT)
    assert found.location is not None
    assert (found.location.text, found.location_country) == ("Kharkiv", "UKR")


@pytest.mark.parametrize(
    ("sentence", "kind", "place"),
    [
        ("Students marched through Belgrade against the government.", EventType.PROTEST, ("Belgrade", "SRB")),
        ("Israel struck a building in the suburbs of Beirut.", EventType.ASSAULT, ("Beirut", "LBN")),
        ("Russia shelled Kharkiv on Monday.", EventType.ASSAULT, ("Kharkiv", "UKR")),
    ],
)
def test_a_place_may_be_marched_through_named_with_its_part_or_be_what_is_struck(
    sentence: str, kind: EventType, place: tuple[str, str]
) -> None:
    found = event(sentence, kind)
    assert found.location is not None
    assert (found.location.text, found.location_country) == place


def countries_of(side: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(party.country or "" for party in side)


def test_who_says_so_stands_before_behind_or_in_according_to() -> None:
    for sentence in (
        "Kyiv said that Russian forces attacked Kharkiv.",
        "Russian forces attacked Kharkiv, Kyiv said.",
        "According to Kyiv, Russian forces attacked Kharkiv.",
    ):
        said_by = event(sentence, EventType.ASSAULT).said_by
        assert said_by is not None, sentence
        assert said_by.text == "Kyiv"


@pytest.mark.parametrize(
    ("text", "kind", "countries"),
    [
        ("Three Turkish soldiers were killed in an Israeli strike.", EventType.ASSAULT, (("ISR",), ("TUR",))),
        ("Foreign ministers of India and Pakistan met in Geneva.", EventType.CONSULT, (("IND", "PAK"), ())),
        ("Macron praised the plan.", EventType.SUPPORT, (("FRA",), ("",))),
        ("Zimbabwe banned foreign journalists.", EventType.COERCE, (("ZWE",), ("",))),
        (
            "The United States condemned the killing of a priest by troops in Sudan.",
            EventType.ACCUSE,
            (("USA",), ("SDN",)),
        ),
        ("Iran fired missiles at Israel. France condemned the attack.", EventType.ACCUSE, (("FRA",), ("IRN",))),
        ("Macron warned of sanctions if Russia kept bombing Ukraine.", EventType.THREATEN, (("FRA",), ("RUS",))),
        ("More than thirty countries promised Ukraine troops.", EventType.AGREE, (("",), ("UKR",))),
    ],
)
def test_the_countries_of_both_sides(
    text: str, kind: EventType, countries: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    found = event(text, kind)
    assert (countries_of(found.actors), countries_of(found.recipients)) == countries


def test_what_is_told_in_passing_counts_only_where_nothing_else_is_told() -> None:
    def types(text: str) -> list[EventType]:
        return [each.type for each in ANNOTATOR.annotate_now(placed(text, title="News")).events]

    assert types("Germany condemned Russia, which attacked Odesa.") == [EventType.ACCUSE]
    assert types("Odesa, which Russia attacked, is dark.") == [EventType.ASSAULT]


def test_the_same_deed_told_twice_in_a_sentence_is_one_event() -> None:
    found = ANNOTATOR.annotate_now(
        placed("Gunmen attacked a bus in Mali on Monday, killing five people.", title="News")
    )
    assert [(each.type, each.size) for each in found.events] == [(EventType.ASSAULT, Size(dead=5))]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on Monday", date(2026, 3, 2)),
        ("on Sunday", date(2026, 3, 1)),
        ("yesterday", date(2026, 3, 1)),
        ("on February 27", date(2026, 2, 27)),
        ("on 5 September 2024", date(2024, 9, 5)),
        ("", None),
    ],
)
def test_the_day_is_seen_from_the_day_of_the_article(when: str, day: date | None) -> None:
    assert event(f"Russian forces attacked Kharkiv {when}.".replace(" .", "."), EventType.ASSAULT).day == day


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("The strike killed 12 people and wounded thirty.", Size(dead=12, injured=30)),
        ("At least two dozen died; 1,200 soldiers were wounded.", Size(dead=24, injured=1200, troops=1200)),
        ("Police arrested 63 protesters.", Size(arrested=63)),
        ("Poland sent 2,000 soldiers to the border.", Size(troops=2000)),
        ("Twenty-six countries pledged $3.5 billion.", Size(countries=26, money=3.5e9, currency="USD")),
        ("Japan will lend 200 million euros.", Size(money=2e8, currency="EUR")),
        ("The death toll of the flood in Derna reached 2,000.", Size(dead=2000)),
        ("Aleppo school bombing: toll rises to 17", Size(dead=17)),
        ("The number of people killed when jets bombed a school rose to 17.", Size(dead=17)),
        ("At least a dozen workers were killed.", Size(dead=12)),
        ("More than 300 people are now known to have died.", Size(dead=300)),
        ("Rescuers have found 26 bodies.", Size(dead=26)),
        ("Eleven bodies found in ruin", Size(dead=11)),
        ("111 of the appointed bodies had been set up.", Size()),
        ("Police shot dead 22 protesters.", Size(dead=22)),
        ("Nine people were killed, taking the number of dead to 31.", Size(dead=31)),
        ("Police corrected the number of dead in the flood to 29.", Size()),
        ("Twenty people lost their lives.", Size(dead=20)),
        ("The quake claimed at least 12 lives.", Size(dead=12)),
        ("The flood took the lives of 30 people.", Size(dead=30)),
        ("A dam burst, drowning four people.", Size(dead=4)),
        ("Four drowned.", Size(dead=4)),
        ("Six villagers perished.", Size(dead=6)),
        ("Eighteen were burned to death.", Size(dead=18)),
        ("Five miners suffocated.", Size(dead=5)),
        ("Two men were electrocuted.", Size(dead=2)),
        ("Rebels beheaded nine villagers.", Size(dead=9)),
        ("Rebels massacred 40 villagers.", Size(dead=40)),
        ("Three men were hanged.", Size(dead=3)),
        ("The seven men did not survive.", Size(dead=7)),
        ("The death toll stands at 44.", Size(dead=44)),
        ("A death toll of 44.", Size(dead=44)),
        ("09:50 Seven are dead.", Size(dead=7)),
        ("09:50 Somebody is dead.", Size()),
        ("The ministers of the G7 nations met.", Size()),
        ("Nothing happened.", Size()),
    ],
)
def test_size_is_read_in_figures_and_in_words(sentence: str, size: Size) -> None:
    assert size_of(sentence) == size


def test_numbers_have_values() -> None:
    assert [number(words) for words in ("1,200", "twenty-six", "two million", "3.5 billion")] == [1200, 26, 2e6, 3.5e9]


@pytest.mark.parametrize(
    ("text", "kind", "countries"),
    [
        ("Police arrested three activists in Minsk.", EventType.COERCE, (("BLR",), ("BLR",))),
        ("Turkish police arrested two journalists.", EventType.COERCE, (("TUR",), ("TUR",))),
        ("Rebels attacked an army base in Mali.", EventType.ASSAULT, (("MLI",), ("MLI",))),
        ("France condemned Rwanda.", EventType.ACCUSE, (("FRA",), ("RWA",))),
    ],
)
def test_who_has_no_name_takes_the_country_of_the_clause_or_of_the_other_side(
    text: str, kind: EventType, countries: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    found = event(text, kind)
    assert (countries_of(found.actors), countries_of(found.recipients)) == countries


def test_who_has_no_name_takes_the_country_that_the_text_speaks_of() -> None:
    text = "Chad held an election in Chad's south on Sunday.\nRebels killed four soldiers, General Idriss Mahamat said."
    assert event(text, EventType.ASSAULT).actors[0].country == "TCD"
