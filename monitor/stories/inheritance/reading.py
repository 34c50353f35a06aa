"""The annotations of a copy: what its original was found to say, and what its own sentences were read to say."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from monitor.records import AnnotatedArticle, Event, LeftOut, Mention, Quote, StoryArticle
from monitor.stories.inheritance.alignment import Alignment, Pair, Stretch, align
from monitor.stories.inheritance.shifting import Shifter
from monitor.stories.short.words import Word, words
from monitor.text.sentences import split_sentences

T = TypeVar("T", Mention, Event, Quote)


class Inheritance(NamedTuple):
    """What a copy has of its original, and what is left to read of it."""

    annotated: AnnotatedArticle  # with what it inherits
    own: StoryArticle | None  # its own sentences, as an article; None where it has none
    places: tuple[Pair, ...] = ()  # where the sentences of `own` stand in the copy

    def with_own(self, read: AnnotatedArticle) -> AnnotatedArticle:
        """The annotations of the copy, once `own` has been `read`."""
        shifter = Shifter(self.places, self.annotated.article.document)
        return replace(
            self.annotated,
            mentions=_in_order(self.annotated.mentions, shifter.mentions(read.mentions)),
            events=_in_order(self.annotated.events, shifter.events(read.events)),
            quotes=_in_order(self.annotated.quotes, shifter.quotes(read.quotes)),
            annotator=f"{self.annotated.annotator}; its own sentences: {read.annotator}",
        )


def inherit(placed: StoryArticle, original: AnnotatedArticle) -> Inheritance:
    """What `placed`, a copy, inherits from its `original`."""
    alignment = align(original, placed.article)
    shifter = Shifter(alignment.shared, placed.article.document)
    found = AnnotatedArticle.of(
        placed,
        language=original.language,
        sentences=split_sentences(placed.article.document),
        mentions=_in_order(shifter.mentions(original.mentions)),
        events=_in_order(shifter.events(original.events)),
        quotes=_in_order(shifter.quotes(original.quotes)),
        annotator=f"as in {original.article.id}: {original.annotator}",
    )
    annotated = replace(found, left_out=_left_out(original, alignment))
    if not alignment.own:
        return Inheritance(annotated, None)
    own, places = _own(placed, alignment, original.language)
    return Inheritance(annotated, own, places)


def _left_out(original: AnnotatedArticle, alignment: Alignment) -> LeftOut | None:
    """What `original` says beside that."""
    if not alignment.left_out:
        return None
    document = original.article.document
    text = "\n".join(document[start:end] for start, end in alignment.left_out)
    places = list(_places(document, f"\n{text}", alignment.left_out, start=1))
    return LeftOut(text=text, mentions=tuple(Shifter(places, f"\n{text}").mentions(original.mentions)))


def _own(placed: StoryArticle, alignment: Alignment, language: str) -> tuple[StoryArticle, tuple[Pair, ...]]:
    """The own sentences of a copy as an article, and where they stand in the copy."""
    article = placed.article
    own = [article.document[start:end] for start, end in alignment.own]
    has_title = alignment.own[0][1] <= len(article.title)
    title, text = (own[0], own[1:]) if has_title else ("", own)
    read = replace(article, title=title, text="\n".join(text), language=language)
    gathered = _places(article.document, read.document, alignment.own, start=0 if has_title else 1)
    return replace(placed, article=read), tuple(Pair(pair.copy, pair.original, _turned(pair)) for pair in gathered)


def _places(document: str, gathered: str, stretches: Iterable[Stretch], start: int) -> Iterator[Pair]:
    """Where `stretches` of `document` stand in `gathered`: each on a line of its own, from `start` on."""
    for stretch in stretches:
        place = (start, start + stretch[1] - stretch[0])
        both = zip(words(document, *stretch), words(gathered, *place), strict=True)
        yield Pair(stretch, place, tuple(both))
        start = place[1] + 1


def _turned(pair: Pair) -> tuple[tuple[Word, Word], ...]:
    return tuple((copy, original) for original, copy in pair.words)


def _in_order(*found: Iterable[T]) -> tuple[T, ...]:
    """All of `found` in the order of the text."""
    return tuple(sorted((each for some in found for each in some), key=_start))


def _start(found: Mention | Event | Quote) -> tuple[int, int]:
    match found:
        case Mention():
            return found.start, found.end
        case Event():
            return found.trigger.start, found.trigger.end
    return found.said.start, found.said.end
