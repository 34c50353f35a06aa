"""The words around a name, as far as they may belong to it: none beyond a comma, a possessive or a quote."""

import re
from functools import cached_property

_OPENING = "\"'“‘’«„([¿¡"
_CLOSING = re.compile(r"""[,;:!?)\]"”»…]$|^[-–—/|•·]+$|['’]s?$""")
_ARTICLES = frozenset("al el as ash an ad ar at az d l".split())
"""Articles that are glued to names: al-Assad, d'Artagnan."""

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_GLUED_BEHIND = re.compile(r"[-‐‑]([^\W\d_]\w*)")
_FAR = 90  # characters that are looked at on either side
_MOST = 6  # words
_TITLE_CASE = 0.75  # share of capitals among the other words of a headline


class Surroundings:
    """A name in its sentence; `start` and `end` are offsets of the sentence."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        self.sentence, self.start, self.end = sentence, start, end

    @cached_property
    def glued(self) -> str:
        """What is glued to its front: the "Biden-" of Biden-Trump."""
        found = re.search(r"\S+$", self.sentence[max(0, self.start - _FAR) : self.start])
        return found.group() if found else ""

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The words right before it, the nearest first; none where something but an article is glued to it."""
        if self.glued and self.glued.lower().rstrip("-'’") not in _ARTICLES:
            return ()
        words: list[str] = []
        for token in reversed(self.sentence[max(0, self.start - _FAR) : self.start - len(self.glued)].split()):
            bare = token.lstrip(_OPENING)
            if len(words) == _MOST or not bare or _CLOSING.search(token):
                break
            words.append(bare)
            if bare != token:
                break
        return tuple(words)

    @cached_property
    def glued_behind(self) -> str:
        """What is glued to its back by a hyphen: the "Straße" of Merz-Straße."""
        found = _GLUED_BEHIND.match(self.sentence, self.end)
        return found.group(1) if found else ""

    @cached_property
    def behind(self) -> tuple[str, ...]:
        """The words right behind it, the nearest first; none behind a possessive or a sign."""
        words: list[str] = []
        text = self.sentence[self.end : self.end + _FAR]
        for token in text.split() if text[:1].isspace() else ():
            if len(words) == _MOST or token[0] in _OPENING or not _WORD.match(token):
                break
            bare = token.rstrip(",;:!?)]\"”»….'’")
            words.append(bare)
            if bare != token:
                break
        return tuple(words)

    @cached_property
    def rest(self) -> str:
        """What stands behind it, as it is written."""
        return self.sentence[self.end : self.end + _FAR]

    @cached_property
    def begins(self) -> int:
        """How many words stand before it in its sentence."""
        return len(_WORD.findall(self.sentence[: self.start]))

    @cached_property
    def in_title_case(self) -> bool:
        """Whether the other words of the sentence have capitals as well, so that a capital says nothing."""
        others = _WORD.findall(self.sentence[: self.start])[1:] + _WORD.findall(self.sentence[self.end :])
        telling = [word for word in others if len(word) > 2]  # the, of, in
        return bool(telling) and sum(word[0].isupper() for word in telling) >= _TITLE_CASE * len(telling)
