"""Indirect speech: what a sentence reports, with its reporting clause behind, before or within it."""

import re
from itertools import islice

from monitor.annotate.quotes.attribution import LEAST_WORDS, Cue, attributed, is_long_enough
from monitor.annotate.quotes.cues import (
    ACCORDING,
    SOURCED,
    asks_for_deed,
    clause_behind,
    cues,
    may_end,
    only_introduces,
)
from monitor.annotate.quotes.speakers import Speaker, Speakers
from monitor.records import Quote

_MOST_CUES = 4  # of a sentence that are looked at
_WIDEST = 12  # words that may follow a reporting clause behind what it reports
_NO_SUBJECT = re.compile(r"\s*(?:and|but|while|has|have|had)\b")


class ReportedSpeech:
    """What the sentences of one document report."""

    def __init__(self, document: str, speakers: Speakers) -> None:
        self._document, self._speakers = document, speakers
        self._names_source = SOURCED in document  # so that most documents are not searched for it

    def quote(self, start: int, end: int) -> Quote | None:
        """What the sentence between two characters reports: "X said that …", "…, X said.", "According to X, …"."""
        if self._names_source and (cue := ACCORDING.search(self._document, start, end)):
            return self._according(cue.span(), start, end)
        found = list(islice(cues(self._document, start, end), _MOST_CUES))
        final = (quote for cue in reversed(found) if (quote := self._before(cue, start, end)))
        initial = (quote for cue in found if (quote := self._behind(cue, start, end)))
        return next(final, None) or next(initial, None)

    def _before(self, cue: re.Match[str], start: int, end: int) -> Quote | None:
        """ "…, X said on Tuesday."; "…, said X.": the reporting clause ends the sentence."""
        left, right = self._document[start : cue.start()], self._document[cue.end() : end]
        comma = left.rstrip().rfind(",")
        if not is_long_enough(left[: max(0, comma)]) or only_introduces(left):
            return None
        if left.rstrip().endswith(",") and len(left.split(",")[0].split()) > LEAST_WORDS:
            speaker = self._speakers.behind(cue.end(), end) if _is_short(right) else None
            return self._quote(start, start + comma, cue.span(), speaker)
        if _is_subject(left[comma + 1 :]) and _is_short(right) and may_end(cue.group(), right):
            return self._quote(start, start + comma, cue.span(), self._speakers.before(start, cue.start()))
        return None

    def _behind(self, cue: re.Match[str], start: int, end: int) -> Quote | None:
        """ "X said on Tuesday that …"; "China, he said, would respond": what is reported stands behind, or around."""
        if self._is_parenthesis(cue, start, end):
            begin = start
        elif asks_for_deed(cue.group(), self._document[cue.end() : end]):
            return None
        else:
            begin = clause_behind(self._document, cue, end)
            if not is_long_enough(self._document[begin:end]):
                return None
        return self._quote(begin, end, cue.span(), self._speakers.before(start, cue.start()))

    def _is_parenthesis(self, cue: re.Match[str], start: int, end: int) -> bool:
        left = self._document[start : cue.start()]
        clause = left[left.rstrip().rfind(",") + 1 :]
        return self._document.startswith(",", cue.end(), end) and len(clause.split()) <= 3

    def _according(self, cue: Cue, start: int, end: int) -> Quote | None:
        speaker = self._speakers.behind(cue[1], end)
        if speaker is None:
            return None
        comma = self._document.find(",", speaker.end, end)
        said = (comma + 1, end) if cue[0] - start < 3 and comma > 0 else (start, cue[0])
        return self._quote(*said, cue, speaker)

    def _quote(self, start: int, end: int, cue: Cue, speaker: Speaker | None) -> Quote | None:
        return attributed(self._document, (start, end), cue, speaker, direct=False) if speaker else None


def _is_short(right: str) -> bool:
    """Whether what follows a verb of speech is no reported clause itself."""
    words = right.split()
    return len(words) <= _WIDEST and "that" not in words


def _is_subject(text: str) -> bool:
    """Whether the words between the last comma and a verb of speech can be its subject."""
    return bool(text.strip(" ,")) and not _NO_SUBJECT.match(text) and len(text.split()) <= 8
