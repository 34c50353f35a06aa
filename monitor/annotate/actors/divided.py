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


_HALF = re.compile(r"\b[Tt]he (?P<first>North|South)\b(?!-| of\b| [A-Z])")
_OTHER = {"North": re.compile(r"\bSouth Korean?s?\b"), "South": re.compile(r"\bNorth Korean?s?\b")}


def divided(mentions: Iterable[Mention], document: str, directory: Directory) -> tuple[Mention, ...]:
    """The mentions, with the first of two such countries as one, in order of the text."""
    found = [mention for match in _TOGETHER.finditer(document) for mention in _first(match, directory)]
    halves = (match for match in _HALF.finditer(document) if _OTHER[match["first"]].search(document))
    found += [mention for match in halves for mention in _half(match, directory)]
    if not found:
        return tuple(mentions)
    taken = {mention.start for mention in found}
    others = (mention for mention in mentions if mention.start not in taken)
    return tuple(sorted((*others, *found), key=lambda mention: mention.start))


def _half(match: re.Match[str], directory: Directory) -> Iterator[Mention]:
    """ "The North" of an article that names South Korea, and the other way round."""
    entry = directory.entries.get(_COUNTRIES[match["first"].lower(), "korea"])
    if entry is not None:
        yield _mention(match, entry.id, entry.name, entry.country, EntityType.PLACE)


def _first(match: re.Match[str], directory: Directory) -> Iterator[Mention]:
    name = match["name"].lower()
    actor = _COUNTRIES.get((match["first"].lower(), name))
    entry = directory.entries.get(actor or "")
    if entry is not None and match["first"] != match["second"]:
        people = match["people"]
        kind = EntityType.NATIONALITY if people else EntityType.PLACE
        yield _mention(match, None if people else entry.id, entry.name, entry.country, kind)


def _mention(match: re.Match[str], actor: str | None, name: str, country: str | None, kind: EntityType) -> Mention:
    return Mention(
        type=kind,
        text=match["first"],
        start=match.start("first"),
        end=match.end("first"),
        actor=actor,
        name=name,
        country=country,
        reason=f"{match['first']} of two countries of one name",
    )
