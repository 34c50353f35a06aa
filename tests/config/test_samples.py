"""Samples are tried by the annotator of the program, and by none where no watch asks for what it finds."""

from pathlib import Path

import pytest

from monitor.records import AnnotatedArticle, StoryArticle
from monitor.samples import failed_samples
from tests.config.builders import loaded

ACTORS = "actors:\n  eu: {name: European Union}\ngroups: {blocs: [eu]}\n"


class Asked(Exception):
    """Language work was asked for."""


class NoAnnotator:
    """Fails whoever asks for language work."""

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        raise Asked(placed.article.text)

    async def close(self) -> None:
        """Nothing to end."""


def watch(text: str, sample: str = "A flood. Rain fell.") -> str:
    return f"{ACTORS}watches:\n  - {{id: w, {text}, tests: [{sample}]}}\n"


@pytest.mark.parametrize(
    "text",
    [
        "when: {word: flood}",
        "when: {all: [{word: flood}, {any: [{word: rain}, {word: snow}]}]}, scope: document",
        "when: {word: rain}, none: [{word: snow}]",
    ],
)
async def test_a_watch_for_words_alone_needs_no_language_work(tmp_path: Path, text: str) -> None:
    assert await failed_samples(loaded(tmp_path, watchlists__desk=watch(text)), NoAnnotator()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "when: {actor: eu}",
        "when: {all: [{word: flood}, {any: [{actor: blocs}, {word: rain}]}]}",
        "when: {near: {a: {actor: eu}, b: flood, within: 3}}",
        "when: {near: {a: flood, b: {actor: eu}, within: 3}}",
        "when: {word: flood}, none: [{actor: eu}]",
        "event: {type: AID}",
        "when: {quote: {word: flood}}",
        "when: {all: [{word: flood}, {quote: {by: {country: FR}}}]}",
        "when: {word: flood}, none: [{quote: {word: rain}}]",
    ],
)
async def test_a_watch_for_an_actor_or_an_event_does(tmp_path: Path, text: str) -> None:
    with pytest.raises(Asked):
        await failed_samples(loaded(tmp_path, watchlists__desk=watch(text)), NoAnnotator())
