"""No change of a record breaks a program that reads the topics as the last release wrote them, or a configuration."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.contract.compatibility import Direction, refusals

HERE = Path(__file__).parent
RELEASED = sorted((HERE / "released" / "schema").glob("*.json"))
CONFIGURATION = sorted((HERE / "released" / "config").glob("*.json"))
TODAY = HERE.parents[1] / "docs" / "schema"


def schema(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_reader_of_the_last_release_reads_what_is_written_today(released: Path) -> None:
    today = TODAY / released.name
    assert today.exists(), "what a topic carries is gone"
    assert refusals(schema(released), schema(today), Direction.RELEASED_READS_TODAY) == []


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_what_the_last_release_wrote_is_read_today(released: Path) -> None:
    assert refusals(schema(TODAY / released.name), schema(released), Direction.TODAY_READS_RELEASED) == []


@pytest.mark.parametrize("released", CONFIGURATION, ids=lambda path: path.stem)
def test_configuration_files_of_the_last_release_can_be_used_today(released: Path) -> None:
    today = HERE.parents[1] / "config" / "schema" / released.name
    assert refusals(schema(today), schema(released), Direction.TODAY_READS_RELEASED) == []


MATCH: dict[str, Any] = {
    "$ref": "#/$defs/Match",
    "$defs": {
        "Match": {
            "type": "object",
            "properties": {
                "id": {"type": "string", "minLength": 1, "maxLength": 100},
                "severity": {"$ref": "#/$defs/Severity"},
                "relation": {"anyOf": [{"$ref": "#/$defs/Relation"}, {"type": "null"}]},
                "span": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/Match"}},
                "score": {"type": "number"},
                "url": {"type": "string", "pattern": "^http"},
                "kind": {"enum": ["match"]},
            },
            "required": ["id", "severity"],
        },
        "Severity": {"title": "Severity", "enum": ["low", "high"]},
        "Relation": {"title": "Relation", "enum": ["copy", "new"]},
    },
}
HARMLESS = {
    "nothing": "",
    "a field more": "fields['more'] = {'type': 'string', 'default': ''}",
    "a member more of an open enumeration": "defs['Relation']['enum'].append('follow-up')",
    "a whole number where a number was": "fields['score'] = {'type': 'integer'}",
    "a tighter bound": "fields['id']['maxLength'] = 50; fields['id']['minLength'] = 2",
    "null no more": "fields['relation'] = {'$ref': '#/$defs/Relation'}",
    "a description": "fields['id']['description'] = 'An id'",
}
BREAKING = {
    "a field less": ("del fields['score']", ".score: is gone"),
    "a field less further in": ("del fields['url']", ".url: is gone"),
    "another type": ("fields['id'] = {'type': 'integer'}", ".id: integer where string was"),
    "null where it never was": (
        "fields['score'] = {'anyOf': [{'type': 'number'}, {'type': 'null'}]}",
        ".score: null where number was",
    ),
    "a list where one was": (
        "fields['url'] = {'type': 'array', 'items': {'type': 'string'}}",
        ".url: array where string was",
    ),
    "a member more of a closed enumeration": (
        "defs['Severity']['enum'].append('critical')",
        ".severity: 'critical' is not known to its reader",
    ),
    "another constant": ("fields['kind'] = {'enum': ['hit']}", ".kind: 'hit' is not known to its reader"),
    "any text where a member was": (
        "fields['severity'] = {'type': 'string'}",
        ".severity: string where one of Severity was",
    ),
    "a wider bound": ("fields['id']['maxLength'] = 200", ".id: 'maxLength' is 200, and was 100"),
    "no bound": ("del fields['id']['minLength']", ".id: 'minLength' is None, and was 1"),
    "another pattern": ("fields['url']['pattern'] = '^ftp'", ".url: 'pattern' is ^ftp, and was ^http"),
    "a part more": (
        "fields['span']['prefixItems'].append({'type': 'integer'})",
        ".span: 3 parts where 2 were",
    ),
    "a part of another type": (
        "fields['span']['prefixItems'][1] = {'type': 'string'}",
        ".span[1]: string where integer was",
    ),
    "items of another type": ("fields['parts']['items'] = {'type': 'string'}", ".parts[]: string where object was"),
}
UNREADABLE = {
    "a field that is needed now": (
        "fields['more'] = {'type': 'string'}; match['required'].append('more')",
        ".more: is needed, and was not always there",
    ),
    "a field that was optional": ("match['required'].append('url')", ".url: is needed, and was not always there"),
    "a tighter bound": ("fields['id']['maxLength'] = 50", ".id: 'maxLength' is 100, and was 50"),
    "a member less": ("defs['Relation']['enum'].remove('copy')", ".relation: 'copy' is not known to its reader"),
    "null no more": ("fields['relation'] = {'$ref': '#/$defs/Relation'}", ".relation: null where one of Relation was"),
    "a key less of a file": ("match['additionalProperties'] = False; del fields['score']", ".score: is refused now"),
}


def changed(how: str) -> dict[str, Any]:
    made = deepcopy(MATCH)
    match = made["$defs"]["Match"]
    exec(how, {"fields": match["properties"], "match": match, "defs": made["$defs"]})
    return made


@pytest.mark.parametrize("how", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_change_that_no_reader_notices_is_allowed(how: str) -> None:
    assert refusals(MATCH, changed(how), Direction.RELEASED_READS_TODAY) == []


@pytest.mark.parametrize(("how", "told"), BREAKING.values(), ids=BREAKING.keys())
def test_a_change_that_breaks_a_reader_is_told_with_its_field(how: str, told: str) -> None:
    assert refusals(MATCH, changed(how), Direction.RELEASED_READS_TODAY) == [told]


@pytest.mark.parametrize(("how", "told"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_change_by_which_old_messages_cannot_be_read_is_told_too(how: str, told: str) -> None:
    assert refusals(changed(how), MATCH, Direction.TODAY_READS_RELEASED) == [told]
