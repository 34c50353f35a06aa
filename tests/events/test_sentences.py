"""Who did what to whom, read from plain news sentences by the whole of the language work."""

from functools import cache

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType
from tests.nlp.articles import placed


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


def events(text: str, title: str = "News") -> tuple[Event, ...]:
    return annotator().annotate_now(placed(text, title=title)).events


def described(event: Event) -> str:
    """An event in a line: "ASSAULT Russia > Ukraine"."""
    actors = ", ".join(span.text for span in event.actors)
    recipients = ", ".join(span.text for span in event.recipients)
    return f"{event.type} {actors} > {recipients}"


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Russian forces attacked Kharkiv on Monday.", "ASSAULT Russian forces > Kharkiv"),
        ("Two soldiers were killed by Israel in Lebanon.", "ASSAULT Israel > Two soldiers"),
        ("The European Union imposed sanctions on Belarus.", "SANCTION European Union > Belarus"),
        ("Washington slapped new tariffs on China.", "SANCTION Washington > China"),
        ("Turkey expelled three Dutch diplomats.", "SANCTION Turkey > three Dutch diplomats"),
        ("Britain lifted its embargo on Iraq.", "CONCEDE Britain > Iraq"),
        ("Hamas released two Israeli hostages.", "RETREAT Hamas > two Israeli hostages"),
        ("Russia withdrew its troops from Kherson.", "RETREAT Russia > "),
        ("Japan apologized to South Korea.", "CONCEDE Japan > South Korea"),
        ("Germany agreed to send tanks to Ukraine.", "AGREE Germany > Ukraine"),
        ("Canada will provide aid to Haiti.", "AGREE Canada > Haiti"),
        ("Norway provided humanitarian aid to Sudan.", "AID Norway > Sudan"),
        ("France praised Morocco for its efforts.", "SUPPORT France > Morocco"),
        ("Spain recognised the Palestinian government.", "SUPPORT Spain > Palestinian government"),
        ("India shared intelligence with France.", "COOPERATE India, France > "),
        ("Emmanuel Macron met Giorgia Meloni in Rome.", "CONSULT Emmanuel Macron, Giorgia Meloni > "),
        ("Vladimir Putin visited Beijing.", "CONSULT Vladimir Putin, Beijing > "),
        ("Iran rejected the American proposal.", "REJECT Iran > American proposal"),
        ("Poland refused to accept migrants.", "REJECT Poland > migrants"),
        ("Moscow would not accept foreign troops in Ukraine.", "REJECT Moscow > foreign troops"),
        ("The United Nations urged Israel to halt the offensive.", "REQUEST United Nations > Israel"),
        ("Berlin called on Tehran to free the prisoners.", "REQUEST Berlin > Tehran"),
        ("Amnesty International accused Egypt of torturing detainees.", "ACCUSE Amnesty International > Egypt"),
        ("Ukraine condemned Hungary.", "ACCUSE Ukraine > Hungary"),
        ("North Korea threatened to attack South Korea.", "THREATEN North Korea > South Korea"),
        ("Donald Trump threatened Mexico with tariffs.", "THREATEN Donald Trump > Mexico"),
        ("Police arrested three activists in Minsk.", "COERCE Police > three activists"),
        ("China deployed warships near Taiwan.", "MOBILIZE China > Taiwan"),
        ("Protesters marched through Tbilisi against the government.", "PROTEST Protesters > government"),
        ("Britain sent missiles to Kyiv.", "AID Britain > Kyiv"),
        ("Brazil swapped two prisoners with Chile.", "RETREAT Brazil > Chile"),
        ("Nicaragua withdrew from the treaty.", "SANCTION Nicaragua > "),
        ("Senegalese doctors treated refugees in Chad.", "AID Senegalese doctors > refugees"),
        ("Iran threatened to expel the French ambassador.", "THREATEN Iran > French ambassador"),
        ("Israel attacked a school in Gaza.", "ASSAULT Israel > school"),
        ("The minister attacked Poland's decision.", "ACCUSE minister > Poland"),
        ("Sweden refused every offer made by Turkey.", "REJECT Sweden > Turkey"),
        ("Australia called for sanctions on Myanmar.", "ACCUSE Australia > Myanmar"),
        ("Dozens of students protested in Belgrade.", "PROTEST students > "),
        ("Kenya said that Somalia must release the pilot.", "REQUEST Kenya > Somalia"),
    ],
)
def test_a_plain_sentence_gives_its_event(sentence: str, event: str) -> None:
    assert event in [described(found) for found in events(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "England beat Australia by six wickets in London.",
        "Analysts at Barclays warned of a deficit.",
        "Apple plans to open a store in Madrid.",
        "The fund is based in Oslo and manages billions.",
        "Julia Roberts stars in a film about Paris.",
        "Heavy rain hit Manchester on Sunday.",
        "The mayor of Lyon told reporters that the bridge was old.",
        "Real Madrid will play Barcelona on Saturday.",
    ],
)
def test_ordinary_news_gives_no_event_of_weight(sentence: str) -> None:
    assert [described(found) for found in events(sentence) if found.confidence >= 0.6] == []


@pytest.mark.parametrize(
    ("sentence", "modes"),
    [
        ("Russia attacked Odesa.", ""),
        ("Russia did not attack Odesa.", "negated"),
        ("Iran never sanctioned Iraq.", "negated"),
        ("Israel will attack Iran.", "future"),
        ("Israel may attack Iran.", "hypothetical"),
        ("If Russia attacks Poland, NATO will respond.", "hypothetical"),
        ("Israel could attack Iran.", "hypothetical"),
        ("Russia annexed Crimea in 2014.", "historical"),
        ("Iraq invaded Kuwait three decades ago.", "historical"),
        ("North Korea may attack Japan.", "hypothetical"),
    ],
)
def test_the_modes_of_an_event(sentence: str, modes: str) -> None:
    (event, *_) = events(sentence)
    said = [mode for mode in ("negated", "future", "hypothetical", "historical") if getattr(event, mode)]
    assert " ".join(said) == modes


def test_an_event_carries_its_evidence() -> None:
    text = "Kyiv said that Russia attacked Odesa.\nOthers kept silent."
    (event,) = events(text, title="War")
    document = f"War\n{text}"
    assert event.said_by is not None
    assert event.said_by.text == "Kyiv"
    for span in (*event.actors, *event.recipients, event.trigger, event.sentence, event.said_by):
        assert document[span.start : span.end] == span.text
    assert event.sentence.text == "Kyiv said that Russia attacked Odesa."
    assert 0 < event.confidence <= 1


def test_a_warning_of_sanctions_sanctions_nobody() -> None:
    found = events(
        "Emmanuel Macron warned that additional sanctions would be imposed on Russia if it refused to negotiate."
    )
    assert EventType.SANCTION not in {event.type for event in found if not event.hypothetical}
    assert [(event.type, event.hypothetical) for event in found if event.trigger.text == "warned"] == [
        (EventType.THREATEN, False)
    ]


def test_the_rule_of_an_event_is_its_entry_and_what_the_verbs_above_made_of_it() -> None:
    (event,) = events("North Korea threatened to attack South Korea.")
    assert (event.rule.entry, event.rule.operators) == ("attack + party", ("threaten to",))
    assert str(event.rule) == "threaten to (attack + party)"
