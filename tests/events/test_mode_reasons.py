"""Which words made an event negated, future, hypothetical or historical."""

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import AuxiliaryMode
from tests.nlp.articles import placed

ANNOTATOR = InlineAnnotator()
NEGATED, FUTURE, HYPOTHETICAL = AuxiliaryMode.NEGATED, AuxiliaryMode.FUTURE, AuxiliaryMode.HYPOTHETICAL


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The EU may impose sanctions on Russia.", [(HYPOTHETICAL, "auxiliary of possibility", "may")]),
        ("Poland did not send soldiers to Ukraine.", [(NEGATED, "negation", "not")]),
        ("Russia will attack Ukraine.", [(FUTURE, "auxiliary of the future", "will")]),
        ("Russia attacked Ukraine.", []),
        (
            "Macron will visit Oslo if talks succeed.",
            [(FUTURE, "auxiliary of the future", "will"), (HYPOTHETICAL, "condition", "if")],
        ),
    ],
)
def test_each_mode_shows_the_rule_and_the_words_that_made_it(
    text: str, reasons: list[tuple[AuxiliaryMode, str, str]]
) -> None:
    event = ANNOTATOR.annotate_now(placed(text, title="News")).events[0]
    assert [(reason.mode, reason.rule, reason.cue and reason.cue.text) for reason in event.mode_reasons] == reasons
    assert {mode for mode in AuxiliaryMode if getattr(event, mode)} == {reason.mode for reason in event.mode_reasons}


def test_the_words_of_a_reason_stand_where_it_says() -> None:
    article = placed("The EU may impose sanctions on Russia.", title="News")
    (reason,) = ANNOTATOR.annotate_now(article).events[0].mode_reasons
    assert reason.cue is not None
    assert article.article.document[reason.cue.start : reason.cue.end] == "may"
