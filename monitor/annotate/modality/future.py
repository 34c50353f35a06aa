"""Whether the time that is named lies ahead: "next week", "within days", "by 2030", "in May" of what may be."""

import re

from monitor.annotate.lexicon.modal_cues import UNPLANNED
from monitor.annotate.lexicon.times import is_day_or_month, is_time_word
from monitor.annotate.modality.stance import Reason, Rule, Stance, where
from monitor.annotate.modality.temporal_scope import below, circumstances, named
from monitor.annotate.syntax.auxiliaries import auxiliaries_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import verb_forms

_AHEAD = re.compile(
    r"\b(?:tomorrow|soon|shortly|imminently|next (?:\w+ )?(?:week|month|year|summer|spring|autumn|fall|winter|\w+day)"
    r"|(?:in|over|within|for) (?:the )?(?:coming|next|near|foreseeable)\b|coming (?:hours|days|weeks|months|years)"
    r"|within (?:\w+ )?(?:hours|days|weeks|months|years|a week|a month|a year)|by the end of"
    r"|later this (?:week|month|year)"
    r"|in \w+ (?:days|weeks|months|years) time|in the future|starting (?:in|on|from|next)|from (?:next|tomorrow))\b"
)
_YEAR = re.compile(r"20\d\d")
_PICTURES = frozenset("photo photograph picture pictured image".split())
_SHOWN = frozenset(
    form
    for verb in "meet attend speak greet shake hold welcome address listen pose sit stand wave talk receive hug".split()
    for form in verb_forms(verb)
)
"""What pictures show; with a place the present tells of it, not of a timetable: "meets him at the palace on Monday"."""

_AT = frozenset("at outside inside".split())
_WHEN = frozenset("on in from by for at until before during".split())


def future_of(sentence: ParsedSentence, trigger: int, year: int, stance: Stance) -> Reason | None:
    """Why the event is still to come, as far as its stance and the time that is named tell, in a text of `year`."""
    if stance.hypothetical or (stance.condition and not stance.will):
        return _possible_day(sentence, trigger, year, stance)
    if stance.future or stance.cancelled:
        return stance.future
    present = [verb for verb in stance.verbs if _is_scheduled(sentence, verb) and not _is_caption(sentence, verb, year)]
    timed = (_timed(sentence, word, year) for word in (*present, trigger) if present)
    if found := next(filter(None, timed), None):
        return found
    return None if sentence[trigger].tag.startswith("VB") else where(Rule.SET_FOR, _set_for(sentence, trigger))


def _timed(sentence: ParsedSentence, word: int, year: int) -> Reason | None:
    return where(Rule.DAY, day_of(sentence, word)) or _ahead(sentence, word, year)


def _possible_day(sentence: ParsedSentence, trigger: int, year: int, stance: Stance) -> Reason | None:
    """What is only thought of and has a day ahead: "may visit next week", "could meet in May"."""
    if stance.cancelled or "have" in auxiliaries_of(sentence, trigger):
        return None
    days = (day_of(sentence, verb) for verb in stance.verbs if stance.possibility)
    dated = next((day for day in days if day is not None), None)
    return _ahead(sentence, trigger, year) or where(Rule.DAY, dated)


def _is_scheduled(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a present can tell of a timetable: "leaves on Sunday", "is meeting Xi on Thursday"; not "hits Kyiv"."""
    progressive = sentence[verb].tag == "VBG" and bool(auxiliaries_of(sentence, verb) & {"is", "are", "'s"})
    return progressive or (sentence[verb].tag in ("VBZ", "VBP") and sentence[verb].lower not in UNPLANNED)


def _ahead(sentence: ParsedSentence, trigger: int, year: int) -> Reason | None:
    """The time after now that the circumstances of the trigger name."""
    own = circumstances(sentence, trigger)
    if found := named(Rule.TIME_AHEAD, sentence, own, _AHEAD):
        return found
    years = (index for index in own if _YEAR.fullmatch(sentence[index].lower) and int(sentence[index].lower) > year)
    distinct = (index for index in years if sentence[index].lower != sentence[index - 1].lower)
    return where(Rule.TIME_AHEAD, next(distinct, None))


def day_of(sentence: ParsedSentence, trigger: int) -> int | None:
    """The day, month or season that the trigger itself stands with: "on Tuesday", "in May", "for 26 November"."""
    adverbs = sentence.children(trigger, "advmod")  # "as early as November"
    prepositions = (prep for prep in sentence.children(trigger, "prep") if sentence[prep].lower in _WHEN)
    nouns = (noun for prep in prepositions for noun in sentence.children(prep, "pobj"))
    days = (_day_below(sentence, word) for word in (*adverbs, *nouns))
    return next((day for day in days if day is not None), None)


def _is_caption(sentence: ParsedSentence, verb: int, year: int) -> bool:
    """Whether a present tells what a picture shows: "In this file photo he attends", "meets him in May 2018"."""
    if sentence[verb].tag not in ("VBZ", "VBP"):
        return False
    if any(token.lower in _PICTURES for token in sentence.tokens) or sentence[0].lower == "file":
        return True
    shown = sentence[verb].lower in _SHOWN and any(_is_place(sentence, prep) for prep in sentence.subtree(verb))
    years = (sentence[index].lower for index in circumstances(sentence, verb))
    return shown or any(_YEAR.fullmatch(word) and int(word) <= year for word in years)


def _is_place(sentence: ParsedSentence, preposition: int) -> bool:
    """ "at the palace", "outside parliament"; not "at the end of August"."""
    behind = sentence.children(preposition, "pobj") if sentence[preposition].lower in _AT else []
    return any(_day_below(sentence, noun) is None and not is_time_word(sentence[noun].lower) for noun in behind)


def _day_below(sentence: ParsedSentence, noun: int) -> int | None:
    return next((index for index in below(sentence, noun) if is_day_or_month(sentence[index].lower)), None)


def _set_for(sentence: ParsedSentence, noun: int) -> int | None:
    """ "called a strike for 26 November", "a vote set for May": behind "for" stands a day."""
    above = [noun] if sentence[noun].dep not in ("dobj", "nsubjpass") else [noun, sentence.head(noun)]
    behind = (prep for index in above for prep in sentence.children(index, "prep") if sentence[prep].lower == "for")
    days = (_day_below(sentence, day) for prep in behind for day in sentence.children(prep, "pobj"))
    return next((day for day in days if day is not None), None)
