"""Words and names in the languages whose inflections are known: what counts in an article, and what does not."""

from pathlib import Path

import pytest

from monitor.match.watchlist import Forms, Word, WordIs
from tests.match.builders import article, run, watch

ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("forms", "of_word", "of_article", "word", "text", "counts"), ROWS)
def test_a_form_counts_or_does_not(
    forms: str, of_word: str, of_article: str, word: str, text: str, counts: str
) -> None:
    asked = WordIs(word=Word(text=word, forms=Forms(forms), language="*" if of_word == "any" else of_word))
    matches = run(watch(asked), article(text.replace("⏎", "\n"), language=of_article)).matches
    assert bool(matches) is (counts == "yes"), [each.evidence for each in matches]
