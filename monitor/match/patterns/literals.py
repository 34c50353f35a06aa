"""Letters that must stand in a text for a regular expression to match it, so that it is run on few texts.

Syntax of RE2 (https://github.com/google/re2/wiki/Syntax). What is not understood here gives no letters, never wrong
ones. After Russ Cox, "Regular Expression Matching with a Trigram Index" (2012), whole words instead of trigrams.
"""

import re
from collections.abc import Iterator

from monitor.text.characters import is_word
from monitor.text.fold import fold

LEAST = 3  # letters or digits; fewer stand in nearly every text

_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|[imsU-]*:))?")
_FLAGS = re.compile(r"\(\?[imsU-]+\)")
_CLASS = re.compile(r"\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]", re.DOTALL)
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[pP](?:\{\^?\w+\}|.)|x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})|[0-7]{1,3}|.)", re.DOTALL)
_REPEATED = re.compile(r"(?:[*+?]|\{(\d+)(?:,\d*)?\})\??")

Literals = frozenset[str]


def literals(pattern: str) -> Literals:
    """Folded texts of at least `LEAST` letters or digits, one of which stands in every match; none where none must."""
    return _Reading(pattern).alternatives() or frozenset()


class _Reading:
    """One expression, read from left to right; it is taken to be right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> Literals | None:
        """Of each alternative up to the end of the group what it needs, together; None where one needs nothing."""
        needed = [self._sequence()]
        while self._taken(re.compile(r"\|")):
            needed.append(self._sequence())
        return frozenset(text for each in needed if each for text in each) if all(needed) else None

    def _sequence(self) -> Literals | None:
        """The best that one of the parts needs: the one whose shortest text is longest."""
        found = list(self._parts())
        return max(found, key=lambda texts: min(map(len, texts)), default=None)

    def _parts(self) -> Iterator[Literals]:
        """What each part needs: a group, or a run of characters that stand there as they are."""
        run = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            character, inner = self._next()
            least = self._least_times()
            if character and least:
                run += character
            if not character or self._was_repeated:
                yield from _words(run)
                run = ""
            if inner and least:
                yield inner
        yield from _words(run)

    def _next(self) -> tuple[str, Literals | None]:
        """The next part: a text that must stand there, "" where it may be several, and what a group needs."""
        if self._taken(_FLAGS):
            return "", None
        if self._taken(_GROUP):
            inner = self.alternatives()
            self._at += 1
            return "", inner
        if quoted := self._taken(_QUOTED):
            return quoted.group(1), None
        if escape := self._taken(_ESCAPE):
            return ("" if escape.group()[1].isalnum() else escape.group()[1]), None
        if self._taken(_CLASS):
            return "", None
        character = self._pattern[self._at]
        self._at += 1
        return ("" if character in ".^$" else character), None

    def _least_times(self) -> int:
        """How often at least the part stands there that was read last."""
        repeated = self._taken(_REPEATED)
        self._was_repeated = repeated is not None
        if repeated is None:
            return 1
        return int(repeated.group(1) or (1 if repeated.group()[0] == "+" else 0))

    def _taken(self, what: re.Pattern[str]) -> re.Match[str] | None:
        found = what.match(self._pattern, self._at)
        if found is not None:
            self._at = found.end()
        return found


def _words(run: str) -> Iterator[Literals]:
    """The stretches of letters and digits of a run, each by itself."""
    for word in re.findall(r"[^\W_]+", run):
        folded = fold(word).text
        if len(folded) >= LEAST and all(map(is_word, folded)):
            yield frozenset({folded})
