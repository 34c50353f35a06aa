"""The noun phrase that a verb of speech belongs to: "X said", "said X", "X, the minister, told Reuters", "he added".

A speaker without a name ("police", "one Western diplomat") is the phrase itself; the antecedent of he, she and "the
minister" is the person who led the sentence before.
"""

import re
from collections.abc import Callable, Sequence

from monitor.annotate.quotes.cues import DAY
from monitor.records import EntityType, Mention, Record
from monitor.text.tables import alternatives, groups

WORDS = groups(__package__, "speakers.tsv")

_BELONGS = re.compile(rf"\b{alternatives(WORDS['belongs'])} (?:the |Mr |Mrs |Ms |President )*$")
_AUXILIARIES = re.compile(rf"(?:[ ,]+{alternatives(WORDS['auxiliary'])})+[ ,]*$")
_CONJUNCTIONS = re.compile(rf"^[ \"”]*(?:{alternatives(WORDS['conjunction'])}\s+)+", re.IGNORECASE)
_LAST_CLAUSE = re.compile(rf"^.*(?:;| {alternatives(WORDS['clause'])}) (?=\S)", re.DOTALL)
_ROLE = re.compile(rf"[tT]he (?:\S+ ){{0,2}}{alternatives(WORDS['role'])}")
_NO_NAME = r"(?!(?:The|An?|His|Her|Its|Their|Our|My|This|That|But|And) )"
_OFFICE = re.compile(
    rf"(?:[.!?][”\"]?\s+|\n|\A)(?P<who>(?:The )?{_NO_NAME}(?:[A-Z][\w-]+ )?[A-Z][\w-]+(?:['’]s)? (?:[a-z-]+ ){{0,3}}"
    rf"{alternatives(WORDS['role'])})\b(?! [A-Z]|, [A-Z])"
)
_PHRASE_END = re.compile(rf"[,.;:\"“”\n–—(]|\s{alternatives((*WORDS['phrase_end'], DAY))}\b")
_NOT_A_SPEAKER = re.compile(rf"^{alternatives(WORDS['not_a_speaker'])}\b", re.IGNORECASE)
_APPOSITION = re.compile(rf"\s*{alternatives(WORDS['apposition'])}\b")
PERSONAL = frozenset(WORDS["personal"])
IMPERSONAL = frozenset(WORDS["impersonal"])
OWN = frozenset(WORDS["own"])
_SENTENCE_ENDS = (". ", "\n", "” ", '" ')
_FARTHEST = 600  # characters before a cue that are looked at
_NEAREST = 40  # characters in which a name stands in apposition
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
        self._names = [mention for mention in mentions if _can_speak(mention)]

    def before(self, begin: int, cue: int) -> Speaker | None:
        """Who speaks where the verb stands behind: what lies between `begin`, the start of the clause, and the cue."""
        begin = max(begin, cue - _FARTHEST)
        left = self._document[begin:cue]
        left = left[: found.start()] if (found := _AUXILIARIES.search(left)) else left
        if left.rstrip().endswith(","):
            return self._beside_apposition(begin, left)
        return self._phrase(begin + left.rfind(",") + 1, begin + len(left.rstrip()))

    def behind(self, cue: int, stop: int) -> Speaker | None:
        """Who speaks where the verb stands before: the phrase from its end on, or the name in apposition to that."""
        found = _PHRASE_END.search(self._document, cue, stop)
        end = found.start() if found else stop
        if found and found.group() == "," and self._person(cue, end) is None:
            named = self._person(end + 1, min(stop, end + _NEAREST))
            if named is not None and not self._document[end + 1 : named.start].strip():
                return _speaker(named)
        return self._phrase(cue, end)

    def _beside_apposition(self, begin: int, left: str) -> Speaker | None:
        """ "X, the minister,": the nearest part that is a person, else the part before the last."""
        parts = [
            (begin + part.start(), begin + part.end()) for part in re.finditer("[^,]+", left) if part.group().strip()
        ]
        for start, end in reversed(parts[-4:]):
            person = self._person(start, end)
            if person is not None and not _APPOSITION.match(self._document, start, end):
                return _speaker(person)
        return self._phrase(*parts[max(0, len(parts) - 2)]) if parts else None

    def _phrase(self, start: int, end: int) -> Speaker | None:
        """The speaker that a stretch of text names."""
        start, end = self._noun_phrase(start, end)
        text = self._document[start:end]
        if not text or _NOT_A_SPEAKER.match(text) or text.lower() in OWN:
            return None
        if text.lower() in PERSONAL:
            return self._antecedent(start)
        if text.lower() in IMPERSONAL:
            return self._organisation_before(start)
        if named := self._person(start, end):
            return _speaker(named)
        return (self._antecedent(start) if _ROLE.fullmatch(text) else None) or self._unnamed(start, end)

    def _noun_phrase(self, start: int, end: int) -> tuple[int, int]:
        """A stretch cut to its last clause, without conjunctions and marks at its edges."""
        if conjunctions := _CONJUNCTIONS.match(self._document[start:end]):
            start += conjunctions.end()
        text = self._document[start:end]
        if len(text.split()) > _WIDEST and (clause := _LAST_CLAUSE.match(text)):
            start += clause.end()
        text = self._document[start:end]
        return start + len(text) - len(text.lstrip(' "”,')), start + len(text.rstrip(" ,"))

    def _unnamed(self, start: int, end: int) -> Speaker | None:
        """A body or government that the phrase ends with, else the phrase, else what stands right before the cue."""
        if body := self._first(lambda name: start <= name.start and name.end == end and self._speaks(name, start)):
            return _speaker(body)
        if len(self._document[start:end].split()) <= _WIDEST:
            return Speaker(start=start, end=end)
        near = [name for name in self._names if end - 2 <= name.end <= end]
        return _speaker(near[-1]) if near else None

    def _person(self, start: int, end: int) -> Mention | None:
        """The first person named in a stretch who speaks themselves."""
        return self._first(
            lambda name: (
                name.type is EntityType.PERSON and start <= name.start and name.end <= end and self._speaks(name, start)
            )
        )

    def _first(self, fits: Callable[[Mention], bool]) -> Mention | None:
        return next(filter(fits, self._names), None)

    def _speaks(self, name: Mention, start: int) -> bool:
        """Whether it is not somebody else to whom the name belongs: "an aide to Zelenskyy"."""
        return _BELONGS.search(self._document, start, name.start) is None

    def _antecedent(self, before: int) -> Speaker | None:
        """Whom "he" means: who leads the nearest sentence before that has somebody, named or by an office."""
        people = [name for name in self._names if name.end <= before and name.type is EntityType.PERSON]
        office = self._office_before(max(before - _FARTHEST, people[-1].end if people else 0), before)
        if office is not None or not people:
            return office
        sentence = max(self._document.rfind(mark, 0, people[-1].start) for mark in _SENTENCE_ENDS)
        leading = [name for name in people if name.start > sentence and self._speaks(name, max(0, sentence))]
        return _speaker(leading[0] if leading else people[-1])

    def _office_before(self, begin: int, end: int) -> Speaker | None:
        """Somebody without a name who leads the nearest sentence: "Palau's president spoke. “…,” he said."."""
        office = next(reversed([*_OFFICE.finditer(self._document, begin, end)]), None)
        return None if office is None else Speaker(start=office.start("who"), end=office.end("who"))

    def _organisation_before(self, before: int) -> Speaker | None:
        """The body that "it" means: the nearest one before."""
        bodies = [name for name in self._names if name.end <= before and name.type is not EntityType.PERSON]
        return _speaker(bodies[-1]) if bodies else None


def _speaker(name: Mention) -> Speaker:
    return Speaker(start=name.start, end=name.end, actor=name.actor)


def _can_speak(mention: Mention) -> bool:
    """Whether a mention is of somebody who speaks: a person, an organisation, a government, but no town."""
    return mention.type in (EntityType.PERSON, EntityType.ORGANISATION) or mention.sector == "GOV"
