"""Watches and articles to measure with."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from monitor.match.occurrences.sentences import Sentences
from monitor.match.watchlist import All, Any, Condition, Near, Scope, Watch, Word, WordIs
from monitor.records import AnnotatedArticle, Article
from monitor.text.article import article_of, story_of
from monitor.text.fold import fold

NOW = datetime(2025, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[A-Za-z]{3,}")


class Vocabulary:
    """Words and pairs of words that stand in 2 or more articles and at most one in ten, each as likely as another."""

    def __init__(self, documents: list[str], chance: random.Random) -> None:
        self.chance = chance
        single: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for document in documents:
            words = _WORD.findall(document)
            single.update(set(words))
            pairs.update({f"{one} {other}" for one, other in pairwise(words)})
        most = len(documents) / 10
        self.words = sorted(word for word, count in single.items() if 2 <= count <= most)
        self.frequent = sorted(word for word, count in single.items() if most / 10 <= count <= most)
        self.phrases = sorted(phrase for phrase, count in pairs.items() if 3 <= count <= most)

    def leaf(self) -> WordIs:
        """Half of the time a frequent word, else any word or a phrase."""
        pool = self.chance.choice([self.frequent, self.frequent, self.words, self.phrases])
        return WordIs(word=Word(text=self.chance.choice(pool)))


def near(words: Vocabulary) -> Near:
    """Two words or phrases that share no word."""
    first, second = words.leaf(), words.leaf()
    while not _words_of(first).isdisjoint(_words_of(second)):
        second = words.leaf()
    return Near(first=first, second=second, within=words.chance.randint(2, 10), ordered=words.chance.random() < 0.5)


def condition(words: Vocabulary) -> Condition:
    """One of the shapes that people write."""
    leaf = words.leaf
    shapes: list[Callable[[], Condition]] = [
        lambda: All(conditions=(leaf(), leaf())),
        lambda: All(conditions=(leaf(), Any(conditions=(leaf(), leaf(), leaf())))),
        lambda: All(conditions=(Any(conditions=(leaf(), leaf())), Any(conditions=(leaf(), leaf())), leaf())),
        lambda: near(words),
        lambda: Any(conditions=(All(conditions=(leaf(), leaf(), leaf())), All(conditions=(leaf(), leaf())))),
    ]
    return words.chance.choice(shapes)()


def _words_of(leaf: WordIs) -> set[str]:
    return set(fold(leaf.word.text).text.split())


def watches(words: Vocabulary, number: int, scopes: Sequence[Scope]) -> tuple[Watch, ...]:
    return tuple(
        Watch(
            id=f"w{n}",
            when=condition(words),
            none=(words.leaf(),) if words.chance.random() < 0.2 else (),
            scope=words.chance.choice(scopes),
        )
        for n in range(number)
    )


def annotated(number: int, title: str, text: str) -> AnnotatedArticle:
    """An article as the annotator would leave it, but for names and events."""
    article = article_of(text, NOW, source="benchmark", title=title, id_=f"a-{number}")
    starts = Sentences(article.document, ()).starts
    return _with_sentences(article, tuple(zip(starts, [*starts[1:], len(article.document)], strict=True)))


def bare(original: AnnotatedArticle) -> AnnotatedArticle:
    """The words of an article alone: what every engine reads alike, without typography, figures and prefixes."""
    text, spans = "", []
    for start, end in original.sentences:
        words = [word for word in _WORD.findall(fold(original.article.document[start:end]).text) if word != "anti"]
        if words:
            spans.append((len(text), len(text) + len(" ".join(words)) + 2))
            text += " ".join(words) + ". "
    return _with_sentences(article_of(text, NOW, source="benchmark", id_=original.article.id), tuple(spans))


def _with_sentences(article: Article, sentences: tuple[tuple[int, int], ...]) -> AnnotatedArticle:
    return AnnotatedArticle.of(story_of(article), language="en", annotator="benchmark", sentences=sentences)


def articles_of(file: Path) -> list[AnnotatedArticle]:
    """The articles of a file, `title` and `text` a line."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [annotated(number, row["title"], row["text"]) for number, row in enumerate(rows)]
