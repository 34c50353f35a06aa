"""Countries that share a name, of which a coordination writes it once: the South of "South and North Korea"."""

import re
from collections.abc import Iterable, Iterator

from monitor.annotate.gazetteer.directory import Directory
from monitor.records import EntityType, Mention

_COUNTRIES = {
    ("north", "korea"): "north-korea",
    ("south", "korea"): "south-korea",
    ("south", "sudan"): "south-sudan",
}
_TOGETHER = re.compile(
    r"\b(?P<first>North|South) (?:and|or) (?:the )?(?P<second>North|South) (?P<name>Korea|Sudan)(?P<people>ns?|ese)?\b"
)


def divided(mentions: Iterable[Mention], document: str, directory: Directory) -> tuple[Mention, ...]:
    """The mentions, with the first of two such countries as one, in order of the text."""
    found = [mention for match in _TOGETHER.finditer(document) for mention in _first(match, directory)]
    if not found:
        return tuple(mentions)
    taken = {mention.start for mention in found}
    others = (mention for mention in mentions if mention.start not in taken)
    return tuple(sorted((*others, *found), key=lambda mention: mention.start))


def _first(match: re.Match[str], directory: Directory) -> Iterator[Mention]:
    name = match["name"].lower()
    actor = _COUNTRIES.get((match["first"].lower(), name))
    entry = directory.entries.get(actor or "")
    if entry is not None and match["first"] != match["second"]:
        yield Mention(
            type=EntityType.NATIONALITY if match["people"] else EntityType.PLACE,
            text=match["first"],
            start=match.start("first"),
            end=match.end("first"),
            actor=None if match["people"] else entry.id,
            name=entry.name,
            country=entry.country,
            reason=f"{match['first']} of two that are called {match['name']}",
        )
