"""Whom of the gazetteer the actors of a watchlist are: resolved when the files are read, by no id."""

from pathlib import Path

import pytest

from monitor.annotate.gazetteer.directory import load_directory
from monitor.config.compile.actors.identity import identity
from monitor.config.compile.actors.long_names import load_long_names, long_names
from monitor.match.watchlist import Actor, IdentityReason, Word
from monitor.records import EntityType
from tests.config.builders import loaded

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE


def resolved(name: str, **fields: object) -> tuple[str | None, IdentityReason]:
    made = {"id": "a", "name": name, "names": (Word(text=name),)} | fields
    found = identity(Actor(**made), load_directory())  # type: ignore[arg-type]
    return found.entity, found.reason


@pytest.mark.parametrize(
    ("name", "fields", "entity", "reason"),
    [
        ("Le président", {"wikidata": "Q3052772"}, "emmanuel-macron", IdentityReason.WIKIDATA),
        ("Emmanuel Macron", {"wikidata": "Q3052772", "type": ORGANISATION}, "emmanuel-macron", IdentityReason.WIKIDATA),
        ("Emmanuel Macron", {}, "emmanuel-macron", IdentityReason.NAME),
        ("emmanuel macron", {"type": PERSON, "country": "FRA"}, "emmanuel-macron", IdentityReason.NAME),
        ("Volodimir Zelenskyy", {"type": PERSON}, "volodymyr-zelenskyy", IdentityReason.NAME),
        ("North Atlantic Treaty Organization", {"type": ORGANISATION}, "nato", IdentityReason.NAME),
        ("United States", {"type": PLACE}, "united-states", IdentityReason.NAME),
        ("United States", {"type": ORGANISATION}, "united-states", IdentityReason.NAME),  # its government
        ("United States", {"type": ORGANISATION, "sector": "GOV"}, "united-states", IdentityReason.NAME),
        ("Jordan", {"type": ORGANISATION, "sector": "BUS"}, None, IdentityReason.OTHER_TYPE),  # a firm of this name
        ("European Union", {"type": PLACE}, "european-union", IdentityReason.NAME),
        ("Amazon", {"type": ORGANISATION}, "amazon", IdentityReason.NAME),
        ("Amazon", {"type": PLACE}, None, IdentityReason.OTHER_TYPE),  # the river
        ("Georgia", {"type": EntityType.NATIONALITY}, None, IdentityReason.OTHER_TYPE),
        ("England", {"type": PLACE}, None, IdentityReason.PART),  # texts call the United Kingdom so
        ("Gaza", {"type": PLACE}, None, IdentityReason.PART),
        ("Great Britain", {"type": PLACE}, "united-kingdom", IdentityReason.NAME),
        ("Emmanuel Macron", {"wikidata": "Q999999999"}, None, IdentityReason.OTHER_ITEM),
        ("Emmanuel Macron", {"type": PERSON, "country": "BEL"}, None, IdentityReason.OTHER_COUNTRY),
        ("Emmanuel Macron", {"type": ORGANISATION}, None, IdentityReason.OTHER_TYPE),
        ("Russia", {"type": PERSON}, None, IdentityReason.OTHER_TYPE),
        ("Republicans", {"type": ORGANISATION}, None, IdentityReason.SEVERAL),
        ("Republicans", {"type": ORGANISATION, "country": "USA"}, "republican-party", IdentityReason.NAME),
        ("Macron", {"type": PERSON}, None, IdentityReason.UNKNOWN),  # a surname is no full name
        ("Kemi Nwachukwu", {"type": PERSON}, None, IdentityReason.UNKNOWN),
        ("Georgia Institute of Technology", {"id": "georgia"}, None, IdentityReason.UNKNOWN),
        ("Russia House Hotel", {"id": "russia", "names": (Word(text="Russia"),)}, None, IdentityReason.UNKNOWN),
    ],
)
def test_an_actor_is_whom_the_gazetteer_knows_by_item_or_full_name_and_nobody_whom_anything_contradicts(
    name: str, fields: dict[str, object], entity: str | None, reason: IdentityReason
) -> None:
    assert resolved(name, **fields) == (entity, reason)


def test_who_it_might_have_been_is_said() -> None:
    actor = Actor(id="gop", name="Republicans", names=())
    assert identity(actor, load_directory()).candidates == ("Republican Party", "Les Républicains")


def test_each_file_resolves_its_own_actors(tmp_path: Path) -> None:
    desk = "actors:\n  {id}: {{name: {name}, type: person}}\nwatches:\n  - {{id: {watch}, when: {{actor: {id}}}}}\n"
    first = desk.format(id="em", name="Emmanuel Macron", watch="a")
    second = desk.format(id="em", name="Emma Macrow", watch="b")
    lists = loaded(tmp_path, watchlists__desk=first, watchlists__other=second).watchlists
    assert [watchlist.actors[0].identity.entity for watchlist in lists] == ["emmanuel-macron", None]


def test_the_long_names_that_ship_are_made_of_the_tables() -> None:
    assert load_long_names() == long_names(), "run: python -m benchmarks.training.gazetteer --compile"
