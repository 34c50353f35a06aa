"""A watch is known again by what it says: anything else in it is another watch, its names and its place are not."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.ledger.fingerprints import known_watches
from monitor.match.watchlist import Identity, Watchlist
from tests.config.builders import loaded

HEAD = """
actors:
  macron: {name: Emmanuel Macron, type: person, country: FR, aliases: {any: [{text: Macron, case: exact}]}}
  president: {office: President of France}
  chair: {office: Chair of Acme, holder: [{actor: smith, since: 2024-07-01}]}
  smith: {name: Ada Smith, type: person}
groups:
  desk: [macron, president]
terms:
  ceasefire: {forms: lemma, en: [ceasefire, truce]}
"""
WATCH = "{id: truce, when: {all: [{term: ceasefire}, {actor: desk}]}, severity: high}"
EVENT = "{id: visits, event: {type: CONSULT, actor: chair}, throttle: {cap: 10/h}, routes: console}"


def fingerprint(root: Path, watch: str, head: str = HEAD, name: str = "desk") -> str:
    files: dict[str, str | None] = {"watchlists__desk": None, f"watchlists__{name}": f"{head}watches:\n  - {watch}\n"}
    made = loaded(root / name, {}, **files)
    (known,) = known_watches(made.watchlists, made.policies)
    return known.fingerprint


def test_a_fingerprint_is_the_same_on_every_machine_and_for_later_versions(tmp_path: Path) -> None:
    """Where this fails, watches that are renamed at an update to this version are new: say so in the changelog."""
    assert fingerprint(tmp_path, WATCH) == "32e8fc45457d4206ae0f84ebf6ba8eb1706750b3238d9f0a5bb086fad6f0188f"
    assert fingerprint(tmp_path, EVENT) == "d497d856a1c754bfd3195a037cb4c6390bfc0870c841ff130d89a34400b1586e"


@pytest.mark.parametrize(
    "same",
    [
        WATCH.replace("id: truce", "id: peace"),
        WATCH.replace("}, severity", "}, description: Of peace, severity"),
        WATCH.replace("severity: high", "severity: high, scope: sentence, mode: live"),
        WATCH.replace("severity: high", "severity: high, tests: [{text: A truce., match: false}]"),
    ],
)
def test_its_names_and_what_it_says_by_default_make_no_difference(same: str, tmp_path: Path) -> None:
    assert fingerprint(tmp_path, same) == fingerprint(tmp_path, WATCH)


def test_neither_does_its_file_nor_what_else_stands_there(tmp_path: Path) -> None:
    more = HEAD.replace("terms:", "terms:\n  flood: {en: [flood]}")
    assert fingerprint(tmp_path, WATCH, more, name="talks") == fingerprint(tmp_path, WATCH)


@pytest.mark.parametrize(
    "other",
    [
        WATCH.replace("all:", "any:"),
        WATCH.replace("term: ceasefire", "word: ceasefire"),
        WATCH.replace("actor: desk", "actor: macron"),
        WATCH.replace("high", "low"),
        WATCH.replace("severity: high", "severity: high, none: [{word: chess}]"),
        WATCH.replace("severity: high", "severity: high, sources: {exclude: herald}"),
        WATCH.replace("severity: high", "severity: high, throttle: {cap: 10/h}"),
        WATCH.replace("severity: high", "severity: high, story: {realert: never}"),
        WATCH.replace("severity: high", "severity: high, mode: shadow"),
    ],
)
def test_whatever_else_it_says_makes_a_difference(other: str, tmp_path: Path) -> None:
    assert fingerprint(tmp_path, other) != fingerprint(tmp_path, WATCH)


@pytest.mark.parametrize(
    ("watch", "was", "new"),
    [
        (WATCH, "text: Macron, case: exact", "text: Macron"),
        (WATCH, "[macron, president]", "[macron]"),
        (WATCH, "President of France", "President of Italy"),
        (WATCH, "[ceasefire, truce]", "[ceasefire]"),
        (EVENT, "since: 2024-07-01", "since: 2025-07-01"),
        (EVENT, "Ada Smith", "Ada Jones"),
    ],
)
def test_so_does_what_it_speaks_of(watch: str, was: str, new: str, tmp_path: Path) -> None:
    assert fingerprint(tmp_path, watch, HEAD.replace(was, new)) != fingerprint(tmp_path, watch)


def test_what_the_gazetteer_knows_of_its_actors_makes_none(tmp_path: Path) -> None:
    made = loaded(tmp_path, watchlists__desk=f"{HEAD}watches:\n  - {WATCH}\n")
    later = [without_gazetteer(watchlist) for watchlist in made.watchlists]
    assert later != list(made.watchlists)
    assert known_watches(later, made.policies) == known_watches(made.watchlists, made.policies)


def without_gazetteer(watchlist: Watchlist) -> Watchlist:
    """As a version without a gazetteer would understand it."""
    actors = (
        replace(
            actor,
            identity=Identity(),
            known_as=(),
            longer=(),
            not_behind=(),
            holders=tuple(each for each in actor.holders if each.actor in watchlist.actors),
        )
        for actor in watchlist.actors
    )
    return replace(watchlist, actors=tuple(actors))
