"""How far a matter has come by the words around those of the watch, where no event of PLOVER tells it.

Strikes, mergers, recalls and resignations are no events of the ontology. That one may come, is agreed on, called off or
taken back is told in few and fixed words.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from monitor.alerting.facts.facts import Concern, Facts, Happening, Stages
from monitor.alerting.facts.sides import in_words
from monitor.alerting.facts.texts.milestones import milestones
from monitor.alerting.facts.texts.opening import opening
from monitor.alerting.facts.texts.words import stem, stems
from monitor.records import Article, AuxiliaryMode, Change, ChangeKind, Evidence, Match
from monitor.text.inflection import irregular_bases

_TO: Final = (
    "expected|likely|set|due|ready|about|plans?|planning|hopes?|hoping|seeks?|seeking|aims?|in talks|threatens?"
    "|threatening|votes?|voted"
)
_MAY: Final = (
    rf"(?:may|might|could|(?:is|are|was|were) to|(?:{_TO}) to|considers?|considering|weighs?|weighing|mulls?|mulling)"
)
_TENTATIVE: Final = re.compile(rf"\b{_MAY} (?:not )?(\w{{3,}})", re.IGNORECASE)
_OPEN: Final = re.compile(
    rf"\b(?:{_MAY}|in (?:advanced |early )?(?:talks|discussions)|proposes?|proposed|offers?|offered|planned)\b",
    re.IGNORECASE,
)
_DECIDED: Final = re.compile(
    r"\b(?:(?:has |have )?agree[sd] (?:on |a |an |the )?(?!to (?:talk|meet|hold|continue|discuss)\w*)"
    r"|(?:signs?|signed|approve[sd]|adopt(?:s|ed)|clinch(?:es|ed)|seal(?:s|ed)|strikes?|struck|reach(?:es|ed))"
    r" (?:on |a |an |the )?(?:\w+ ){0,2}(?:deal|agreement|accord|merger|takeover|pact|treaty|truce|ceasefire))",
    re.IGNORECASE,
)
_UNDECIDED: Final = re.compile(
    r"\b(?:no|not|never|neither|nor|nobody|nothing|none|without|den(?:y|ies|ied)|fail(?:s|ed)?|refus(?:e|es|ed)"
    r"|may|might|could|would|can|cannot|if|unless|until|before)\b|n['’]t\b",
    re.IGNORECASE,
)
_ENDED: Final = "(?:break|broke|broken|breaks) (?:off|down)|(?:falls?|fell) through|collapse[sd]?|end(?:s|ed)? without"
_AGREED_ON: Final = "(?:talk|negotiation|meeting|summit|deal|bid|plan|offer|merger|takeover|coalition)s?"
_BE: Final = "is|are|was|were|(?:has|have) been"
_OFF_BEHIND: Final = (
    rf"(?:(?:{_BE}) )?(?:called off|cancell?ed|scrapped|postponed|averted)|(?:{_BE}) off(?=[.,;:]|$)"
    rf"|(?:{_AGREED_ON}) (?:has |have )?(?:{_ENDED})"
)
_OFF_BEFORE: Final = r"(?:calls? off|called off|cancels?|cancell?ed|scraps?|scrapped|postpones?|postponed)"
_MAYBE: Final = re.compile(
    r"\b(?:may|might|could|would|can|if|unless|not|never|to)(?: still| yet| be){0,2} ?$", re.IGNORECASE
)
_RULED_OUT: Final = re.compile(
    r"\b(?:rul(?:es|ed) out|(?:no|not an?|denies|denied any) (?:plans?|intention|thought|need) (?:of|to|for)"
    r"|will not|won['’]t|does not (?:plan|intend|mean) to|would never|never)"
    r"(?: (?:any|an?|the|that|it|be|being|will))* (\w{3,})",
    re.IGNORECASE,
)
_DEFERRED: Final = re.compile(
    r"\b(?P<what>(?:[\w'’-]+ ){1,12}?)(?:(?:is|are|was|were|has been|have been) )?(?:put off|postponed|called off)\b",
    re.IGNORECASE,
)
_RETRACTED: Final = re.compile(
    r"\b(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|takes? back|took back) (?:\w+ ){0,3}?"
    r"(claims?|statement|report|accusations?|allegations?)\b"
    r"|\b(?:reject(?:s|ed)|den(?:ies|ied)|dismiss(?:es|ed)|refute[sd]) (?:as [^.,;]{3,30} )?(?:the |an? |any )?"
    r"(?P<disputed>claims?) by [^.,;]{2,40} (?:to have|that (?:it|they) had)\b",
    re.IGNORECASE,
)
_NO_DEED: Final = frozenset(
    map(stem, "be have do say said tell make take get go come see help work want need look".split())
)
_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_SIGNED: Final = "signing"
_CONFIRMED: Final = "confirmation"
_OF_PLANS: Final = frozenset({_SIGNED, _CONFIRMED})  # steps that count for watches of events and actors, too
_NEAR: Final = 3  # words


def stages(match: Match, *, by_words: bool) -> Stages:
    """How far its matter has come by the opening of an article.

    by_words: whether the watch asks for words; of others, events say all but what is taken back.
    """
    sentences = (match.article.title, *opening(match.article).sentences)
    retracted = _retracted(sentences)
    if not by_words:
        reached = tuple(step for step in milestones(sentences) if step in _OF_PLANS)
        return Stages(retracted=retracted, deferred=tuple(dict.fromkeys(_deferred(sentences))), reached=reached)
    tentative = {stem(found.group(1)) for text in sentences for found in _TENTATIVE.finditer(text)} - _NO_DEED
    ours = tuple(dict.fromkeys(piece.sentence.text for piece in match.evidence))
    return Stages(
        open=any(_OPEN.search(text) for text in sentences),
        tentative=tuple(sorted(tentative)),
        refused=tuple(dict.fromkeys(_ruled_out(sentences))),
        stated=tuple(dict.fromkeys(word for text in sentences for word in _stated(text))),
        decided=next(filter(None, map(_decided, ours)), ""),
        off=next(_called_off(match, sentences), ""),
        retracted=retracted,
        reached=tuple(milestones(sentences)),
    )


def _decided(text: str) -> str:
    """The words of a sentence that say that something is agreed on; none where it only may be, or is not."""
    found = _DECIDED.search(text)
    if found is None or _UNDECIDED.search(text[: found.start()]) or text[found.end() :].startswith("to disagree"):
        return ""
    return found.group().strip()


def is_taken_back(article: Article) -> bool:
    """Whether somebody takes back a claim in the opening of an article."""
    return bool(_retracted((article.title, *opening(article).sentences)))


def _retracted(sentences: Iterable[str]) -> str:
    return next((found[1] or found["disputed"] for text in sentences if (found := _RETRACTED.search(text))), "")


def _ruled_out(sentences: Iterable[str]) -> Iterator[str]:
    found = (stem(each.group(1)) for text in sentences for each in _RULED_OUT.finditer(text))
    return (each for each in found if each not in _NO_DEED)


def _deferred(sentences: Iterable[str]) -> Iterator[str]:
    for text in sentences:
        found = _DEFERRED.search(text)
        if found is not None and not _MAYBE.search(found["what"]):
            yield from stems(found["what"])


def moved(told: Facts, new: Facts) -> Iterator[Change]:
    """How far the matter has come since it was told, the farthest step only."""
    before, after = told.stages, new.stages
    planned = "planned" if before.open else "asserted"
    deferred = {*after.deferred} - {*before.deferred}
    put_off = next((each for each in told.happenings if _is_planned(each) and each.trigger in deferred), None)
    if put_off is not None:
        yield Change(kind=ChangeKind.MODALITY, what=in_words(put_off), before="planned", after="called off")
    elif after.off and not before.off:
        yield Change(kind=ChangeKind.MODALITY, what=after.off, before=planned, after="called off")
    elif after.retracted and not before.retracted:
        yield Change(kind=ChangeKind.MODALITY, what=after.retracted, before="asserted", after="denied")
    elif before.open and after.decided and not before.decided and not after.off:
        yield Change(kind=ChangeKind.MODALITY, what="deal", before="planned", after="agreed")
    elif step := next((each for each in after.reached if each not in before.reached and _leads_to(told, each)), ""):
        was = "denied" if step == _CONFIRMED else "planned" if before.open or step == _SIGNED else ""
        yield Change(kind=ChangeKind.MODALITY, what=step, before=was, after="asserted")
    elif done := _done(before, after):
        was = "denied" if done in before.refused else "planned"
        yield Change(kind=ChangeKind.MODALITY, what=_in_title(new, done), before=was, after="asserted")


def _is_planned(happening: Happening) -> bool:
    planned = AuxiliaryMode.FUTURE in happening.modes and AuxiliaryMode.NEGATED not in happening.modes
    return planned and happening.prominent and happening.concerns is not Concern.NOTHING


def _leads_to(told: Facts, step: str) -> bool:
    """Whether a step follows on what was told: a signing on its plan, a confirmation on a denial."""
    if step == _CONFIRMED:
        return bool(told.stages.retracted)
    signed = [each for each in told.happenings if each.trigger == stem("sign")]
    planned = stem("sign") in told.stages.tentative or (bool(signed) and all(map(_is_planned, signed)))
    return step != _SIGNED or planned


def _done(before: Stages, after: Stages) -> str:
    """The stem of what was to be done, or was ruled out, and is done."""
    undone, thought_of = {*before.stated, *after.tentative, *after.refused}, {*before.tentative, *before.refused}
    return next((each for each in after.stated if each in thought_of and each not in undone), "")


def _in_title(facts: Facts, done: str) -> str:
    """The word of the title that has a stem, else the stem."""
    return next((word for word in _WORD.findall(facts.title) if stem(word) == done), done)


def _stated(text: str) -> Iterator[str]:
    """Stems of the words of a text that are verbs in a finite form, as far as their form tells."""
    may = {found.start(1) for found in _TENTATIVE.finditer(text)}
    for found in _WORD.finditer(text):
        word = found.group().lower()
        finite = word.endswith(("ed", "es", "s")) or word in irregular_bases()
        if finite and found.start() not in may and not _MAYBE.search(text[: found.start()]):
            yield stem(word)


def _called_off(match: Match, sentences: tuple[str, ...]) -> Iterator[str]:
    """The words of the watch that a title or a first sentence says to be called off, the nearest first."""
    opened = {text.strip() for text in sentences}
    found = [each for piece in match.evidence if piece.sentence.text.strip() in opened for each in _off(piece)]
    yield from (word for _, word in sorted(found))


def _off(piece: Evidence) -> Iterator[tuple[int, str]]:
    """How near it stands to words of a watch that something is called off, with these."""
    word, text = re.escape(piece.matched.text), piece.sentence.text
    between = rf"\W+(?:\w+\W+){{0,{_NEAR}}}?"
    behind = re.search(rf"\b{word}{between}({_OFF_BEHIND})", text, re.IGNORECASE)
    ended = re.search(rf"\b{word}{between}({_ENDED})", text, re.IGNORECASE) if _may_end(piece) else None
    at_once = re.search(rf"\b{word} (off(?=[.,;:]|$))", text, re.IGNORECASE)
    before = re.search(rf"\b({_OFF_BEFORE}){between}{word}\b", text, re.IGNORECASE)
    for found in filter(None, (behind, ended, at_once, before)):
        if not _MAYBE.search(text[: found.start(1)]):
            yield len(found.group()) - len(found.group(1)) - len(piece.matched.text), piece.matched.text


def _may_end(piece: Evidence) -> bool:
    """Whether the words of a watch are of what people agree on, and not of a dam that collapses."""
    return re.search(rf"\b(?:{_AGREED_ON})\b", piece.matched.text, re.IGNORECASE) is not None
