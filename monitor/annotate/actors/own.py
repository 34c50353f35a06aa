"""Names of users' actors that no model marked, or marked a part of: a new company, an alias of few letters."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from monitor.annotate.gazetteer.directory import Directory
from monitor.records import Mention

_REASON = "a name of your watchlists"


def with_own_names(mentions: Sequence[Mention], document: str, directory: Directory) -> Sequence[Mention]:
    """`mentions` with those of users' actors that are not among them; in the place of what is but a part of theirs.

    A name within a longer one stays what it is: somebody's foundation is not them.
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    own = tuple(_new(ordered, document, directory))
    if not own:
        return mentions
    covered = {at for mention in own for at in range(mention.start, mention.end)}
    return [*(mention for mention in ordered if mention.start not in covered), *own]


def _new(ordered: Sequence[Mention], document: str, directory: Directory) -> Iterator[Mention]:
    """Names that are not marked as a whole, and that no longer or crossing one is marked over."""
    starts, ends = ([getattr(mention, side) for mention in ordered] for side in ("start", "end"))
    for start, end, entry in directory.find_own(document):
        here = ordered[bisect_right(ends, start) : bisect_left(starts, end)]
        same = any((mention.start, mention.end) == (start, end) for mention in here)
        if not same and all(start <= mention.start and mention.end <= end for mention in here):
            yield Mention(type=entry.type, text=document[start:end], start=start, end=end, reason=_REASON)
