"""How sure an event is of whose type the models know nothing yet."""

import pytest

from monitor.annotate.confidence import confidence
from monitor.annotate.confidence.linear import load_event_models
from monitor.nlp.inline import InlineAnnotator
from monitor.records import EventType
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
