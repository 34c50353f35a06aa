"""Whether an event lies years back: a year gone by, decades ago, a war that is history, an anniversary."""

import re
from collections.abc import Iterator

from monitor.annotate.modal_words import REMEMBERED, REMEMBERING
from monitor.annotate.parse import ParsedSentence

_YEAR = re.compile(r"(1[0-9]|20)\d\d(?:s|'s|’s)?")
_STRETCHES = frozenset("years year decades decade century centuries generation generations".split())
_OTHER_CLAUSES = frozenset("ccomp relcl conj acl advcl parataxis".split())
_SHARING_TIME = frozenset("xcomp pcomp pobj prep dobj conj nsubj nsubjpass attr ccomp".split())
_FROM_THEN_ON = frozenset({"since"})
_BYGONE = frozenset("nazi soviet ottoman medieval colonial apartheid".split())
_PHRASES = (
    " last year ", " last century ", " last decade ", " in past ", " in the past ", " cold war ", " world war ",
    " nineteenth century ", " years earlier ", " years before ", " decades earlier ", " previous century ",
    " centuries past ", " in the days of ", " in those days ", " at the time of the ",
)  # fmt: skip
_YEARS_AFTER = re.compile(r"\b(?:years|decades|century|centuries|year|decade) (?:after|since|on from)\b")


def is_historical(sentence: ParsedSentence, trigger: int, year: int) -> bool:
    """Whether the clause of `trigger` names a year before `year`, speaks of years ago, or is remembered."""
    own = sorted(_own_clause(sentence, trigger))
    return (
        any(_is_past_year(sentence, index, year) for index in own)
        or _speaks_of_the_past(sentence, own)
        or _is_remembered(sentence, trigger)
        or _lies_years_before(sentence, trigger)
    )


def _own_clause(sentence: ParsedSentence, trigger: int) -> Iterator[int]:
    """The trigger, what hangs on it but for other clauses, and the time that the words above it share with it."""
    yield from _below(sentence, trigger)
    index = trigger
    while sentence[index].dep in (
        "xcomp",
        "pcomp",
        "pobj",
        "prep",
        "dobj",
        "conj",
        "nsubj",
        "nsubjpass",
        "attr",
        "ccomp",
    ):
        below, index = index, sentence.head(index)
        if sentence[below].dep == "ccomp" and not _is_cleft(sentence, index):
            return
        for child in sentence.children(index, "prep", "npadvmod", "advmod", "tmod", "nmod", "nummod", "acomp", "attr"):
            if child != below:
                yield from _below(sentence, child)
    if sentence[index].dep in ("relcl", "advcl") and _is_cleft(sentence, top := sentence.head(index)):
        yield from (part for child in sentence.children(top, "prep") for part in _below(sentence, child))


def _is_cleft(sentence: ParsedSentence, verb: int) -> bool:
    """ "It was in 1967 that …"."""
    subject = sentence.child(verb, "nsubj")
    return subject is not None and sentence[subject].lower == "it" and sentence[verb].lower in ("was", "is")


def _below(sentence: ParsedSentence, index: int) -> Iterator[int]:
    yield index
    for child in sentence.children(index):
        if sentence[child].dep not in _OTHER_CLAUSES:
            yield from _below(sentence, child)


def _is_past_year(sentence: ParsedSentence, index: int, year: int) -> bool:
    word = sentence[index].lower
    if not _YEAR.fullmatch(word) or int(word[:4]) >= year:
        return False
    before = sentence[index - 1].lower if index else ""
    above = sentence[sentence.head(index)].lower
    return before not in _FROM_THEN_ON and above not in _FROM_THEN_ON


def _speaks_of_the_past(sentence: ParsedSentence, own: list[int]) -> bool:
    words = [sentence[index].lower for index in own]
    text = f" {' '.join(words)} "
    if "ago" in words and any(word in _STRETCHES for word in words):
        return True
    return any(phrase in text for phrase in _PHRASES) or any(_is_bygone(sentence, index) for index in own)


def _is_bygone(sentence: ParsedSentence, index: int) -> bool:
    """Whether a word names a power that is no more; not in "former Soviet republics"."""
    before = sentence[index - 1].lower if index else ""
    return sentence[index].lower in _BYGONE and before not in ("former", "ex", "-")


def _lies_years_before(sentence: ParsedSentence, trigger: int) -> bool:
    """ "30 years after the massacre", "five years since he was arrested"."""
    before = sentence.words(list(range(max(0, trigger - 8), trigger)))
    return _YEARS_AFTER.search(before) is not None and "anniversary" not in before


def _is_remembered(sentence: ParsedSentence, trigger: int) -> bool:
    above = [sentence[index].lower for index in sentence.ancestors(trigger)]
    if any(word in REMEMBERED for word in above):
        return True
    return sentence[trigger].dep in ("dobj", "pobj") and any(word in REMEMBERING for word in above[:1])
