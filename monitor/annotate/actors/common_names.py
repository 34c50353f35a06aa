"""Names that say little: those that many countries' organisations bear, and surnames that are words."""

import re

from monitor.annotate.lexicon.words import words_of
from monitor.records import Mention

_COMMON = words_of("actors", "common")
_WORDS = words_of("actors", "surnames")
"""Surnames that begin sentences as words."""
_NAME_GOES_ON = re.compile(r"[ -]?[A-Z][^\W\d_]*[a-z]")
_NEVER_A_NAME = re.compile(
    r" (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jr|Sr|Administration|Government)\b"
)


def is_shared(name: str) -> bool:
    """Whether a name is of words that parties, parliaments and offices of many countries bear: Democratic Party."""
    return all(word in _COMMON for word in name.lower().replace("’", "'").split())


def may_stand_alone(mention: Mention, document: str) -> bool:
    """Whether a surname alone may mean somebody whom the article names nowhere in full.

    Not where the name goes on ("Novak" of Novak Djokovic), nor where it is a word that begins a sentence ("Power cut
    stops trams").
    """
    name, behind = mention.text, document[mention.end : mention.end + 20]
    if _NAME_GOES_ON.match(behind) and not _NEVER_A_NAME.match(behind):
        return False
    before = document[: mention.start].rstrip(" \"“”'‘’")
    begins = not before or before[-1] in "\n.!?:"
    return not (begins and name.lower() in _WORDS and _is_word_behind(behind))


def _is_word_behind(behind: str) -> bool:
    """Whether a common word follows, and no verb or sign that shows somebody who acts."""
    word = behind.split(maxsplit=1)[0] if behind.strip() else ""
    acts = word.endswith(("ed", "s")) or word in ("'s", "’s", "will", "told", "met", "won", "has", "is", "was", "said")
    return behind.startswith(" ") and word.isalpha() and not acts
