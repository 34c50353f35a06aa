"""A name that is somebody's in short: "Jordan" in the title over an article about Michael Jordan."""

from monitor.match.occurrences.scan import Scan
from monitor.records import EntityType


def is_called_in_short(scan: Scan, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` is the name of a person whom the article calls by a longer one elsewhere."""
    short = scan.mention_at.get(span)
    if short is None or short.type is not EntityType.PERSON or short.actor is None:
        return False
    return any(
        mention.actor == short.actor and mention.type is EntityType.PERSON and short.text in mention.text.split()[1:]
        for mention in scan.annotated.mentions
    )
