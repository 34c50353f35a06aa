"""Who the parties of an event are, how that is known, and where they stand."""

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, Party, PartyReason
from tests.nlp.articles import placed

ANNOTATOR = InlineAnnotator()


def first_event(text: str) -> Event:
    return ANNOTATOR.annotate_now(placed(text, title="News")).events[0]


def known(party: Party) -> tuple[str, str | None, str | None, str | None, PartyReason]:
    return party.text, party.actor, party.country, party.sector, party.reason


def test_those_who_meet_are_known_by_their_canonical_ids() -> None:
    event = first_event("Emmanuel Macron met Xi Jinping in Beijing.")
    assert [known(party) for party in event.actors] == [
        ("Emmanuel Macron", "emmanuel-macron", "FRA", "GOV", PartyReason.NAME),
        ("Xi Jinping", "xi-jinping", "CHN", "GOV", PartyReason.NAME),
    ]


def test_an_office_stands_for_its_holder() -> None:
    (president,) = first_event("The French president condemned Iran.").actors
    assert known(president) == ("French president", "emmanuel-macron", "FRA", "GOV", PartyReason.OFFICE)
    assert president.name == "Emmanuel Macron"


def test_a_pronoun_stands_for_the_person_named_before_it() -> None:
    event = first_event("Emmanuel Macron said he condemned Iran.")
    assert [party.actor for party in event.actors] == ["emmanuel-macron"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Emmanuel Macron spoke in Paris.\nHe condemned Iran.", "emmanuel-macron"),
        (
            "Emmanuel Macron spoke with Angela Merkel.\nShe condemned Iran.",
            "angela-merkel",
        ),  # the first of them is a man
        ("Angela Merkel spoke in Berlin.\nShe condemned Iran.", "angela-merkel"),
        ("Police spoke in Paris.\nHe condemned Iran.", None),
        ("Emmanuel Macron spoke in Paris.\nThey condemned Iran.", None),
        ("Emmanuel Macron spoke in Paris.\nAsked about Xi Jinping, Olaf Scholz and Iran, he condemned Iran.", None),
    ],
)
def test_a_pronoun_may_stand_for_who_leads_the_sentence_before(text: str, actor: str | None) -> None:
    (party,) = ANNOTATOR.annotate_now(placed(text, title="News")).events[-1].actors
    assert party.actor == actor
    assert (party.reason is PartyReason.PRONOUN) is (actor is not None)


def test_who_says_so_is_known_too() -> None:
    said_by = first_event("Russian forces attacked Kharkiv, Emmanuel Macron said.").said_by
    assert said_by is not None
    assert (said_by.actor, said_by.country, str(said_by.position)) == ("emmanuel-macron", "FRA", "subject of 'said'")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ukrainian farmers blocked the border with Poland.", ("Ukrainian farmers", "UKR", PartyReason.PHRASE)),
        ("Rebels in Mali attacked the army.", ("Rebels", "MLI", PartyReason.PHRASE)),
        ("Police arrested three activists in Minsk.", ("Police", "BLR", PartyReason.PLACE)),
        ("Rebels attacked Malian soldiers.", ("Rebels", "MLI", PartyReason.OTHER_SIDE)),
        ("Rebels attacked the army. Chad is at war; Chad mourns.", ("Rebels", "TCD", PartyReason.TEXT)),
        ("Rebels attacked the army.", ("Rebels", None, PartyReason.UNKNOWN)),
    ],
)
def test_the_country_of_an_actor_says_how_it_is_known(text: str, party: tuple[str, str | None, PartyReason]) -> None:
    (actor,) = first_event(text).actors
    assert (actor.text, actor.country, actor.reason) == party


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("Russia attacked Ukraine.", ["subject of 'attacked'", "object of 'attacked'"]),
        ("Kharkiv was shelled by Russia.", ["behind 'by'", "subject of passive 'shelled'"]),
        ("France imposed sanctions on Iran and Syria.", ["subject of 'imposed'", "behind 'on'", "behind 'on'"]),
        ("Germany gave the rebels food and weapons.", ["subject of 'gave'", "indirect object of 'gave'"]),
        ("Iran's attack on Israel began on Monday.", ["before 'attack'", "behind 'on'"]),
    ],
)
def test_a_party_has_its_role_by_where_it_stands(text: str, positions: list[str]) -> None:
    event = first_event(text)
    assert [str(party.position) for party in (*event.actors, *event.recipients)] == positions


def test_whoever_is_answered_stands_in_an_earlier_sentence() -> None:
    answer = ANNOTATOR.annotate_now(placed("Iran fired missiles at Israel. France condemned the attack.")).events[-1]
    assert [(party.actor, str(party.position)) for party in answer.recipients] == [
        ("iran", "who did what is answered by 'condemned'")
    ]


def test_a_governor_of_whom_nothing_is_known_is_of_the_country_where_it_happened() -> None:
    told = {
        "the governor of the region": "UKR",
        "residents": "UKR",
        "local officials": "UKR",
        "officials": None,
        "the Russian governor": "RUS",
    }
    for who, country in told.items():
        said_by = first_event(f"Russian forces shelled Kharkiv overnight, {who} said.").said_by
        assert said_by is not None, who
        assert said_by.country == country, who


def test_who_says_so_behind_the_victims_is_known() -> None:
    text = (
        "Russian forces attacked Kharkiv with drones overnight, wounding eleven people, "
        "the regional governor, Oleh Syniehubov, said on Telegram."
    )
    said_by = first_event(text).said_by
    assert said_by is not None
    assert said_by.country == "UKR"
