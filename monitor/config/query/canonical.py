"""What a watch says in YAML, in one form: shorthands where there are any, each word by the one key that it has.

Two watches of one form mean the same, and a line is printed from it (`printed`). What it leaves as it is: the order of
things, and brackets around several of the same kind.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from monitor.config.query.events import TYPES, number
from monitor.config.query.fields import IDS, REGEX, regex, word
from monitor.config.query.written import KEYS
from monitor.config.reading.yaml_file import Plain, as_list, as_mapping
from monitor.config.shapes.shape import Shape
from monitor.config.shapes.watchlist import WatchShape

_FORMS = {"lemma": "keyword", "exact": "word"}


def canonical(watch: WatchShape) -> dict[str, Plain]:
    """What `watch` asks for: those of KEYS that it has."""
    said = _mapping(watch)
    none = [*as_list(said.get("none")), *as_list(as_mapping(said.get("when")).pop("none", None))]
    said["none"] = [_condition(each) for each in none]
    said["when"] = _condition(said["when"]) if said.get("when") else None
    said["event"] = _event(as_mapping(said["event"])) if "event" in said else None
    said["fields"] = {key: number(float(str(value))) for key, value in as_mapping(said.get("fields")).items()}
    said["modality"] = _one_or_many(said.get("modality"))
    said["sources"] = {key: _one_or_many(value) for key, value in as_mapping(said.get("sources")).items()}
    return {key: value for key in KEYS if (value := said.get(key)) is not None and value not in ([], {})}


def _mapping(shape: Shape) -> dict[str, Plain]:
    given = (
        (key, getattr(shape, name)) for name, field in type(shape).model_fields.items() for key in [field.alias or name]
    )
    return {key: _plain(value) for key, value in given if value is not None and key in _said(shape)}


def _said(shape: Shape) -> set[str]:
    """The keys that `shape` was given; what it did not say is left out."""
    return {type(shape).model_fields[name].alias or name for name in shape.model_fields_set}


def _plain(value: Any) -> Plain:
    match value:
        case Shape():
            return _shortened(_mapping(value), value.bare)
        case list() | tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case Enum():
            return str(value.value)
    found: Plain = value
    return found


def _shortened(said: dict[str, Plain], bare: str | None) -> Plain:
    """A mapping by the shorthand that it has; a mapping stands for itself."""
    only = said[bare] if bare is not None and said.keys() == {bare} else None
    return only if only is not None and not isinstance(only, dict) else said


def _condition(said: Plain) -> Plain:
    """A condition of one form; a bare text beside NEAR is a word."""
    if not isinstance(said, dict):
        return word(str(said), "word")
    ((key, value),) = said.items()
    match key:
        case "all" | "any":
            several = [_condition(each) for each in as_list(value)]
            return several[0] if len(several) == 1 else {key: several}
        case "near":
            return {"near": _near(as_mapping(value))}
        case "quote":
            return {"quote": _quote(value)}
    return _leaf(key, value)


def _quote(said: Plain) -> Plain:
    """Who says what; alone, who says it is the whole of it."""
    given: dict[str, Plain] = dict(said) if isinstance(said, dict) else {"by": said}
    by: dict[str, Plain] = {"by": _role(given.pop("by"))} if "by" in given else {}
    words = as_mapping(_condition(given)) if given else {}
    return by["by"] if not words and not isinstance(by["by"], dict) else by | words


def _leaf(key: str, value: Plain) -> Plain:
    """A condition in which no other stands."""
    if key in IDS:
        return {key: _one_or_many(value)}
    if key == REGEX:
        said: dict[str, Plain] = value if isinstance(value, dict) else {"pattern": value}
        return {key: regex(str(said["pattern"]), is_folded=said.get("case") == "fold")}
    return _word(key, value)


def _near(said: dict[str, Plain]) -> Plain:
    sides: dict[str, Plain] = {side: _condition(said[side]) for side in ("a", "b")}
    ordered: dict[str, Plain] = {"ordered": True} if said.get("ordered") else {}
    within: dict[str, Plain] = {"scope": said["scope"]} if said.get("scope", "sentence") != "sentence" else {}
    return sides | {"within": said["within"]} | ordered | within


def _word(key: str, value: Plain) -> Plain:
    said: dict[str, Plain] = value if isinstance(value, dict) else {"text": value}
    forms = str(said.get("forms") or ("lemma" if key == "keyword" else "exact"))
    return word(str(said["text"]), _FORMS.get(forms, forms), is_cased=said.get("case") == "exact")


def _event(said: dict[str, Plain]) -> Plain:
    types = _one_or_many(said["type"])
    made: dict[str, Plain] = {"type": list[Plain](TYPES) if isinstance(types, list) and {*types} == {*TYPES} else types}
    roles = {key: _role(said[key]) for key in ("actor", "recipient") if key in said}
    made |= {key: role for key, role in roles.items() if role != "any"}
    made |= {key: _role(said[key]) for key in ("location", "said_by") if key in said}
    if "size" in said:
        made["size"] = {key: number(float(str(value))) for key, value in as_mapping(said["size"]).items()}
    return made | {key: value for key, value in said.items() if key not in (*made, *roles)}


def _role(said: Plain) -> Plain:
    """Who takes part: one of some, or each of some (`all`)."""
    if not isinstance(said, dict):
        return _one_or_many(said)
    if "all" in said:
        return {"all": [_role(each) for each in as_list(said["all"])]}
    return {key: _one_or_many(value) for key, value in said.items()}


def _one_or_many(value: Plain) -> Plain:
    """A list of one is its item; what stands twice in it stands there once."""
    if not isinstance(value, list):
        return value
    once = list({str(each): each for each in value}.values())
    return once[0] if len(once) == 1 else once
