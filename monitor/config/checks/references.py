"""Names and ids: every name that is spoken of is borne by something, and no id is given twice.

All of it is read from the plain data of the files, so that no other mistake in them hides one of this kind.
"""

from collections.abc import Collection, Iterable, Iterator

from monitor.config.reading.suggestion import did_you_mean
from monitor.config.reading.yaml_file import Place, Plain, YamlFile, as_list, as_mapping, items

_MEANT = {  # what the names under these keys of a watch are names of
    "actor": "actor or group",
    "recipient": "actor or group",
    "location": "actor or group",
    "said_by": "actor or group",
    "by": "actor or group",
    "term": "term",
    "routes": "receiver",
    "include_tags": "tag of a feed",
}


def check_references(watchlist: YamlFile, receivers: Collection[str] | None, tags: Collection[str] | None) -> None:
    """Notes every name in `watchlist` that nothing bears. `receivers` or `tags` None: they could not be read."""
    actors, groups, terms = (as_mapping(watchlist.data.get(key)) for key in ("actors", "groups", "terms"))
    known: dict[str, Collection[str] | None] = {
        "actor": actors,
        "actor or group": {*actors, *groups},
        "term": terms,
        "receiver": receivers,
        "tag of a feed": tags,
    }
    for kind, name, place in _names(watchlist.data):
        borne = known[kind]
        if borne is not None and name not in borne:
            is_group = place[0] == "groups" and name in groups
            hint = ": a group holds actors, no groups" if is_group else did_you_mean(name, borne)
            watchlist.report(place, f"unknown {kind} '{name}'{hint}")
    for key, named in (("actors", actors), ("groups", groups)):
        if "any" in named:
            watchlist.report((key, "any"), "'any' stands for anybody: choose another id", at_key=True)
    for group in actors.keys() & groups:
        watchlist.report(("groups", group), f"'{group}' is the id of an actor already", at_key=True)


def check_route_names(receivers: YamlFile) -> None:
    """Notes every default route that is no receiver."""
    known = as_mapping(receivers.data.get("receivers"))
    for name, place in _texts(receivers.data.get("default_routes"), ("default_routes",)):
        if name not in known:
            receivers.report(place, f"unknown receiver '{name}'" + did_you_mean(name, known))


def check_unique(files: Iterable[YamlFile], key: str) -> None:
    """Notes every `id` in the lists under `key` that was given before, in the same or another file."""
    first: dict[str, str] = {}
    for file in files:
        for index, item in enumerate(as_list(file.data.get(key))):
            name, place = as_mapping(item).get("id"), (key, index, "id")
            if isinstance(name, str) and name in first:
                file.report(place, f"id '{name}' is taken already, at {first[name]}")
            elif isinstance(name, str):
                first[name] = f"{file.name}:{file.line(place)}"


def receiver_names(receivers: YamlFile) -> Collection[str]:
    """The names in `receivers`, whatever else is wrong with them."""
    return as_mapping(receivers.data.get("receivers")).keys()


def _names(data: dict[str, Plain]) -> Iterator[tuple[str, str, Place]]:
    """Every name in a watchlist that is defined elsewhere, with the kind of thing it must name."""
    for key in ("watches", "defaults"):
        yield from _names_within(data.get(key), (key,))
    for id_, actor in as_mapping(data.get("actors")).items():
        for name, place in _holders(as_mapping(actor).get("holder"), ("actors", id_, "holder")):
            yield "actor", name, place
    for group, members in as_mapping(data.get("groups")).items():
        for name, place in _texts(members, ("groups", group)):
            yield "actor", name, place
    for index, mute in enumerate(as_list(data.get("mutes"))):
        for name, place in _texts(as_mapping(mute).get("actor"), ("mutes", index, "actor")):
            yield "actor", name, place


def _names_within(value: Plain, place: Place) -> Iterator[tuple[str, str, Place]]:
    for step, inner in items(value):
        here = (*place, step)
        if step in _MEANT:
            for name, where in _texts(inner, here):
                if name != "any" or ("event" not in place and step != "by"):
                    yield _MEANT[str(step)], name, where
        else:
            yield from _names_within(inner, here)


def _holders(value: Plain, place: Place) -> Iterator[tuple[str, Place]]:
    """The actors in `macron`, `{actor: macron, since: …}` or a list of these."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _holders(each, (*place, index))
    elif isinstance(value, dict):
        yield from _texts(value.get("actor"), (*place, "actor"))
    else:
        yield from _texts(value, place)


def _texts(value: Plain, place: Place) -> Iterator[tuple[str, Place]]:
    """The texts in `macron`, `[macron, putin]`, `{any: [macron, putin]}` or `{all: [macron, putin]}`."""
    if isinstance(value, str):
        yield value, place
    for step, inner in items(value):
        if step in ("any", "all") or isinstance(step, int):
            yield from _texts(inner, (*place, step))
