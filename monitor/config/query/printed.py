"""What a watch says, in its one form (`canonical`) → its line."""

import re
from collections.abc import Iterator, Mapping

from monitor.config.query import fields
from monitor.config.query.events import TYPES
from monitor.config.reading.yaml_file import Plain, as_list, as_mapping

_BARE = re.compile(r"(?!(?:AND|OR|NOT|O?NEAR)$)\w[\w'’.-]*")
_VALUE = re.compile(r"[^\s()\"“”„,*/\\]+")

_SOURCES = {
    "languages": "lang",
    "include_tags": "tag",
    "tiers": "tier",
    "include": "source",
    "exclude_tags": "-tag",
    "exclude": "-source",
}


def printed(said: dict[str, Plain]) -> str:
    """The line of what a watch says, which is read as just that."""
    return " ".join(_pieces(said))


def _pieces(said: dict[str, Plain]) -> Iterator[str]:
    if "when" in said:
        yield _condition(said["when"], is_whole=True)
    if "event" in said:
        yield from _event(as_mapping(said["event"]))
    for key, name in (("modality", "mode"), ("confidence", "confidence"), ("scope", "scope")):
        if key in said:
            yield f"{name}:{_named(as_mapping(said[key])) or _values(said[key])}"
    if weights := as_mapping(said.get("fields")):
        yield f"fields:{_named(weights)}"
    sources = as_mapping(said.get("sources"))
    for key, name in _SOURCES.items():
        if key in sources:
            yield f"{name}:{_values(sources[key])}"
    for each in as_list(said.get("none")):
        yield f"-{_condition(each)}"


def _named(numbers: Mapping[str, Plain]) -> str:
    return ",".join(f"{name}={number}" for name, number in numbers.items())


def _condition(said: Plain, *, is_whole: bool = False) -> str:
    """A condition; in brackets where more than one thing is said, but for the conjuncts of a whole line."""
    ((key, value),) = as_mapping(said).items()
    match key:
        case "all" if is_whole:
            return " AND ".join(_beside(each) for each in as_list(value))
        case "all":
            return f"({' AND '.join(_beside(each) for each in as_list(value))})"
        case "any":
            return f"({' OR '.join(map(_condition, as_list(value)))})"
        case "near":
            near = _near(as_mapping(value))
            return near if is_whole else f"({near})"
    return _leaf(key, value)


def _leaf(key: str, value: Plain) -> str:
    match key:
        case fields.REGEX:
            return _expression(value)
        case fields.QUOTE:
            return _quote(value)
    return f"{key}:{_values(value)}" if key in fields.IDS else _word(key, value)


def _quote(value: Plain) -> str:
    """Who says it, and in brackets right behind what is said."""
    said: dict[str, Plain] = dict(value) if isinstance(value, dict) else {"by": value}
    who = _role(said.pop("by", "any"))
    words = _condition(said) if said else ""
    return f"quote:{who}" + (words if words.startswith("(") or not words else f"({words})")


def _expression(value: Plain) -> str:
    said: dict[str, Plain] = value if isinstance(value, dict) else {"pattern": value}
    escaped = re.sub(r"(\\.)|/", lambda found: found[1] or r"\/", str(said["pattern"]), flags=re.DOTALL)
    return f"regex:/{escaped}/{'i' if said.get('case') == 'fold' else ''}"


def _beside(said: Plain) -> str:
    """A condition beside AND, which binds less than NEAR."""
    near = as_mapping(said).get("near")
    return _near(as_mapping(near)) if near else _condition(said)


def _near(said: dict[str, Plain]) -> str:
    operator = "ONEAR" if said.get("ordered") else "NEAR"
    scope = f"/{said['scope']}" if "scope" in said else ""
    return f"{_condition(said['a'])} {operator}/{said['within']}{scope} {_condition(said['b'])}"


def _word(key: str, value: Plain) -> str:
    said: dict[str, Plain] = value if isinstance(value, dict) else {"text": value}
    text, forms = str(said["text"]), said.get("forms")
    case = f"{fields.CASE}:" if said.get("case") else ""
    is_bare = _BARE.fullmatch(text) is not None
    if forms == "prefix":
        return f"{case}{text}*" if is_bare else f"{case}{_quoted(text)}*"
    if key == "keyword":
        return f"{case}{text}" if is_bare else f"{case}keyword:{_quoted(text)}"
    if forms == "name":
        return f"{case}name:{text if is_bare else _quoted(text)}"
    return f"{case}{_quoted(text)}"


def _event(said: dict[str, Plain]) -> Iterator[str]:
    types = said["type"] if isinstance(said["type"], list) else [said["type"]]
    shown = "*" if set(types) == set(TYPES) else ",".join(map(str, types))
    actor, recipient = (_role(said.get(key)) for key in ("actor", "recipient"))
    yield "event:" + ">".join(filter(None, (actor, shown, recipient)))
    for key in fields.PARTIES:
        if key in said:
            yield f"{key}:{_role(said[key])}"
    for figure, least in as_mapping(said.get("size")).items():
        yield f"{figure}:>={least}"
    if "polarity" in said:
        yield f"polarity:{said['polarity']}"


def _role(said: Plain) -> str:
    if isinstance(said, dict) and "all" in said:
        return "&".join(map(_role, as_list(said["all"])))
    parts = said.values() if isinstance(said, dict) else [said] if said else []
    return ",".join(str(each) for part in parts for each in (part if isinstance(part, list) else [part]))


def _values(said: Plain) -> str:
    several = said if isinstance(said, list) else [said]
    return ",".join(text if _VALUE.fullmatch(text) else _quoted(text) for text in map(str, several))


def _quoted(text: str) -> str:
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'
