"""A line under `query` of a watch, in a file."""

from pathlib import Path

from tests.config.builders import directory, loaded, mistakes, watch

ACTORS = """
actors:
  macron: {name: Emmanuel Macron, type: person, country: FR}
  eu: {name: European Union, type: org}
groups: {west: [macron, eu]}
terms: {ceasefire: {en: [ceasefire, truce]}}
watches:
"""
LINE = """
  - id: a
    query: actor:west AND term:ceasefire NEAR/8 (talks OR case:"US") event:eu>SANCTION mode:planned -sport -tag:wire
"""
YAML = """
  - id: a
    when:
      all:
        - actor: west
        - near: {a: {term: ceasefire}, b: {any: [keyword: talks, word: {text: US, case: exact}]}, within: 8}
    none: [keyword: sport]
    event: {type: SANCTION, actor: eu}
    modality: planned
    sources: {exclude_tags: wire}
"""


def test_a_line_is_the_watch_that_yaml_would_be(tmp_path: Path) -> None:
    line = watch(tmp_path / "line", ACTORS + LINE)
    assert line == watch(tmp_path / "yaml", ACTORS + YAML)
    assert line.event is not None


def test_what_the_line_does_not_say_is_that_of_the_watch_or_of_the_defaults(tmp_path: Path) -> None:
    text = "defaults: {scope: document}\nwatches:\n  - {id: a, query: truce lang:en, routes: console}\n"
    configuration = loaded(tmp_path, watchlists__desk=text)
    (found,) = configuration.watchlists[0].watches
    assert (found.scope, found.routes, found.sources.languages) == ("document", ("console",), ("en",))


def problems(root: Path, text: str) -> list[str]:
    return mistakes(directory(root, watchlists__desk=f"watches:\n  - id: a\n    query: {text}\n"))


def test_a_line_that_means_nothing_is_told_with_line_and_column(tmp_path: Path) -> None:
    expected = "watchlists/desk.yaml:3: column 10: expected a word or a field, not the end"
    assert problems(tmp_path, "truce AND") == [expected]


def test_what_stands_in_the_line_is_checked_like_yaml(tmp_path: Path) -> None:
    expected = "watchlists/desk.yaml:3: unknown actor or group 'macrn'"
    assert problems(tmp_path, "actor:macrn") == [expected]
    expected = "watchlists/desk.yaml:2: the watch only excludes: expected 'event', or a condition in 'when'"
    assert problems(tmp_path, "-truce") == [expected]


def test_nothing_is_said_twice(tmp_path: Path) -> None:
    found = problems(tmp_path, "truce scope:document\n    scope: sentence")
    assert found == ["watchlists/desk.yaml:4: 'scope' is said in 'query' already"]
