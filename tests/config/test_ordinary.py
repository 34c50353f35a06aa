"""What ships fires on whom it means, and not on ordinary sentences with look-alikes."""

from datetime import UTC, datetime

import pytest

from benchmarks.ordinary import CONFIG, SENTENCES, Sentence, fired, sentences
from monitor.config.load import look
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator

NOW = datetime(2026, 5, 4, tzinfo=UTC)
KNOWN_FAILURES = {  # words that mean something else only by what the sentence is about; names of firms and horses
    "Starmer's namesake, a bakery in Hull, was sold.",
    "The Macron reached for the ball in his Macron shirt.",
    "Downing Street Kid won the third race at Ascot.",
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return compile_watchlists(look(CONFIG, {}).configuration.watchlists)


@pytest.mark.slow(0.2)
@pytest.mark.parametrize("sentence", sentences(SENTENCES), ids=lambda sentence: sentence.text)
async def test_those_watches_fire_that_are_meant(sentence: Sentence, matcher: Matcher) -> None:
    matches = await fired(sentence.text, matcher, InlineAnnotator(), NOW)
    is_right = {match.watch for match in matches} == sentence.watches
    assert is_right is (sentence.text not in KNOWN_FAILURES)
