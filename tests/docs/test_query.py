"""The page on the one-line form: each line of its tables says what the YAML beside it says, and is printed so."""

import re

import pytest
from ruamel.yaml import YAML

from monitor.config.query.canonical import canonical
from monitor.config.query.printed import printed
from monitor.config.query.written import written
from monitor.config.shapes.watchlist import WatchShape
from tests.docs.pages import page

_ROW = re.compile(r"^\| `(?P<line>[^`]+)` \| `(?P<yaml>[^`]+)` \|", re.MULTILINE)
ROWS = [(found["line"], found["yaml"]) for found in _ROW.finditer(page("docs/query.md").text)]


def test_each_way_to_find_words_join_them_and_filter_has_a_row() -> None:
    assert len(ROWS) == 38


@pytest.mark.parametrize(("line", "text"), ROWS, ids=[line for line, _ in ROWS])
def test_a_line_says_what_the_yaml_beside_it_says(line: str, text: str) -> None:
    said = canonical(WatchShape.model_validate({"id": "a"} | YAML(typ="safe", pure=True).load(text)))
    assert canonical(WatchShape.model_validate({"id": "a"} | written(line).data)) == said
    assert printed(said) == line
