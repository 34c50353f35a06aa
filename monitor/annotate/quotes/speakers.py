"""Who a cue of speech belongs to: "X said", "said X", "X, the minister, told Reuters", "the chancellor added".

Read from the words and the names found, without a parse. A speaker without a name ("police", "one Western diplomat") is
the phrase itself; he, she and "the minister" are the person who led the sentence before.
"""

import re
from collections.abc import Sequence

from monitor.records import EntityType, Mention, Record

_SERVED = re.compile(r"\b(?:to|of|for|by|with|from|near|in|against|about) (?:the |Mr |Mrs |Ms |President )*$")
_HELPERS = re.compile(
    r"(?:[ ,]+(?:has|have|had|also|later|earlier|then|again|repeatedly|once|himself|herself|recently|however|meanwhile|"
    r"previously|now|still|simply|just|reportedly|publicly|would|even|both|since|told \w+ and))+[ ,]*$"
)
_OPENERS = re.compile(
    r"^[ \"”]*(?:(?:and|but|while|as|yet|so|though|although|because|when|where|then|meanwhile|still)\s+)+",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r"^.*(?:;| and| but| while| as| because| after| when| that| where| –| —) (?=\S)", re.DOTALL)
_ROLE = re.compile(
    r"(?:the|The) (?:\S+ ){0,2}(?:chancellor|president|minister|premier|leader|chief|secretary|ambassador|envoy|"
    r"general|governor|mayor|commander|pope|pontiff|king|prince|monarch|politician|lawmaker|senator|billionaire|republican|"
    r"democrat|candidate|lawyer|activist|author|analyst|director|head)"
)
_PHRASE_END = re.compile(
    r"[,.;:\"“”\n–—(]|\s(?:who|which|on|in|at|during|after|when|while|as|by|to|about|following|before|with|late|last|"
    r"this|earlier|yesterday|today|from|via|adding|referring|speaking|"
    r"whose|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_NOT_SPEAKERS = re.compile(
    r"^(?:that|it was|there|what|this|which|who|how|why|if|to|so|not|in|on|at|by|as|of)\b", re.IGNORECASE
)
_PERSONAL = frozenset("he she".split())
_FARTHEST = 600  # characters before a cue that are looked at
_WIDEST = 9  # words of a phrase that names a speaker


class Speaker(Record, frozen=True, kw_only=True):
    """Where in the document the speaker is named, and the canonical id if the name is known."""

    start: int
    end: int
    actor: str | None = None


class Speakers:
    """Finds speakers in one document."""

    def __init__(self, document: str, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._named = [mention for mention in mentions if _can_speak(mention)]

    def before(self, begin: int, cue: int) -> Speaker | None:
        """Who speaks where the cue stands behind: what lies between `begin`, the start of the clause, and the cue."""
        begin = max(begin, cue - _FARTHEST)
        left = self._document[begin:cue]
        left = left[: found.start()] if (found := _HELPERS.search(left)) else left
        if left.rstrip().endswith(","):
            return self._with_apposition(begin, left)
        start = begin + left.rfind(",") + 1
        return self._phrase(start, begin + len(left.rstrip()))

    def behind(self, cue: int, stop: int) -> Speaker | None:
        """Who speaks where the cue stands before: the phrase from the end of the cue on, or the name set behind it."""
        found = _PHRASE_END.search(self._document, cue, stop)
        end = found.start() if found else stop
        named = self._person_in(end + 1, min(stop, end + 40)) if found and found.group() == "," else None
        if (
            named is not None
            and self._person_in(cue, end) is None
            and not self._document[end + 1 : named.start].strip()
        ):
            return _speaker(named)
        return self._phrase(cue, end)

    def _with_apposition(self, begin: int, left: str) -> Speaker | None:
        """ "X, the minister,": the nearest part that is a person, else the part before the last."""
        parts = [match.span() for match in re.finditer(r"[^,]+", left) if match.group().strip()]
        titled = re.compile(r"\s*(?:who|which|whose|where|the|a|an|its|his|her|their|one)\b")
        names = [part for part in parts[-4:] if not titled.match(left[part[0] : part[1]])]
        for start, end in reversed(names):
            if (person := self._person_in(begin + start, begin + end)) is not None:
                return _speaker(person)
        if not parts:
            return None
        start, end = parts[max(0, len(parts) - 2)]
        return self._phrase(begin + start, begin + end)

    def _phrase(self, start: int, end: int) -> Speaker | None:
        """The speaker that a stretch of text names."""
        text = self._document[start:end]
        if opener := _OPENERS.match(text):
            start += opener.end()
        if len(text.split()) > _WIDEST and (clause := _LAST_CLAUSE.match(self._document[start:end])):
            start += clause.end()
        text = self._document[start:end]
        start, end = start + len(text) - len(text.lstrip(' "”,')), end - (len(text) - len(text.rstrip(" ,")))
        text = self._document[start:end]
        if not text or _NOT_SPEAKERS.match(text):
            return None
        if text.lower() in _PERSONAL or (_ROLE.fullmatch(text) and self._person_in(start, end) is None):
            return self._antecedent(start) or (None if text.lower() in _PERSONAL else Speaker(start=start, end=end))
        if text.lower() in ("it", "they", "we", "i", "you"):
            return self._body(start) if text.lower() in ("it", "they") else None
        named = self._person_in(start, end) or self._body_in(start, end)
        if named is not None:
            return _speaker(named)
        return Speaker(start=start, end=end) if len(text.split()) <= _WIDEST else self._close_to(end)

    def _person_in(self, start: int, end: int) -> Mention | None:
        people = (name for name in self._named if name.type is EntityType.PERSON)
        return next(
            (name for name in people if start <= name.start and name.end <= end and self._acts(name, start)), None
        )

    def _body_in(self, start: int, end: int) -> Mention | None:
        """A body or government that the phrase ends with: "the Kremlin", not "Israel's military"."""
        return next(
            (name for name in self._named if start <= name.start and name.end == end and self._acts(name, start)), None
        )

    def _close_to(self, end: int) -> Speaker | None:
        """The name right before a cue whose clause is too long to be one phrase."""
        return next((_speaker(name) for name in reversed(self._named) if end - 2 <= name.end <= end), None)

    def _acts(self, name: Mention, start: int) -> bool:
        """Whether it is not somebody else of whom the name is a part: "an aide to Zelenskyy"."""
        return _SERVED.search(self._document, start, name.start) is None

    def _antecedent(self, before: int) -> Speaker | None:
        """The person whom "he" means: who leads the nearest sentence before that has one."""
        people = [name for name in self._named if name.end <= before and name.type is EntityType.PERSON]
        if not people:
            return None
        sentence = max(
            (self._document.rfind(mark, 0, people[-1].start) for mark in (". ", "\n", "” ", '" ')), default=-1
        )
        fellows = [name for name in people if name.start > sentence and self._acts(name, max(0, sentence))]
        return _speaker(fellows[0] if fellows else people[-1])

    def _body(self, before: int) -> Speaker | None:
        bodies = [name for name in self._named if name.end <= before and name.type is not EntityType.PERSON]
        return _speaker(bodies[-1]) if bodies else None


def _speaker(name: Mention) -> Speaker:
    return Speaker(start=name.start, end=name.end, actor=name.actor)


def _can_speak(mention: Mention) -> bool:
    return mention.type in (EntityType.PERSON, EntityType.ORGANISATION) or mention.sector == "GOV"
