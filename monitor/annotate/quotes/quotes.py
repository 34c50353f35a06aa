"""Who said what: direct speech in quotation marks and reported speech, with speaker and cue.

Read from the words alone, sentence by sentence. A quotation without a cue that follows one of the same paragraph is by
the same speaker, any other has none. A few words in marks ("reassurance force") are no quotation; words in marks within
a reported clause belong to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.annotate.quotes.cues import (
    ACCORDING,
    ASIDE,
    CLOSING,
    CUE,
    NO_CUE_BEHIND,
    ORDERING,
    OUTSET,
    PRONOUN,
    SAYING,
)
from monitor.annotate.quotes.speakers import Speaker, Speakers
from monitor.records import Mention, Quote, Span

_MARKED = re.compile(r"“([^“”\n]{8,1200})”|\"([^\"\n]{8,1200})\"|«([^«»\n]{8,1200})»|„([^„“”\n]{8,1200})[“”]")
_LEAST_WORDS = 4  # of a quotation in marks, and of a reported clause
_MOST_CUES = 4  # of a sentence that are looked at
_BEHIND_QUOTE = 170  # characters in which the cue of a quotation stands
_STOP = re.compile(r"[.!?][”\"’]?(?=\s|$)|\n|[\"“«„]")


def find_quotes(document: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotations of a document in order, direct ones and reported ones that are not within them."""
    reader = _Reader(document, sentences, mentions)
    marked = [found.span(found.lastindex or 0) for found in _MARKED.finditer(document)]
    pieces = [span for span in marked if reader.is_piece(*span)]
    direct: list[Quote] = []
    for start, end in marked:
        if (start, end) not in pieces and len(document[start:end].split()) >= _LEAST_WORDS:
            direct.append(reader.direct(start, end, direct[-1] if direct else None))
    covered = [span for span in marked if span not in pieces]
    reported = [quote for start, end in sentences if (quote := reader.reported(start, end, covered)) is not None]
    told = [(quote.said.start, quote.said.end) for quote in reported]
    loose = [
        span for span in pieces if len(document[slice(*span)].split()) >= _LEAST_WORDS and not _overlap(told, *span)
    ]
    spoken = [quote for span in loose if (quote := reader.direct(*span, None)).speaker is not None]
    return tuple(sorted([*direct, *reported, *spoken], key=lambda quote: quote.said.start))


def _overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in spans)


class _Reader:
    def __init__(self, document: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> None:
        self._document = document
        self._starts = [start for start, _ in sentences]
        self._speakers = Speakers(document, mentions)

    def _cues(self, begin: int, end: int) -> Iterator[re.Match[str]]:
        for cue in CUE.finditer(self._document, begin, end):
            before = self._document[max(0, cue.start() - 8) : cue.start()].split()
            if not before or before[-1] not in NO_CUE_BEHIND:
                yield cue

    def is_piece(self, start: int, end: int) -> bool:
        """Whether the words in marks are a part of the writer's own sentence: warned that the plan "would fail"."""
        before = self._document[max(0, start - 4) : start - 1].rstrip()
        return bool(before) and before[-1].isalnum() and self._document[start].islower() and end > start

    def direct(self, start: int, end: int, last: Quote | None) -> Quote:
        """The quotation between two marks; without a cue of its own it goes on from the `last` of the paragraph."""
        cue, speaker = self._behind(end + 1) or self._before(start - 1) or (None, None)
        if speaker is None and last is not None and self._goes_on(last.said.end, start):
            return Quote(said=self._span(start, end), speaker=last.speaker, cue=last.cue, actor=last.actor)
        return self._quote(start, end, cue, speaker, direct=True)

    def _behind(self, begin: int) -> tuple[tuple[int, int], Speaker] | None:
        """ "…," said X; "…," X said."""
        found = _STOP.search(self._document, begin, begin + _BEHIND_QUOTE)
        stop = found.start() if found else min(len(self._document), begin + _BEHIND_QUOTE)
        cue = next(self._cues(begin, stop), None)
        if cue is None:
            return None
        inverted = not self._document[begin : cue.start()].strip(" ,")
        speaker = self._speakers.behind(cue.end(), stop) if inverted else self._speakers.before(begin, cue.start())
        return (cue.span(), speaker) if speaker else None

    def _before(self, mark: int) -> tuple[tuple[int, int], Speaker] | None:
        """X said: "…"."""
        begin = self._sentence_of(mark)
        cues = list(self._cues(max(begin, mark - 500), mark))
        if not cues or re.search(r"[.;!?]\s", self._document[cues[-1].end() : mark]):
            return None
        speaker = self._speakers.before(begin, cues[-1].start())
        return (cues[-1].span(), speaker) if speaker else None

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether but the sentence of a cue lies between two quotations."""
        between = self._document[end:start]
        return "\n" not in between and len(re.findall(r"[.!?]\s", between)) <= 1

    def reported(self, start: int, end: int, covered: Sequence[tuple[int, int]]) -> Quote | None:
        """What a sentence reports: "X said that …", "…, X said.", "According to X, …"."""
        if _overlap(covered, start, end):
            return None
        if cue := ACCORDING.search(self._document, start, end):
            return self._according(cue.span(), start, end)
        cues = list(islice(self._cues(start, end), _MOST_CUES))
        closing = (quote for cue in reversed(cues) if (quote := self._before_cue(cue, start, end)))
        leading = (quote for cue in cues if (quote := self._behind_cue(cue, start, end)))
        return next(closing, None) or next(leading, None)

    def _before_cue(self, cue: re.Match[str], start: int, end: int) -> Quote | None:
        """ "…, X said on Tuesday."; "…, said X." """
        left, right = self._document[start : cue.start()], self._document[cue.end() : end]
        comma = left.rstrip().rfind(",")
        if len(left[: max(0, comma)].split()) < _LEAST_WORDS or OUTSET.match(left):
            return None
        if left.rstrip().endswith(",") and len(left.split(",")[0].split()) > _LEAST_WORDS:
            is_long = "that" in right.split() or len(right.split()) > 12
            speaker = None if is_long else self._speakers.behind(cue.end(), end)
            return self._quote(start, start + comma, cue.span(), speaker) if speaker else None
        if self._closes(cue.group(), left[comma + 1 :], right):
            return self._attributed(start, start + comma, cue, start)
        return None

    def _behind_cue(self, cue: re.Match[str], start: int, end: int) -> Quote | None:
        """ "X said on Tuesday that …"; "China, he said, would respond"."""
        left, right = self._document[start : cue.start()], self._document[cue.end() : end]
        comma = left.rstrip().rfind(",")
        if right.startswith(",") and len(left[comma + 1 :].split()) <= 3:
            return self._attributed(start, end, cue, start)
        if cue.group() in ORDERING and re.match(r"(?: (?!that\b)[^ ,]+){0,6} to ", right):
            return None
        said = ASIDE.match(self._document, cue.end(), end)
        said_from = said.end() if said else end
        rest = self._document[said_from:end]
        if len(rest.split()) < _LEAST_WORDS or rest.startswith("to "):
            return None
        led_to = self._document[cue.end() : said_from].endswith(("that ", ","))
        if cue.group() not in SAYING and not led_to and not PRONOUN.match(rest):
            return None  # "confirmed the death of two soldiers"
        return self._attributed(said_from, end, cue, start)

    def _closes(self, cue: str, subject: str, right: str) -> bool:
        """Whether a cue ends the sentence: "…, Jaishankar said on Tuesday.", "…, Ruto told a rally."."""
        words = right.split()
        if (
            not subject.strip(" ,")
            or re.match(r"\s*(?:and|but|while|has|have|had)\b", subject)
            or len(subject.split()) > 8
            or "that" in words
        ):
            return False
        return len(words) <= 12 and (CLOSING.match(right) is not None or cue in ("told", "tells"))

    def _attributed(self, start: int, end: int, cue: re.Match[str], begin: int) -> Quote | None:
        speaker = self._speakers.before(begin, cue.start())
        return self._quote(start, end, cue.span(), speaker) if speaker else None

    def _according(self, cue: tuple[int, int], start: int, end: int) -> Quote | None:
        speaker = self._speakers.behind(cue[1], end)
        if speaker is None:
            return None
        comma = self._document.find(",", speaker.end, end)
        said = (comma + 1, end) if cue[0] - start < 3 and comma > 0 else (start, cue[0])
        return self._quote(*said, cue, speaker)

    def _quote(
        self, start: int, end: int, cue: tuple[int, int] | None, speaker: Speaker | None, *, direct: bool = False
    ) -> Quote:
        text = self._document[start:end]
        start, end = start + len(text) - len(text.lstrip(" ,")), start + len(text.rstrip(" ,"))
        return Quote(
            said=self._span(start, end),
            speaker=self._span(speaker.start, speaker.end) if speaker else None,
            cue=self._span(*cue) if cue and speaker else None,
            direct=direct,
            actor=speaker.actor if speaker else None,
        )

    def _sentence_of(self, at: int) -> int:
        """Where the sentence around a place begins."""
        place = bisect_right(self._starts, at) - 1
        return self._starts[place] if place >= 0 else 0

    def _span(self, start: int, end: int) -> Span:
        return Span(text=self._document[start:end], start=start, end=end)
