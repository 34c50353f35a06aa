"""Direct speech: what stands between quotation marks, with the reporting clause before or behind it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from monitor.annotate.quotes.attribution import Cue, attributed, is_long_enough
from monitor.annotate.quotes.cues import cues
from monitor.annotate.quotes.speakers import Speaker, Speakers
from monitor.records import Quote

_MARKED = re.compile(r"“([^“”\n]{8,1200})”|\"([^\"\n]{8,1200})\"|«([^«»\n]{8,1200})»|„([^„“”\n]{8,1200})[“”]")
_BEHIND = 170  # characters behind a quotation in which its cue stands
_BEFORE = 500  # and before it
_STOP = re.compile(r"[.!?][”\"’]?(?=\s|$)|\n|[\"“«„]")
_BREAK = re.compile(r"[.;!?]\s")
_SENTENCE_END = re.compile(r"[.!?]\s")


class DirectSpeech:
    """The quotations in marks of one document, whose sentences begin at `starts`."""

    def __init__(self, document: str, starts: Sequence[int], speakers: Speakers) -> None:
        self._document, self._starts, self._speakers = document, starts, speakers
        marked = [found.span(found.lastindex or 0) for found in _MARKED.finditer(document)]
        self.fragments = [span for span in marked if self._is_fragment(*span)]
        """Words in marks that are a part of the writer's own sentence: warned that the plan "would fail"."""
        self.whole = [span for span in marked if span not in self.fragments]

    def quotes(self) -> list[Quote]:
        """The quotations that are no fragments; one without a cue has no speaker, or goes on from the one before.

        That may be too short to count by itself: "“No,” he said. “We will not give up.”"
        """
        found: list[Quote] = []
        for start, end in self.whole:
            quote = self.quote(start, end)
            goes_on = quote.speaker is None and found and self._goes_on(found[-1].said.end, start)
            found.append(_continued(found[-1], quote) if goes_on else quote)
        return [quote for quote in found if is_long_enough(quote.said.text)]

    def quote(self, start: int, end: int) -> Quote:
        """The quotation between two marks, with the speaker of its own reporting clause."""
        cue, speaker = self._clause_behind(end + 1) or self._clause_before(start - 1) or (None, None)
        return attributed(self._document, (start, end), cue, speaker, direct=True)

    def _is_fragment(self, start: int, end: int) -> bool:
        before = self._document[max(0, start - 4) : start - 1].rstrip()
        return bool(before) and before[-1].isalnum() and self._document[start].islower() and end > start

    def _clause_behind(self, begin: int) -> tuple[Cue, Speaker] | None:
        """ "…," said X, in quotative inversion; "…," X said."""
        found = _STOP.search(self._document, begin, begin + _BEHIND)
        stop = found.start() if found else min(len(self._document), begin + _BEHIND)
        cue = next(cues(self._document, begin, stop), None)
        if cue is None:
            return None
        inverted = not self._document[begin : cue.start()].strip(" ,")
        speaker = self._speakers.behind(cue.end(), stop) if inverted else self._speakers.before(begin, cue.start())
        return (cue.span(), speaker) if speaker else None

    def _clause_before(self, mark: int) -> tuple[Cue, Speaker] | None:
        """X said: "…"."""
        begin = self._sentence_of(mark)
        found = list(cues(self._document, max(begin, mark - _BEFORE), mark))
        if not found or _BREAK.search(self._document[found[-1].end() : mark]):
            return None
        speaker = self._speakers.before(begin, found[-1].start())
        return (found[-1].span(), speaker) if speaker else None

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether but the sentence of a cue lies between two quotations."""
        between = self._document[end:start]
        return "\n" not in between and len(_SENTENCE_END.findall(between)) <= 1

    def _sentence_of(self, at: int) -> int:
        """Where the sentence around a place begins."""
        place = bisect_right(self._starts, at) - 1
        return self._starts[place] if place >= 0 else 0


def _continued(last: Quote, quote: Quote) -> Quote:
    """A quotation without a reporting clause of its own, by the speaker of the `last` one of its paragraph."""
    return msgspec.structs.replace(quote, speaker=last.speaker, cue=last.cue, actor=last.actor)
