"""What the events of an article depend on besides their own sentence."""

import re
from datetime import date

from monitor.annotate.lexicon.words import words_of
from monitor.records import Mention, Record
from monitor.text.inflection import singular

_REVIEWED = words_of("article", "reviewed")
_WORD = re.compile(r"[a-z'’-]+")
_OPENING = 250  # characters of an article that tell what it is about


class ArticleContext(Record, frozen=True, kw_only=True):
    """The article that events are read from, as far as they depend on it."""

    document: str
    story: str
    on: date  # the day of the article
    dated: bool = True  # its publisher says so
    country: str = ""  # the one that it speaks of most, alpha-3
    topics: dict[str, int] = {}  # how many of its words belong to each topic
    mentions: tuple[Mention, ...] = ()  # all its names
    telling: tuple[Mention, ...] = ()  # those that do not only say from where it is reported

    @property
    def reviews(self) -> bool:
        """Whether its opening names a novel or a film, so that it may retell one."""
        words = _WORD.findall(self.document[:_OPENING].lower())
        return any(singular(word) in _REVIEWED for word in words)
