"""Other ways to find many phrases in a text: pyahocorasick, FlashText, spaCy's PhraseMatcher."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import spacy
from spacy.matcher import PhraseMatcher

Find = Callable[[str], Sequence[tuple[int, ...]]]
"""A raw text → where phrases stand in it: start and end, in the units of the engine."""


class Rival(NamedTuple):
    """An engine; `articles`: how many it is timed on, since some are slow."""

    name: str
    build: Callable[[Sequence[str]], Find]
    articles: int


def rivals() -> list[Rival]:
    """Those that are installed: `pip install pyahocorasick flashtext`."""
    known = {
        "ahocorasick": Rival("pyahocorasick", _pyahocorasick, 1000),
        "flashtext": Rival("flashtext", _flashtext, 200),
    }
    return [rival for module, rival in known.items() if find_spec(module)] + [
        Rival("phrasematcher", _phrasematcher, 100)
    ]


def _pyahocorasick(phrases: Sequence[str]) -> Find:
    automaton = import_module("ahocorasick").Automaton()
    for phrase in phrases:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()

    def find(text: str) -> Sequence[tuple[int, int]]:
        lower = text.lower()
        found, last = [], len(lower) - 1
        for end, length in automaton.iter(lower):
            start = end - length + 1
            if (start == 0 or not lower[start - 1].isalnum()) and (end == last or not lower[end + 1].isalnum()):
                found.append((start, end + 1))
        return found

    return find


def _flashtext(phrases: Sequence[str]) -> Find:
    processor = import_module("flashtext").KeywordProcessor()
    processor.add_keywords_from_list(list(phrases))

    def find(text: str) -> Sequence[tuple[int, ...]]:
        return [(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)]

    return find


def _phrasematcher(phrases: Sequence[str]) -> Find:
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for phrase in phrases:
        matcher.add("phrase", [language.make_doc(phrase)])

    def find(text: str) -> Sequence[tuple[int, ...]]:
        return [(start, end) for _, start, end in matcher(language.make_doc(text))]

    return find
