"""Whether the time that is named lies ahead: "next week", "within days", "by 2030", "in May" of what may be."""

import re

from monitor.annotate.lexicon.times import is_day_or_month, is_time_word
from monitor.annotate.modality.temporal_scope import below, circumstances
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


def lies_ahead(sentence: ParsedSentence, trigger: int, year: int) -> bool:
    """Whether the circumstances of the trigger name a time after now."""
    own = circumstances(sentence, trigger)
    if _AHEAD.search(sentence.words(list(own))):
        return True
    years = (sentence[index].lower for index in own if sentence[index].lower != sentence[index - 1].lower)
    return any(_YEAR.fullmatch(word) and int(word) > year for word in years)


def is_dated(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether the trigger itself stands with a day, month or season: "on Tuesday", "in May", "for 26 November"."""
    if any(_names_day(sentence, adverb) for adverb in sentence.children(trigger, "advmod")):
        return True  # "as early as November"
    return any(
        sentence[prep].lower in _WHEN and any(_names_day(sentence, noun) for noun in sentence.children(prep, "pobj"))
        for prep in sentence.children(trigger, "prep")
    )


def is_caption(sentence: ParsedSentence, verb: int, year: int) -> bool:
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
    return any(not _names_day(sentence, noun) and not is_time_word(sentence[noun].lower) for noun in behind)


def _names_day(sentence: ParsedSentence, noun: int) -> bool:
    return any(is_day_or_month(sentence[index].lower) for index in below(sentence, noun))


def is_set_for(sentence: ParsedSentence, noun: int) -> bool:
    """ "called a strike for 26 November", "a vote set for May": behind "for" stands a day."""
    above = [noun] if sentence[noun].dep not in ("dobj", "nsubjpass") else [noun, sentence.head(noun)]
    behind = (prep for index in above for prep in sentence.children(index, "prep") if sentence[prep].lower == "for")
    return any(_names_day(sentence, day) for prep in behind for day in sentence.children(prep, "pobj"))
