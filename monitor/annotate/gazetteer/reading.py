"""From the tables to entries, each with its names."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from monitor.annotate.gazetteer.entries import ALWAYS, Entry, Tenure
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.gazetteer.spelling import slug
from monitor.records import EntityType

Named = tuple[Entry, list[str]]
"""An entry with all its names."""


def countries() -> Iterator[Named]:
    """Countries and territories."""
    for code, name, wikidata, _, others, _ in rows("countries.tsv", 6):
        entry = Entry(id=slug(name), name=name, type=EntityType.PLACE, country=code, wikidata=wikidata or None)
        yield entry, [name, *parted(others)]


def states() -> Iterator[Named]:
    """Breakaway, disputed and former states."""
    for code, name, sector, wikidata, others, _ in rows("states.tsv", 6):
        entry = Entry(
            id=slug(name),
            name=name,
            type=EntityType.PLACE,
            country=code,
            sector=sector or None,
            wikidata=wikidata or None,
        )
        yield entry, [name, *parted(others)]


def organisations() -> Iterator[Named]:
    """Organisations, agencies, parties, armed groups and companies."""
    for name, part_of, country, sector, wikidata, others in rows("organisations.tsv", 6):
        entry = Entry(
            id=slug(name),
            name=name,
            type=EntityType.ORGANISATION,
            country=country or None,
            sector=sector or None,
            wikidata=wikidata or None,
            part_of=slug(part_of) or None,
        )
        yield entry, [name, *parted(others)]


def people() -> Iterator[Named]:
    """Office holders and other people, each once."""
    tenures, women = _tenures()
    in_full = {row[0]: row for row in rows("people_in_full.tsv", 6)}
    described = {row[0]: row for row in rows("people.tsv", 6)} | in_full
    abroad = _spelt_abroad()
    sectors = {entry.id: entry.sector for entry, _ in organisations()}
    for name in dict.fromkeys([*described, *tenures]):
        _, place, sector, sex, wikidata, others = described.get(name, [name, "", "", "", "", ""])
        held = tuple(sorted(tenures.get(name, ()), key=lambda tenure: tenure.since))
        place = place or _place(held)
        organisation = slug(place[1:]) if place.startswith("@") else None
        yield (
            Entry(
                id=slug(name),
                name=name,
                type=EntityType.PERSON,
                country=None if organisation else place or None,
                sector=sector or sectors.get(organisation or "") or None,
                wikidata=wikidata or None,
                part_of=organisation,
                sex=sex or ("f" if name in women else "m"),
                tenures=held,
                in_full=name in in_full,
            ),
            [name, *parted(others), *abroad.get(name, ())],
        )


def _spelt_abroad() -> dict[str, list[str]]:
    """Names in Latin letters that are written so in several languages: Wladimir Putin."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, languages, names in rows("names_abroad.tsv", 3):
        if languages == "*":
            found[name] += parted(names)
    return found


def _place(held: tuple[Tenure, ...]) -> str:
    """The country of the first office, or the organisation where there was none in a country."""
    national = [tenure.of for tenure in held if tenure.of.isupper()]
    return national[0] if national else f"@{held[0].of}" if held else ""


def _tenures() -> tuple[dict[str, list[Tenure]], set[str]]:
    """Person → offices held; and the names of the women among them."""
    found: dict[str, list[Tenure]] = defaultdict(list)
    women = set()
    for of, office, cell in rows("offices.tsv", 3):
        place = slug(of[1:]) if of.startswith("@") else of
        for holder, following in pairwise([*cell.split("; "), f"{ALWAYS} –"]):
            since, name = holder.split(" ", 1)
            if name in ("–", "?"):
                continue
            until, successor = following.split(" ", 1)
            if name.endswith(" (f)"):
                name = name.removesuffix(" (f)")
                women.add(name)
            tenure = Tenure(office=office, of=place, since=since, until=until, lost_sight=successor == "?")
            found[name].append(tenure)
    return found, women
