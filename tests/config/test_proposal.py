"""A line as the watch that a person would put into a watchlist."""

from pathlib import Path

import pytest

from monitor.config.question import as_watch, asked, proposed
from monitor.errors import ConfigError
from seeds.serve import CONFIG


@pytest.mark.parametrize(
    "line",
    ["truce NEAR/8 talks -sport tag:wire", "actor:emmanuel-macron AND truce", "event:ASSAULT dead:>=10", "Путин"],
)
def test_it_is_a_watchlist_that_asks_for_the_same(line: str, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(as_watch(line, CONFIG).yaml)
    [own], [meant] = proposed(path).watchlist.watches, asked(line, CONFIG).watchlist.watches
    assert (own.when, own.event, own.none, own.sources) == (meant.when, meant.event, meant.none, meant.sources)


def test_it_says_where_what_it_speaks_of_is_defined() -> None:
    made = as_watch("actor:zelenskyy AND truce", CONFIG)
    assert made.watchlists == ("morning",)
    assert "zelenskyy: " not in made.yaml


def test_a_line_that_is_wrong_makes_none() -> None:
    with pytest.raises(ConfigError):
        as_watch("truce AND (talks", CONFIG)
