"""Names of users' actors that no model marked, or marked a part of: a new company, an alias of few letters."""

from collections.abc import Iterator, Sequence

from monitor.annotate.gazetteer.directory import Directory
from monitor.records import Mention

_REASON = "a name of your watchlists"


def with_own_names(mentions: Sequence[Mention], document: str, directory: Directory) -> Sequence[Mention]:
    """`mentions` with those of users' actors that are not among them; in the place of what is but a part of theirs.

    A name within a longer one stays what it is: somebody's foundation is not them.
    """
    own = tuple(_new(mentions, document, directory))
    kept = [mention for mention in mentions if not any(_overlap(mention, other) for other in own)]
    return [*kept, *own] if own else mentions


def _new(mentions: Sequence[Mention], document: str, directory: Directory) -> Iterator[Mention]:
    for start, end, entry in directory.find_own(document):
        here = [mention for mention in mentions if mention.start < end and start < mention.end]
        same = any((mention.start, mention.end) == (start, end) for mention in here)
        if not same and all(start <= mention.start and mention.end <= end for mention in here):
            yield Mention(type=entry.type, text=document[start:end], start=start, end=end, reason=_REASON)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
