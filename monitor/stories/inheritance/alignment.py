"""Which sentences of a copy stand in its original, word by word, and which are its own.

A sentence is the same only if all its words are: a "not" or another number makes it another one. What publishers put
around the text apart (`monitor.stories.short.own_words`), and a last sentence that was cut is the one that it begins.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.records import AnnotatedArticle, Article
from monitor.stories.short.own_words import own_words
from monitor.stories.short.words import Word, words
from monitor.text.sentences import split_sentences

_LEAST_CUT: Final = 5  # words of a sentence that was cut, at least

Stretch = tuple[int, int]


class Pair(NamedTuple):
    """A sentence of both: where it stands (of one that was cut, the part that is left), and its words in both."""

    original: Stretch
    copy: Stretch
    words: tuple[tuple[Word, Word], ...]


class Alignment(NamedTuple):
    """The sentences of a copy, in its order."""

    shared: tuple[Pair, ...]
    own: tuple[Stretch, ...]
    left_out: tuple[Stretch, ...]  # sentences of the original


class _Sentence(NamedTuple):
    """A sentence, and its words without what publishers put around them."""

    place: Stretch
    words: list[Word]
    own_words: list[Word]


def align(original: AnnotatedArticle, copy: Article) -> Alignment:
    """The sentences of `copy`, told apart by whether `original` has them too."""
    known = _Known(_sentences(original.article))
    shared: list[Pair] = []
    own: list[Stretch] = []
    sentences = list(_sentences(copy))
    for number, sentence in enumerate(sentences):
        pair = known.pair(sentence, may_be_cut=number == len(sentences) - 1)
        if pair is not None:
            shared.append(pair)
        elif sentence.own_words:
            own.append(sentence.place)
    return Alignment(tuple(shared), tuple(own), tuple(known.beside(shared)))


class _Known:
    """The sentences of an original, by their words. One that it has twice is used in turn."""

    def __init__(self, sentences: Iterator[_Sentence]) -> None:
        self._all = list(sentences)
        self._by_words: dict[tuple[str, ...], list[tuple[_Sentence, list[Word]]]] = {}
        for sentence in self._all:
            for key, spelled in {_key(found): found for found in (sentence.words, sentence.own_words)}.items():
                self._by_words.setdefault(key, []).append((sentence, spelled))

    def pair(self, sentence: _Sentence, *, may_be_cut: bool) -> Pair | None:
        """The sentence of the original that `sentence` is."""
        for spelled in (sentence.words, sentence.own_words):
            found = self._by_words.get(_key(spelled), []) if spelled else []
            if found:
                same, its_words = found[0] if len(found) < 2 else found.pop(0)
                return Pair(same.place, sentence.place, tuple(zip(its_words, spelled, strict=True)))
        return self._cut(sentence) if may_be_cut else None

    def beside(self, shared: list[Pair]) -> Iterator[Stretch]:
        """The sentences of the original, and ends of them, that are not among `shared`."""
        ends = {pair.original[0]: pair.original[1] for pair in shared}
        for sentence in self._all:
            start, end = sentence.place
            rest = ends.get(start, start), end
            if sentence.own_words and rest[0] < end:
                yield rest

    def _cut(self, sentence: _Sentence) -> Pair | None:
        beginning = _key(sentence.own_words)
        if len(beginning) < _LEAST_CUT:
            return None
        for known in self._all:
            if _key(known.own_words[: len(beginning)]) == beginning:
                left_out = known.own_words[len(beginning) :]
                place = known.place[0], left_out[0].start if left_out else known.place[1]
                return Pair(place, sentence.place, tuple(zip(known.own_words, sentence.own_words, strict=False)))
        return None


def _sentences(article: Article) -> Iterator[_Sentence]:
    own, document = own_words(article), article.document
    for start, end in split_sentences(document):
        first, last = own.title if end <= len(article.title) else own.text
        clipped = words(document, max(start, first), min(end, last)) if first < end and start < last else []
        yield _Sentence((start, end), words(document, start, end), clipped)


def _key(spelled: list[Word]) -> tuple[str, ...]:
    return tuple(word.folded for word in spelled)
