"""Articles: who each mention is."""

from datetime import date

import pytest

from monitor.annotate.actors.listed.find import find_listed
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.gazetteer.directory import load_directory
from monitor.records import EntityType, Mention

DAY = date(2025, 9, 5)
TYPES = {"P": EntityType.PERSON, "O": EntityType.ORGANISATION, "L": EntityType.PLACE, "N": EntityType.NATIONALITY}


def resolved(document: str, *names: str, day: date = DAY) -> dict[str, Mention]:
    """The mentions by text; `names` are "P Macron", "L Paris" and so on, in the order of the text."""
    mentions, at = [], 0
    for marked in names:
        kind, text = marked.split(" ", 1)
        at = document.index(text, at)
        mentions.append(Mention(type=TYPES[kind], text=text, start=at, end=at + len(text), reason="given"))
        at += len(text)
    return {mention.text: mention for mention in resolve(mentions, document, day, load_directory())}


def test_a_surname_leads_to_the_actor_of_the_full_name() -> None:
    found = resolved("Emmanuel Macron spoke. Macron's aides did not.", "P Emmanuel Macron", "P Macron")
    assert found["Macron"].actor == "emmanuel-macron"
    assert "short for Emmanuel Macron" in found["Macron"].reason
    assert found["Macron"].wikidata == "Q3052772"


def test_a_leader_needs_no_full_name() -> None:
    assert resolved("Putin met Merz.", "P Putin", "P Merz")["Merz"].actor == "friedrich-merz"


def test_an_ambiguous_surname_stays_unresolved_with_its_candidates() -> None:
    bush = resolved("Bush spoke.", "P Bush", day=date(2010, 1, 1))["Bush"]
    assert bush.actor is None
    assert set(bush.candidates) == {"george-h-w-bush", "george-w-bush"}


def test_who_left_office_decades_ago_is_not_called_by_the_surname_alone() -> None:
    assert resolved("Bush spoke.", "P Bush", day=date(2020, 1, 1))["Bush"].actor == "george-w-bush"


def test_who_is_in_no_gazetteer_is_told_by_the_words_before() -> None:
    found = resolved("Kenyan farmer Wanjiku Otieno wept. Otieno left.", "N Kenyan", "P Wanjiku Otieno", "P Otieno")
    assert (found["Otieno"].actor, found["Otieno"].country, found["Otieno"].sector) == ("wanjiku-otieno", "KEN", "AGR")


@pytest.mark.parametrize(
    ("document", "actor"),
    [
        ("The French president arrived.", "emmanuel-macron"),
        ("France's president arrived.", "emmanuel-macron"),
        ("The president of France arrived.", "emmanuel-macron"),
    ],
)
def test_an_office_is_a_mention_of_its_holder(document: str, actor: str) -> None:
    named = "N French" if "French" in document else "L France"
    people = [mention for mention in resolved(document, named).values() if mention.type is EntityType.PERSON]
    assert [person.actor for person in people] == [actor]


def test_an_office_with_a_name_behind_it_or_given_up_is_none() -> None:
    document = "French President Emmanuel Macron met the former German chancellor."
    found = resolved(document, "N French", "P Emmanuel Macron", "N German")
    assert set(found) == {"French", "Emmanuel Macron", "German"}


@pytest.mark.parametrize(
    ("document", "actor"),
    [
        ("Moscow said it would not agree.", "russia"),
        ("Talks with Moscow broke down.", "russia"),
        ("Paris accused Moscow of lying.", "russia"),
        ("They sent weapons to Moscow.", "russia"),
        ("Moscow sanctioned the company.", "russia"),
        ("He flew to Moscow on Monday.", "moscow-rus"),
        ("A bomb went off in Moscow.", "moscow-rus"),
        ("The bus from Moscow was late.", "moscow-rus"),
        ("Moscow's metro was shut.", "moscow-rus"),
    ],
)
def test_a_capital_is_a_government_only_where_it_acts_as_one(document: str, actor: str) -> None:
    assert resolved(document, "L Moscow")["Moscow"].actor == actor


@pytest.mark.parametrize("taken_for", ["P", "O", "L"])
def test_a_capital_that_acts_is_a_government_whatever_it_was_taken_for(taken_for: str) -> None:
    found = resolved("Washington said it would bomb the site.", f"{taken_for} Washington")["Washington"]
    assert (found.type, found.actor) == (EntityType.PLACE, "united-states")


def test_somebody_called_as_a_capital_is_no_government_where_the_full_name_stands() -> None:
    found = resolved("Denzel Washington came. Washington said no.", "P Denzel Washington", "P Washington")
    assert (found["Washington"].type, found["Washington"].name) == (EntityType.PERSON, "Denzel Washington")


def test_a_nationality_has_a_country_and_is_no_government() -> None:
    found = resolved("A Ukrainian restaurant opened.", "N Ukrainian")["Ukrainian"]
    assert (found.actor, found.country, found.sector) == (None, "UKR", None)


def test_an_acronym_is_what_the_article_says_it_is() -> None:
    document = "The Danish Refugee Council (DRC) left. DRC staff were hurt."
    found = resolved(document, "O Danish Refugee Council", "O DRC", "O DRC")
    assert found["DRC"].actor == "danish-refugee-council"


def test_spellings_of_towns_meet() -> None:
    assert resolved("Near Chernigiv.", "L Chernigiv")["Chernigiv"].actor == "chernihiv-ukr"


def test_names_are_found_by_words_where_no_model_reads_the_language() -> None:
    document = "L'Allemagne et l'OTAN soutiennent Emmanuel Macron."
    found = resolve(find_listed(document, "fr", DAY, load_directory()), document, DAY, load_directory())
    assert {mention.text: mention.actor for mention in found} == {
        "Allemagne": "germany",
        "OTAN": "nato",
        "Emmanuel Macron": "emmanuel-macron",
    }


def test_in_russian_countries_are_found() -> None:
    document = "Германия поможет Украине."
    found = resolve(find_listed(document, "ru", DAY, load_directory()), document, DAY, load_directory())
    assert [mention.country for mention in found] == ["DEU", "UKR"]


def test_who_left_office_but_bears_its_title_in_the_text_is_still_in_it() -> None:
    day = date(2026, 10, 1)
    still = resolved("UK Prime Minister Keir Starmer spoke.", "L UK", "P Keir Starmer", day=day)["Keir Starmer"]
    gone = resolved("Keir Starmer spoke.", "P Keir Starmer", day=day)["Keir Starmer"]
    former = resolved("Former prime minister Keir Starmer spoke.", "P Keir Starmer", day=day)["Keir Starmer"]
    assert (still.sector, gone.sector, former.sector) == ("GOV", "ELI", "ELI")


def test_a_name_that_many_countries_parties_bear_needs_its_country() -> None:
    party = "O Democratic Party"
    assert resolved("Hong Kong's Democratic Party met.", "L Hong Kong", party)["Democratic Party"].country == "HKG"
    assert resolved("South Korea's Lee is of the Democratic Party.", "L South Korea", party)[
        "Democratic Party"
    ].candidates == ("democratic-party",)
    assert resolved("Donald Trump mocked the Democratic Party.", "P Donald Trump", party)["Democratic Party"].actor
    assert resolved("Peru's Congress met.", "L Peru", "O Congress")["Congress"].actor == "congress-per"


@pytest.mark.parametrize(
    ("document", "name"), [("Novak Djokovic won.", "Novak"), ("Power cut stops trams in Prague.", "Power")]
)
def test_a_part_of_a_name_and_a_word_are_nobody(document: str, name: str) -> None:
    assert resolved(document, f"P {name}")[name].actor is None


def test_a_company_is_no_person_and_a_river_no_company() -> None:
    assert resolved("Sinopec broke ground.", "P Sinopec")["Sinopec"].type is EntityType.ORGANISATION
    assert resolved("Near the mouth of the Amazon.", "O Amazon")["Amazon"].actor == "amazon"
    assert resolved("Amazon hired.", "O Amazon")["Amazon"].sector == "BUS"


@pytest.mark.parametrize(
    ("document", "place", "governs"),
    [
        ("He offered to mediate between Tehran and Washington.", "Washington", True),
        ("She urged Belgrade and Pristina to talk.", "Pristina", True),
        ("It cancelled flights to Tel Aviv, Amman and Erbil.", "Amman", False),
        ("A bus fell into a ravine between Ayacucho and Lima.", "Lima", False),
    ],
)
def test_of_two_capitals_both_are_governments_or_none(document: str, place: str, governs: bool) -> None:
    assert (resolved(document, f"L {place}")[place].sector == "GOV") is governs
