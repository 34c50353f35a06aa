"""Who said what: direct speech in quotation marks and reported speech, with speaker and cue.

Read from the words alone, sentence by sentence. The speaker is the name that the cue stands next to ("said X", "X
said", "according to X"); he and she are the last person named before. A quotation without a cue has no speaker, and a
few words in marks ("reassurance force") are no quotation.
"""

import re
from collections.abc import Sequence

from monitor.records import EntityType, Mention, Quote, Span

_MARKED = re.compile(r"“([^“”\n]{12,1200})”|\"([^\"\n]{12,1200})\"|«([^«»\n]{12,1200})»|„([^„“”\n]{12,1200})[“”]")
_LEAST_WORDS = 4  # of a quotation in marks
_CUES = (
    "said|says|say|told|tells|stated|states|added|adds|warned|warns|insisted|insists|announced|announces|claimed|"
    "claims|argued|argues|noted|notes|remarked|stressed|stresses|declared|declares|explained|replied|wrote|writes|"
    "admitted|acknowledged|denied|denies|confirmed|confirms|promised|vowed|suggested|predicted|complained|concluded|"
    "reported|reports|tweeted|posted|asked|asks|commented|emphasized|emphasised|urged|recalled|asserted|alleged|"
    "responded|pledged|cautioned|affirmed|reiterated"
)
_CUE = re.compile(rf"\b(?:{_CUES})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\b")
_REPORTS = re.compile(
    rf"\b(?:{_CUES})\b(?: (?:on|in|late|earlier|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|reporters|"
    r"journalists|parliament|lawmakers|him|her|them|me|us|it|at a|news conference)\b){0,4}(?: that\b|,? )"
)
_PRONOUN = re.compile(r"\b(?:he|she|He|She)\b")
_SERVED = re.compile(r"\b(?:to|of|for|by|with|from|near|in) (?:Mr |Mrs |Ms |President )?$")
_NEAR = 70  # characters between a cue and its speaker
_BEFORE_QUOTE, _BEHIND_QUOTE = 140, 120  # characters in which its cue stands
_SPEAKS = frozenset({EntityType.PERSON, EntityType.ORGANISATION})


def find_quotes(document: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotations of a document in order, direct ones and reported ones that are not within them."""
    reader = _Reader(document, mentions)
    direct = [quote for found in _MARKED.finditer(document) if (quote := reader.direct(found)) is not None]
    covered = [(quote.said.start, quote.said.end) for quote in direct]
    reported = [quote for start, end in sentences if (quote := reader.reported(start, end, covered)) is not None]
    return tuple(sorted([*direct, *reported], key=lambda quote: quote.said.start))


class _Reader:
    def __init__(self, document: str, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._speakers = [mention for mention in mentions if _can_speak(mention)]

    def direct(self, found: re.Match[str]) -> Quote | None:
        """The quotation in one pair of marks; None where it is too short to be one."""
        group = found.lastindex or 0
        start, end = found.span(group)
        if len(found.group(group).split()) < _LEAST_WORDS:
            return None
        cue = self._cue_behind(found.end()) or self._cue_before(found.start())
        return self._quote(start, end, cue, direct=True)

    def reported(self, start: int, end: int, covered: Sequence[tuple[int, int]]) -> Quote | None:
        """What a sentence reports: "X said that …", "…, X said.", "According to X, …"."""
        if any(left < end and start < right for left, right in covered):
            return None
        if cue := _ACCORDING.search(self._document, start, end):
            return self._according(cue.span(), start, end)
        for cue in _CUE.finditer(self._document, start, end):
            if self._speaker(*cue.span()) is not None and (quote := self._at_cue(cue, start, end)):
                return quote
        return None

    def _at_cue(self, cue: re.Match[str], start: int, end: int) -> Quote | None:
        rest = self._document[cue.end() : end].strip(" .")
        if len(rest.split()) >= _LEAST_WORDS and (lead := _REPORTS.match(self._document, cue.start(), end)):
            return self._quote(lead.end(), end, cue.span(), direct=False)
        comma = self._document.rfind(",", start, cue.start())
        if comma > start and len(self._document[start:comma].split()) >= _LEAST_WORDS:
            return self._quote(start, comma, cue.span(), direct=False)
        return None

    def _according(self, cue: tuple[int, int], start: int, end: int) -> Quote | None:
        speaker = self._first_speaker(cue[1], min(end, cue[1] + _NEAR))
        if speaker is None:
            return None
        comma = self._document.find(",", speaker.end, end)
        said = (comma + 1, end) if cue[0] - start < 3 and comma > 0 else (start, cue[0])
        return self._quote(*said, cue, direct=False, speaker=speaker)

    def _cue_behind(self, end: int) -> tuple[int, int] | None:
        """ "…," said X; "…," X said."""
        stop = self._line_end(end, _BEHIND_QUOTE)
        cue = _CUE.search(self._document, end, stop)
        between = self._document[end : cue.start()] if cue else ""
        return cue.span() if cue and not re.search(r"[.!?]\s|[\"“]", between) else None

    def _cue_before(self, start: int) -> tuple[int, int] | None:
        """X said: "…"."""
        begin = max(self._document.rfind("\n", 0, start) + 1, start - _BEFORE_QUOTE)
        cues = list(_CUE.finditer(self._document, begin, start))
        if not cues or re.search(r"[.!?]\s+\S", self._document[cues[-1].end() : start]):
            return None
        return cues[-1].span()

    def _quote(
        self, start: int, end: int, cue: tuple[int, int] | None, *, direct: bool, speaker: Mention | None = None
    ) -> Quote | None:
        text = self._document[start:end]
        start, end = start + len(text) - len(text.lstrip(" ,")), start + len(text.rstrip(" ,"))
        if start >= end:
            return None
        speaker = speaker or (self._speaker(*cue) if cue else None)
        return Quote(
            said=self._span(start, end),
            speaker=self._span(speaker.start, speaker.end) if speaker else None,
            cue=self._span(*cue) if cue and speaker else None,
            direct=direct,
            actor=speaker.actor if speaker else None,
        )

    def _speaker(self, start: int, end: int) -> Mention | None:
        """Whoever the cue stands next to: behind it ("said X"), before it ("X said"), or a pronoun's person."""
        if not self._document[end : end + 1].strip() and (behind := self._first_speaker(end, end + _NEAR)):
            between = self._document[end : behind.start]
            if not re.search(r"[,.;:\"“”]|\bthat\b", between) and len(between.split()) <= 4:
                return behind
        before = [name for name in self._speakers if start - _NEAR <= name.end <= start]
        clause = self._document[before[-1].end : start] if before else ""
        if before and not re.search(r"[.!?]\s|\n|[\"“”]", clause):
            return None if self._is_served(before[-1]) else before[-1]
        if _PRONOUN.search(self._document, max(0, start - 15), start):
            people = [name for name in self._speakers if name.end <= start and name.type is EntityType.PERSON]
            return people[-1] if people else None
        return None

    def _is_served(self, name: Mention) -> bool:
        """Whether somebody else speaks, of whom the name is a part: "an aide to Zelenskyy said"."""
        return bool(_SERVED.search(self._document, max(0, name.start - 12), name.start))

    def _first_speaker(self, start: int, end: int) -> Mention | None:
        return next((name for name in self._speakers if start <= name.start and name.end <= end), None)

    def _line_end(self, start: int, most: int) -> int:
        newline = self._document.find("\n", start)
        return min(start + most, newline if newline >= 0 else len(self._document))

    def _span(self, start: int, end: int) -> Span:
        return Span(text=self._document[start:end], start=start, end=end)


def _can_speak(mention: Mention) -> bool:
    return mention.type in _SPEAKS or mention.sector == "GOV"
