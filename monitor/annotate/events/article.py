"""What the events of an article depend on besides their own sentence."""

from datetime import date

from monitor.records import Mention, Record


class ArticleContext(Record, frozen=True, kw_only=True):
    """The article that events are read from, as far as they depend on it."""

    document: str
    story: str
    on: date  # the day of the article
    dated: bool = True  # its publisher says so
    country: str = ""  # the one that it speaks of most, alpha-3
    politics: float = 1.0  # the share of politics in its words
    mentions: tuple[Mention, ...] = ()  # all its names
