"""A second matcher, as simple and slow as can be: one regular expression a word, every condition by its definition.

It knows no automaton, no anchors and no folded text of the matcher's; it takes over the spellings of a word. What it
leaves out are quotes, and the rules that are tested as tables: languages, text in capitals, scripts without spaces.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from monitor.match.occurrences.layout import Layout
from monitor.match.patterns.spellings import spellings
from monitor.match.watchlist import (
    ActorIs,
    All,
    Any,
    Case,
    Condition,
    Near,
    QuoteIs,
    RegexIs,
    Scope,
    TermIs,
    Watch,
    Watchlist,
    Word,
    WordIs,
)
from monitor.records import AnnotatedArticle

Hit = tuple[int, int, str]

_TYPOGRAPHY = {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "\u00a0": " "}
_NOT_BEFORE = r"(?<!\w)(?<!\bo')(?<!\d[.,](?=\d))"
_NEGATED_NAME = re.compile(r"\b(?:non|de)-[\w-]*\Z")
_NEGATED_WORD = re.compile(r"\b(?:non|de|un|dis|anti)-[\w-]*\Z|\banti \Z")


class Plain(NamedTuple):
    """A text with case, accents and typography folded, and where each character comes from."""

    text: str
    starts: list[int]
    ends: list[int]


def plain(text: str, *, keep_case: bool = False) -> Plain:
    """Folds one character at a time; marks and further blanks vanish."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, character in enumerate(text):
        cased = character if keep_case else character.casefold()
        folded = _TYPOGRAPHY.get(character) or "".join(
            part for part in unicodedata.normalize("NFKD", cased) if not unicodedata.combining(part)
        )
        if folded == " " and characters and characters[-1] == " ":
            continue
        if not folded and ends:
            # A mark belongs to the letter that it stands on.
            ends[-1] = offset + 1
        characters.extend(folded)
        starts.extend([offset] * len(folded))
        ends.extend([offset + 1] * len(folded))
    return Plain("".join(characters), starts, ends)


@cache
def expression(word: Word) -> re.Pattern[str]:
    """Whole words in one of their spellings, a space of which may be a hyphen."""
    texts = [spelling.cased or spelling.text for spelling in spellings(word)]
    texts = [plain(text, keep_case=word.case is Case.EXACT).text for text in texts]
    alternatives = "|".join("[ \n-]".join(map(re.escape, text.split(" "))) for text in texts)
    return re.compile(rf"{_NOT_BEFORE}(?:{alternatives})(?!\w)(?!'t\b)(?!(?<=\d)[.,]\d)")


class Reference:
    """One article, asked slowly."""

    def __init__(self, watchlist: Watchlist, annotated: AnnotatedArticle, sentences: Iterable[tuple[int, int]]) -> None:
        self._watchlist = watchlist
        self._document = annotated.article.document
        self._sentences = list(sentences)
        self._folded = plain(self._document)
        self._cased = plain(self._document, keep_case=True)
        self._longest: dict[Condition, set[Hit]] = {}

    def hits_of(self, watch: Watch) -> set[Hit]:
        """All words by which `watch` matches; none where it does not."""
        assert watch.when is not None
        if any(self._holds(condition, unit) for condition in watch.none for unit in self._units(watch.scope)):
            return set()
        return {
            hit
            for unit in self._units(watch.scope)
            if self._holds(watch.when, unit)
            for hit in self._satisfying(watch.when, unit)
        }

    def _units(self, scope: Scope) -> list[tuple[int, int]]:
        if scope is Scope.DOCUMENT:
            return [(0, len(self._document))]
        if scope is Scope.SENTENCE:
            return self._sentences
        lines = [0, *(match.end() for match in re.finditer("\n", self._document))]
        return list(zip(lines, [*lines[1:], len(self._document)], strict=True))

    def _holds(self, condition: Condition, unit: tuple[int, int]) -> bool:
        match condition:
            case All(conditions=conditions):
                return all(self._holds(inner, unit) for inner in conditions)
            case Any(conditions=conditions):
                return any(self._holds(inner, unit) for inner in conditions)
            case Near():
                return bool(self._pairs(condition, unit))
            case QuoteIs():
                raise NotImplementedError
            case _:
                return bool(self._words(condition, unit))

    def _satisfying(self, condition: Condition, unit: tuple[int, int]) -> set[Hit]:
        match condition:
            case All(conditions=conditions) | Any(conditions=conditions):
                holding = [inner for inner in conditions if self._holds(inner, unit)]
                return {hit for inner in holding for hit in self._satisfying(inner, unit)}
            case Near():
                return self._pairs(condition, unit)
            case QuoteIs():
                raise NotImplementedError
            case _:
                return self._words(condition, unit)

    def _pairs(self, near: Near, unit: tuple[int, int]) -> set[Hit]:
        found = set()
        for start, end in self._sentences:
            sentence = max(start, unit[0]), min(end, unit[1])
            for first in self._satisfying(near.first, sentence):
                for second in self._satisfying(near.second, sentence):
                    orders = [(first, second)] if near.ordered else [(first, second), (second, first)]
                    for one, other in orders:
                        if one[1] <= other[0] and self._words_between(one[1], other[0]) <= near.within:
                            found |= {one, other}
        return found

    def _words_between(self, end: int, start: int) -> int:
        starts = self._folded.starts
        between = self._folded.text[bisect_left(starts, end) : bisect_left(starts, start)]
        # A leading "x" stands for the word that ended there, so that its possessive or its compound is no new word.
        return len(re.findall(r"(?<!\w)(?<!\w['-])(?<!(?<!\w)\w\.)(?<!\d[.,])(?<!\.-)\w", "x" + between)) - 1

    def _words(self, condition: ActorIs | TermIs | WordIs | RegexIs, unit: tuple[int, int]) -> set[Hit]:
        if condition not in self._longest:
            hits = set(self._occurrences(condition))
            self._longest[condition] = {hit for hit in hits if not any(_lies_within(hit, other) for other in hits)}
        return {hit for hit in self._longest[condition] if unit[0] <= hit[0] < unit[1]}

    def _occurrences(self, condition: ActorIs | TermIs | WordIs | RegexIs) -> Iterator[Hit]:
        if not isinstance(condition, RegexIs):
            yield from self._spelled(condition)
            return
        flags = re.IGNORECASE if condition.case is Case.FOLD else 0
        for match in re.finditer(condition.pattern, self._document, flags):
            yield (*match.span(), f"regex {condition.pattern}")

    def _spelled(self, condition: ActorIs | TermIs | WordIs) -> Iterator[Hit]:
        for clause, word, is_name in self._named(condition):
            text = self._cased if word.case is Case.EXACT else self._folded
            negated = _NEGATED_NAME if is_name else _NEGATED_WORD
            for match in expression(word).finditer(text.text):
                is_negated = negated.search(self._folded.text[max(0, match.start() - 60) : match.start()])
                if not is_negated and self._goes_on(text, match):
                    yield text.starts[match.start()], text.ends[match.end() - 1], clause

    def _goes_on(self, text: Plain, match: re.Match[str]) -> bool:
        """Whether a line that ends within the word was only wrapped."""
        ends = [place for place in range(*match.span()) if text.text[place] == "\n"]
        first, layout = self._document[text.starts[match.start()]], Layout(self._folded.text)
        return all(
            layout.is_wrapped(end) and not (first.islower() and self._document[text.starts[end + 1]].isupper())
            for end in ends
        )

    def _named(self, condition: ActorIs | TermIs | WordIs) -> Iterator[tuple[str, Word, bool]]:
        if isinstance(condition, WordIs):
            yield f'word "{condition.word.text}"', condition.word, False
        for actor in self._watchlist.actors:
            if isinstance(condition, ActorIs) and actor.id in condition.actors:
                yield from ((f"actor {actor.id}", word, True) for word in actor.names)
        for term in self._watchlist.terms:
            if isinstance(condition, TermIs) and term.id in condition.terms:
                yield from ((f"term {term.id}", word, False) for word in term.words)


def _lies_within(hit: Hit, other: Hit) -> bool:
    return other != hit and other[2] == hit[2] and other[0] <= hit[0] and hit[1] <= other[1]
