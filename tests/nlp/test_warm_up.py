"""A worker has loaded every table before it takes its first article."""

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
