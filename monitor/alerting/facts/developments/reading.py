"""The steps that an article tells in its title and first sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from monitor.alerting.facts.developments.table import beginnings, sayings
from monitor.alerting.facts.texts.opening import opening
from monitor.records import Article
from monitor.text.ordinary import function_words
from monitor.text.quantities.numbers import NUMBER

_KEPT: Final = 512  # sentences
UNREAL: Final = (
    "may might could would can cannot if unless until never no not nobody without rumour expected presumed feared fear"
    " fears to will wants want calls|for urges urge demands demand seeks seek likely plans plan hopes hope"
    " rules|out ruled|out"
).split()
"""Words that say in front of a step that it is not taken; one of them stands at most three words before it."""
_UNREAL: Final = re.compile(
    rf"\b(?:{'|'.join(each.replace('|', ' ') for each in UNREAL)}|\w+n['’]t)(?: [\w'’-]+){{0,3}} ?$", re.IGNORECASE
)

_PARTICIPLE: Final = re.compile(r"[\w-]+(?:ed|en|lt)", re.IGNORECASE)
_NOUN: Final = re.compile(rf" (?!(?:{'|'.join(sorted(function_words('en')))}|amid|near|\w+ly)\b)[a-z][\w-]{{2,}}")
_PLURAL: Final = re.compile(r" [a-z][\w-]+s\b")
_COUNTED: Final = re.compile(rf"\b{NUMBER} $", re.IGNORECASE)
_BEFORE_A_NOUN: Final = re.compile(
    r"(?:^|[:;.!?] |\b(?:the|an?|his|her|its|their|of|in|on|at|for|with|from|by|about|against|than|\w+ing"
    r"|\w+['’]s) )$",
    re.IGNORECASE,
)
_BY_TITLES: Final = frozenset(
    "second incident|death|stoppage|evacuation|warning raised|state of emergency|power cut|hospital|storming|protests"
    "|leak|spread|cordon|widening|agrees to act|people missing|suspended|retaliation".split("|")
)
"""What comes with every happening of a kind, or is read into a longer sentence: told where a title tells it."""
_FEATURE: Final = re.compile(r"\W*(?:what|why|how|who|when|where)\b", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r",? (?:(?:\w+ )?(?:days?|hours?|weeks?|minutes) after|after|following|when|where|while|because|since|before|as"
    r"|who|whom|whose|(?:in |of |for |over )?which|amid|despite|though|although|that|over|for)\b",
    re.IGNORECASE,
)


def told_in(article: Article) -> Iterator[str]:
    """The steps that an article tells in its title or first sentences, so that they are no news afterwards."""
    for text in (article.title, *opening(article).sentences):
        yield from _steps(text)


def headlined(article: Article) -> Iterator[str]:
    """The steps that its title says to be taken."""
    return iter(_steps(article.title))


def led_with(article: Article) -> Iterator[str]:
    """The steps that the main clause of its first sentence says to be taken: further behind stands what was before."""
    first = "" if _FEATURE.match(article.title) else next(iter(opening(article).sentences), "")
    return (step for step in _steps(_BEHIND.split(first, maxsplit=1)[0]) if step not in _BY_TITLES)


@lru_cache(maxsize=_KEPT)
def _steps(text: str) -> tuple[str, ...]:
    """The steps in a sentence; every watch that an article meets asks for them."""
    begins = beginnings(text)
    may = (each for each in sayings() if not begins.isdisjoint(each.begins))
    return tuple(each.step for each in may if any(_is_taken(text, found) for found in each.words.finditer(text)))


def _is_taken(text: str, found: re.Match[str]) -> bool:
    return not _UNREAL.search(text[: found.start()]) and not _is_attribute(text, found)


def _is_attribute(text: str, found: re.Match[str]) -> bool:
    """Whether the words are a participle before its noun: "the jailed activist", "collecting spilled petrol"."""
    before, after = text[: found.start()], text[found.end() :]
    if not _PARTICIPLE.fullmatch(found[0]) or not _NOUN.match(after):
        return False
    counted = _COUNTED.search(before) is not None and _PLURAL.match(after) is not None
    return counted or _BEFORE_A_NOUN.search(before) is not None
