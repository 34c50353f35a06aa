"""Why a sentence gave no event."""

import pytest

from monitor.annotate.events.reasons import NoEvent
from monitor.annotate.events.silence import Silence
from monitor.nlp.inline import InlineAnnotator
from monitor.records import StoryArticle
from tests.annotate.test_gates import MATCH
from tests.nlp.articles import placed

ANNOTATOR = InlineAnnotator()
MET = "Emmanuel Macron met Xi Jinping in Beijing."


def silences(article: StoryArticle) -> tuple[Silence, ...]:
    return ANNOTATOR.silences(article, ANNOTATOR.annotate_now(article))


@pytest.mark.parametrize(
    ("sentence", "reason", "trigger"),
    [
        ("Rain fell on the roofs.", NoEvent.NOBODY, None),
        ("Macron walked along the river Seine.", NoEvent.NO_TRIGGER, None),
        ("Rain.", NoEvent.LENGTH, None),
        ("Iran released an album of songs.", NoEvent.IDIOM, "released"),
        ("Fears of an attack by Iran grew in Israel.", NoEvent.UNREAL, "attack"),
        ("The talks begin in Oslo.", NoEvent.NO_PARTY, "talks"),
        ("Emmanuel Macron met Xi Jinping.", NoEvent.TOLD_AGAIN, "met"),
        ("Iranian forces of nature shape the coast of Oman.", NoEvent.NO_ENTRY, None),
    ],
)
def test_a_sentence_without_an_event_says_why(sentence: str, reason: NoEvent, trigger: str | None) -> None:
    (silence,) = silences(placed(f"{MET} {sentence}", title=MET))[-1:]
    assert silence.sentence.text == sentence
    assert (silence.reason, silence.trigger.text if silence.trigger else None) == (reason, trigger)


def test_a_sentence_with_an_event_is_not_silent() -> None:
    assert [silence.sentence.text for silence in silences(placed(f"{MET} Rain fell.", title=""))] == ["Rain fell."]


def test_in_an_article_about_sport_no_sentence_is_read() -> None:
    assert {silence.reason for silence in silences(placed(MATCH, title="Cup final"))} == {NoEvent.TOPIC}


def test_of_what_no_model_of_events_reads_nothing_is_said() -> None:
    assert silences(placed("Der Präsident traf den Kanzler in Berlin und sprach über den Krieg.", language="de")) == ()
