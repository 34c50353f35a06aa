"""One article as it is looked at: its folded text, the patterns found in it, its sentences."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from monitor.match.occurrences.layout import Layout
from monitor.match.occurrences.sentences import Sentences
from monitor.match.patterns.automaton import Automaton
from monitor.match.watchlist import Scope
from monitor.records import AnnotatedArticle, EntityType, Event, Evidence, FoundBy, Mention, Part, Party, Record, Span
from monitor.text.characters import UNSPACED
from monitor.text.fold import Folded, fold
from monitor.text.ordinary import is_ordinary

# Beginnings of words: "cease-fire", "don't", "U.S.-led" and "1,000" are one, a possessive is none; in scripts without
# spaces each character.
_WORD_STARTS = re.compile(rf"[{UNSPACED}]|(?<!\w)(?<!\w['-])(?<!(?<!\w)\w\.)(?<!\d[.,])(?<!\.-)\w")
_MOSTLY = 0.9  # share of capitals among the letters of a sentence that says nothing by its case
_SHOUTED_BEFORE = re.compile(r"(?<!\w)([A-Z]{2,}) \Z")
_SHOUTED_BEHIND = re.compile(r" ([A-Z]{2,})(?!\w)")
_NEAR = 20  # characters
_OTHERS = 4  # letters besides the word; with fewer a sentence of capitals may be nothing but names


Places = Mapping[int, Sequence[tuple[int, int]]]
"""Number of a name → where it stands in the original."""

SPEAKER = "speaker "
"""Before the code of a country, where somebody of it may be quoted."""

Units = frozenset[int]
"""Numbers of sentences, of paragraphs, or 0 for the document."""


class Hit(Record, frozen=True, kw_only=True):
    """A word of a watchlist in the article; offsets of the original."""

    start: int
    end: int
    sentence: int  # its number
    clause: str  # the part of the watch that it satisfies
    found_by: FoundBy = FoundBy.WORDS
    meant: str = ""  # the name of whom it means, where it is not found by words


class Found(NamedTuple):
    """The words that meet a condition, in the order of the text, and the numbers of their sentences.

    in_full: the actors, as the annotator calls them in this article, that one of the words names in full → its clause.
    """

    hits: tuple[Hit, ...]
    sentences: Units
    in_full: Mapping[str, str] = {}


NOTHING = Found((), frozenset())


def in_order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """`hits` in the order of the text, each once; of those that begin together the longest first."""
    return tuple(sorted(set(hits), key=by_place))


def by_place(hit: Hit) -> tuple[int, int, str]:
    """The key by which hits are put in the order of the text."""
    return hit.start, -hit.end, hit.clause


def _no_names(document: str) -> Places:
    return {}


class Scan:
    """What is worked out once for an article and then asked by every watch. Lives as long as the article is matched."""

    def __init__(
        self,
        automaton: Automaton,
        annotated: AnnotatedArticle,
        entities: Mapping[str, int],
        find_misspelt: Callable[[str], Places] = _no_names,
    ) -> None:
        self.annotated, self._automaton, self._entities = annotated, automaton, entities
        self._find_misspelt = find_misspelt
        self.document = annotated.article.document
        self.title_end = len(annotated.article.title)
        self.language = annotated.language if annotated.language != "und" else annotated.article.language or "und"
        self.folded: Folded = fold(self.document)
        self._found = automaton.find(self.folded.text)
        self.mentions = _by_entity(annotated.mentions, entities) if entities else {}
        self.parties = _by_entity(_parties(annotated.events), entities) if entities else {}
        self.misspelt: Places = find_misspelt(self.document)
        self.words: Set[int] = self._found.words()
        others = {*self._found.substrings, *self.mentions, *self.parties, *self.misspelt, *self._codes()}
        self.present = self.words | others if others else self.words
        self.event_types = {event.type for event in annotated.events}
        self.event_types.update(event.deed.type for event in annotated.events if event.deed)
        self.known: dict[int, Found] = {}  # by number of the leaf that asked
        self.occurring: dict[int, bool] = {}  # likewise, where it did not ask for more
        self.units: dict[object, Units] = {}  # by the condition of several that asked; it belongs to one watch
        self._counted: dict[int, tuple[int, int]] = {}
        self._sentence_spans: dict[int, Span] = {}

    def _codes(self) -> Iterator[int]:
        """The numbers of the countries that events or speakers have to do with."""
        if self._entities and self.annotated.events:
            yield from (self._entities[code] for code in _countries(self.annotated.events) & self._entities.keys())
        if self._entities and self.annotated.quotes:
            codes = {f"{SPEAKER}{mention.country}" for mention in self.annotated.mentions if mention.country}
            yield from (self._entities[code] for code in codes & self._entities.keys())

    @cached_property
    def starts(self) -> Mapping[int, Sequence[int]]:
        """Number of a pattern → where it starts in the folded text, ascending."""
        return self._found.starts()

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences and paragraphs of the article."""
        return Sentences(self.document, self.annotated.sentences)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return self.sentences.starts

    @cached_property
    def day(self) -> date:
        """The day on which it was published, else fetched."""
        article = self.annotated.article
        return (article.published or article.fetched).date()

    @cached_property
    def left_out(self) -> "Scan | None":
        """What the original of a copy says and the copy does not."""
        rest = self.annotated.left_out
        if rest is None:
            return None
        article = replace(self.annotated.article, title="", text=rest.text)
        annotated = replace(self.annotated, article=article, mentions=rest.mentions, sentences=(), events=(), quotes=())
        return Scan(self._automaton, annotated, self._entities, self._find_misspelt)

    @cached_property
    def layout(self) -> Layout:
        """What in the folded text is no running text."""
        return Layout(self.folded.text)

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """The mentions of people by names of two words or more."""
        return tuple(
            mention
            for mention in self.annotated.mentions
            if mention.type is EntityType.PERSON and len(mention.text.split()) > 1
        )

    @cached_property
    def mention_at(self) -> Mapping[tuple[int, int], Mention]:
        """The mentions by where they stand."""
        return {(mention.start, mention.end): mention for mention in self.annotated.mentions}

    def hit(self, start: int, end: int, clause: str) -> Hit:
        """A hit by words, placed in its sentence."""
        return Hit(start=start, end=end, sentence=bisect_right(self._sentence_starts, start) - 1, clause=clause)

    def hit_like(self, start: int, end: int, clause: str, meant: str, found_by: FoundBy = FoundBy.MISSPELT) -> Hit:
        """A hit by a name that is misspelt, or in doubt."""
        return replace(self.hit(start, end, clause), found_by=found_by, meant=meant)

    def hit_of(self, named: Mention | Party, clause: str, found_by: FoundBy) -> Hit:
        """A hit by what the annotator has recognised."""
        start, end, meant = named.start, named.end, named.name or ""
        sentence = self.sentences.index(start)
        return Hit(start=start, end=end, sentence=sentence, clause=clause, found_by=found_by, meant=meant)

    def unit(self, hit: Hit, scope: Scope) -> int:
        """The number of the sentence, paragraph or document that holds `hit`."""
        if scope is Scope.DOCUMENT:
            return 0
        return hit.sentence if scope is Scope.SENTENCE else self.sentences.paragraph(hit.start)

    def in_capitals(self, start: int, end: int) -> bool:
        """Whether the sentence around a word is all in capitals, so that the case of the word tells nothing."""
        capitals, letters = self._letters(self.sentences.index(start))
        return letters - (end - start) >= _OTHERS and capitals >= _MOSTLY * letters

    def is_shouted(self, start: int, end: int) -> bool:
        """Whether a word in capitals stands right beside an ordinary one that is, too: the "TELL" of TELL US."""
        if not self.document[start:end].isupper():
            return False
        before = _SHOUTED_BEFORE.search(self.document, max(0, start - _NEAR), start)
        behind = _SHOUTED_BEHIND.match(self.document, end)
        beside = [found.group(1) for found in (before, behind) if found]
        return any(is_ordinary(word.lower(), self.language) for word in beside)

    def is_written(self, word: str) -> bool:
        """Whether `word` stands in this very case somewhere where its case tells something."""
        places = (found.span() for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", self.document))
        return any(not self.in_capitals(*place) and not self.is_shouted(*place) for place in places)

    def _letters(self, sentence: int) -> tuple[int, int]:
        """How many capitals and how many letters stand in a sentence."""
        if sentence not in self._counted:
            text = self.document[slice(*self.sentences.span(sentence))]
            self._counted[sentence] = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
        return self._counted[sentence]

    def words_between(self, end: int, start: int) -> int:
        """How many words begin between the offsets `end` of one hit and `start` of a later one."""
        starts = self.folded.starts
        if starts is not None:
            end, start = bisect_left(starts, end), bisect_left(starts, start)
        return sum(1 for _ in _WORD_STARTS.finditer(self.folded.text, end, start))

    def evidence(self, hit: Hit) -> Evidence:
        """`hit` with its sentence, as people are shown it."""
        sentence = self._sentence_spans.get(hit.sentence)
        if sentence is None:
            sentence = self._sentence_spans[hit.sentence] = self.span(*self.sentences.span(hit.sentence))
        if sentence.end < hit.end:
            # A sentence was taken to end within the word ("U.S. Congress").
            sentence = self.span(sentence.start, self.sentences.span(self.sentences.index(hit.end - 1))[1])
        return Evidence(
            clause=hit.clause,
            matched=self.span(hit.start, hit.end),
            sentence=sentence,
            field=Part.TITLE if hit.start < self.title_end else Part.TEXT,
            found_by=hit.found_by,
            meant=hit.meant,
        )

    def span(self, start: int, end: int) -> Span:
        """A stretch of the original."""
        return Span(text=self.document[start:end], start=start, end=end)

    def written(self, start: int, end: int) -> str:
        """What a stretch of the folded text was in the original."""
        return self.document[slice(*self.folded.original(start, end))]


_Named = TypeVar("_Named", Mention, Party)


def _by_entity(named: Iterable[_Named], entities: Mapping[str, int]) -> dict[int, list[_Named]]:
    """Those of `named` that are an entity which somebody watches, by the number of the entity."""
    found: defaultdict[int, list[_Named]] = defaultdict(list)
    for each in named:
        if each.actor and each.actor in entities:
            found[entities[each.actor]].append(each)
    return dict(found)


def _parties(events: Iterable[Event]) -> Iterator[Party]:
    return (party for event in events for party in (*event.actors, *event.recipients))


def _countries(events: Iterable[Event]) -> frozenset[str]:
    """The codes of the countries that events have to do with: those of parties, of speakers and of places."""
    codes: set[str | None] = {event.location_country for event in events}
    speakers = (event.said_by.country for event in events if event.said_by)
    return frozenset(filter(None, codes.union((party.country for party in _parties(events)), speakers)))
