"""Ordinary news raises no alert: sport, business, culture and weather in the words of war and diplomacy."""

import pytest

from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE
from monitor.nlp.inline import InlineAnnotator
from tests.nlp.articles import placed

ANNOTATOR = InlineAnnotator()
ORDINARY = (
    "Aston Villa came from behind to beat Fulham at Craven Cottage. The visitors attacked from the start, and their "
    "captain shot just wide. Fulham's coach accused the referee of ignoring a penalty. Villa meet Everton on Saturday.",
    "Shares in Carrefour rose after the retailer rejected a takeover bid from Canada's Couche-Tard. The company said "
    "it had agreed to sell stores in Brazil. Analysts warned of weaker sales in Spain.",
    "A storm hit the coast of Portugal, and floods forced residents of Porto from their homes. Forecasters warned of "
    "more rain. Firefighters rescued a family from a roof in Lisbon.",
    "Singer Adele cancelled two concerts in Las Vegas. She apologised to her fans and promised new dates. The venue "
    "said tickets would be refunded, and her label released a live album.",
)
POLITICAL = "Israeli jets struck targets in Lebanon on Monday, killing four people. France condemned the attack."


@pytest.mark.parametrize("text", ORDINARY)
def test_it_holds_no_event_above_the_threshold(text: str) -> None:
    events = ANNOTATOR.annotate_now(placed(text, title="")).events
    assert [(event.type, str(event.rule)) for event in events if event.confidence >= ALERT_CONFIDENCE] == []


def test_political_news_passes_it() -> None:
    events = ANNOTATOR.annotate_now(placed(POLITICAL, title="")).events
    assert any(event.confidence >= ALERT_CONFIDENCE for event in events)
