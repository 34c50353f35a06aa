"""How sure an event is of whose type the models know nothing yet."""

import pytest
from msgspec.structs import replace

from monitor.annotate.confidence import confidence
from monitor.annotate.confidence.linear import load_event_models
from monitor.annotate.events.duplicates import without_duplicates
from monitor.annotate.lexicon.topics import share_of_politics
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType, Span
from tests.nlp.articles import placed


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Emmanuel Macron met Giorgia Meloni in Rome.", 0.7, 1.0),
        ("Kuwaiti investors visited a factory in Stuttgart.", 0.0, 0.5),
    ],
)
def test_an_event_of_a_type_that_no_model_was_taught_is_as_sure_as_any_event(
    text: str, least: float, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = load_event_models()
    untaught = tuple("UNKNOWN" if name == EventType.CONSULT else name for name in models.classes)
    monkeypatch.setattr(confidence, "load_event_models", lambda: models._replace(classes=untaught))
    (event,) = InlineAnnotator().annotate_now(placed(text, title="News")).events
    assert event.type is EventType.CONSULT
    assert least <= event.confidence <= most


@pytest.mark.parametrize(
    ("name", "has_other"),
    [("Jane Zyphora", True), ("Zyphora Dynamics", True), ("Emmanuel Macron", False), ("The government", False)],
)
def test_what_is_doubted_for_an_unknown_name_alone_is_sure_for_who_knows_it(name: str, *, has_other: bool) -> None:
    text = f"{name} condemned the arrests in Nairobi on Friday."
    (event,) = InlineAnnotator().annotate_now(placed(text, title="News")).events
    if_known = event.confidence_if_known
    assert (if_known is not None and if_known > event.confidence) is has_other


def test_of_an_event_that_is_told_twice_both_figures_are_those_of_the_surer_telling() -> None:
    span = Span(text="hit", start=0, end=3)
    told = Event(id="", type=EventType.ASSAULT, actors=(), recipients=(), trigger=span, sentence=span, confidence=0.4)
    again = replace(told, confidence=0.6, confidence_if_known=0.9)
    for order in ((told, again), (again, told)):
        (event,) = without_duplicates(order)
        assert (event.confidence, event.confidence_if_known) == (0.6, 0.9)


@pytest.mark.parametrize(
    ("kind", "topic", "counts"),
    [
        (EventType.PROTEST, "business", False),  # shops that are shut
        (EventType.PROTEST, "science", False),  # wards without nurses
        (EventType.PROTEST, "crime", False),  # lawyers who march
        (EventType.PROTEST, "sport", True),
        (EventType.COOPERATE, "crime", False),  # suspects who are handed over
        (EventType.COOPERATE, "business", True),
        (EventType.AID, "weather", False),  # a flood
        (EventType.AID, "science", False),  # medicine
        (EventType.AID, "business", True),
        (EventType.COERCE, "crime", False),
        (EventType.COERCE, "culture", True),
        (EventType.SANCTION, "business", True),
    ],
)
def test_what_news_of_a_type_speaks_of_as_well_does_not_count_against_it(
    kind: EventType, topic: str, *, counts: bool
) -> None:
    share = share_of_politics({"politics": 1, topic: 8}, (kind,))
    assert share == (pytest.approx(1 / 3) if counts else 1.0)
