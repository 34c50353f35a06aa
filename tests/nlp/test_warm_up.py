"""A worker has loaded every table before it takes its first article, and nothing that no article needs."""

import subprocess
import sys
from typing import Any

import pytest

from monitor.annotate.actors import coreference
from monitor.annotate.confidence import linear
from monitor.annotate.entities import casing
from monitor.annotate.gazetteer import directory
from monitor.nlp.annotation import warm_up
from monitor.nlp.installed import find_model


@pytest.mark.parametrize(
    "table",
    [
        directory.load_directory,
        linear.load_event_models,
        casing.written_names,
        casing.written_phrases,
        coreference.given_names,
    ],
)
def test_nothing_is_left_for_the_first_article_to_load(table: Any) -> None:
    table.cache_clear()
    warm_up(find_model())
    assert table.cache_info().currsize == 1


_LOADED = """
import sys
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
load_model(find_model())
print(sorted(name for name in sys.modules if name.split(".")[:2] == ["spacy", "cli"] or name == "httpx"))
import spacy.cli
print(callable(spacy.cli.info))
"""


@pytest.mark.slow(4)  # a child process that loads the model
def test_the_command_line_of_spacy_is_loaded_for_who_asks_for_it_alone() -> None:
    ended = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == ["[]", "True"]
