"""Actors that are nobody, offices that nobody holds, and who holds them."""

from collections.abc import Sequence

from monitor.config.reading.suggestion import nearest
from monitor.config.reading.yaml_file import YamlFile, as_mapping
from monitor.match.watchlist import Actor


def check_names(file: YamlFile) -> None:
    """Notes every actor with neither a name nor an office; a misspelt key is told of as unknown already."""
    for id_, actor in as_mapping(file.data.get("actors")).items():
        if isinstance(actor, dict) and not any(nearest(key, ("name", "office")) for key in actor):
            file.report(("actors", id_), "missing key 'name'", at_key=True)


def check_offices(file: YamlFile, actors: Sequence[Actor]) -> None:
    """Notes every office that nobody is known to hold, and every holder that is an office itself."""
    for actor in actors:
        place = ("actors", actor.id)
        said = as_mapping(as_mapping(file.data.get("actors")).get(actor.id)).get("holder")
        if actor.office and not actor.holders and said is None:
            problem = f"no office '{actor.office}' is known: expected 'holder' with the ids of who holds it"
            file.report((*place, "office"), f"{problem}, or an office such as 'President of France'")
        for holder in actor.holders:
            if holder.actor.office:
                file.report((*place, "holder"), f"'{holder.actor.id}' is an office: expected somebody")
