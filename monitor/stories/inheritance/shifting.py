"""What was found in the sentences of one document, shifted to where they stand in another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from monitor.records import Event, Mention, ModeReason, Party, Quote, Span
from monitor.stories.inheritance.alignment import Pair, Stretch

S = TypeVar("S", bound=Span | Mention)


class Shifter:
    """Shifts from the original of `pairs` to their copy, whose text is `document`."""

    def __init__(self, pairs: Sequence[Pair], document: str) -> None:
        self._pairs, self._document = pairs, document
        self._by_original = sorted(pairs, key=lambda pair: pair.original)
        self._starts = [pair.original[0] for pair in self._by_original]

    def mentions(self, found: Sequence[Mention]) -> list[Mention]:
        """Those that stand in the copy; in a sentence that it has twice, twice."""
        placed = ((mention, pair) for mention in found for pair in self._holding(mention))
        return [shifted for mention, pair in placed if (shifted := self._in(pair, mention))]

    def events(self, found: Sequence[Event]) -> list[Event]:
        """Those whose sentences and parties stand in the copy."""
        placed = ((event, pair) for event in found for pair in self._holding(event.trigger))
        return [shifted for event, pair in placed if (shifted := self._event(pair, event))]

    def _holding(self, span: Span | Mention) -> list[Pair]:
        """The pairs whose sentence of the original holds `span`: several where the copy has that sentence twice."""
        last = bisect_right(self._starts, span.start)
        first = bisect_left(self._starts, self._starts[last - 1]) if last else 0
        return [pair for pair in self._by_original[first:last] if _within(span, pair.original)]

    def quotes(self, found: Sequence[Quote]) -> list[Quote]:
        """Those that stand whole in the copy."""
        shifted = ((quote, self._anywhere(quote.said)) for quote in found)
        return [
            replace(quote, said=said, speaker=self._optional(quote.speaker), cue=self._optional(quote.cue))
            for quote, said in shifted
            if said
        ]

    def _event(self, pair: Pair, event: Event) -> Event | None:
        trigger = self._in(pair, event.trigger)
        actors, recipients = self._parties(pair, event.actors), self._parties(pair, event.recipients)
        if trigger is None or actors is None or recipients is None:
            return None
        return replace(
            event,
            trigger=trigger,
            sentence=self._span(pair.copy),
            in_title=event.in_title and self._has_title(),
            actors=actors,
            recipients=recipients,
            mode_reasons=tuple(self._mode_reason(pair, reason) for reason in event.mode_reasons),
            said_by=self._optional(event.said_by, pair),
            location=self._optional(event.location, pair),
        )

    def _has_title(self) -> bool:
        """Whether the copy begins as its original does."""
        pair = self._at(0)
        return pair is not None and pair.copy[0] == 0

    def _parties(self, pair: Pair, parties: tuple[Party, ...]) -> tuple[Party, ...] | None:
        shifted = tuple(self._optional(party, pair) for party in parties)
        known = tuple(party for party in shifted if party is not None)
        return known if len(known) == len(parties) else None

    def _mode_reason(self, pair: Pair, reason: ModeReason) -> ModeReason:
        return replace(reason, cue=self._optional(reason.cue, pair))

    def _optional(self, span: S | None, pair: Pair | None = None) -> S | None:
        """`span` where it stands in `pair`, else in any other."""
        if span is None:
            return None
        return (self._in(pair, span) if pair and _within(span, pair.original) else None) or self._anywhere(span)

    def _anywhere(self, span: S) -> S | None:
        """`span`, which may go over several sentences that follow each other in both."""
        first, last = self._at(span.start), self._at(span.end - 1)
        if first is None or last is None:
            return None
        return self._in(first, span) if first is last else self._over(first, last, span)

    def _at(self, offset: int) -> Pair | None:
        """The pair whose sentence of the original holds the character at `offset`."""
        number = bisect_right(self._starts, offset) - 1
        pair = self._by_original[number] if number >= 0 else None
        return pair if pair and offset < pair.original[1] else None

    def _over(self, first: Pair, last: Pair, span: S) -> S | None:
        between = [pair for pair in self._pairs if first.copy[0] <= pair.copy[0] <= last.copy[0]]
        if not between or [pair.original for pair in between] != sorted(pair.original for pair in between):
            return None
        left = self._in(first, _part(span, span.start, first.original[1]))
        right = self._in(last, _part(span, last.original[0], span.end))
        return None if left is None or right is None else self._placed(span, left.start, right.end)

    def _in(self, pair: Pair, span: S) -> S | None:
        """`span`, which stands in a sentence of the original, in that of the copy; None where that was cut before."""
        starts, ends = [word.start for word, _ in pair.words], [word.end for word, _ in pair.words]
        first, last = bisect_left(starts, span.start), bisect_right(ends, span.end) - 1
        if first > last:
            return None
        start = pair.words[first][1].start - (starts[first] - span.start)
        end = pair.words[last][1].end + (span.end - ends[last])
        placed = self._placed(span, start, end)
        if start >= pair.copy[0] and end <= pair.copy[1] and placed.text == span.text:
            return placed
        return self._placed(span, pair.words[first][1].start, pair.words[last][1].end)

    def _placed(self, span: S, start: int, end: int) -> S:
        return replace(span, text=self._document[start:end], start=start, end=end)

    def _span(self, place: Stretch) -> Span:
        return Span(text=self._document[slice(*place)], start=place[0], end=place[1])


def _within(span: Span | Mention, stretch: Stretch) -> bool:
    return stretch[0] <= span.start and span.end <= stretch[1]


def _part(span: S, start: int, end: int) -> S:
    return replace(span, text=span.text[start - span.start : end - span.start], start=start, end=end)
