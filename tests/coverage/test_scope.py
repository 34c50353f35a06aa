"""Which feeds a watch looks at."""

from typing import Any

import pytest

from monitor.coverage.scope import in_scope
from monitor.match.watchlist import Sources
from tests.feeds.builders import a_feed


@pytest.mark.parametrize(
    ("sources", "feed", "looks"),
    [
        (Sources(), {}, True),
        (Sources(include_tags=("wire",)), {"tags": ("wire", "europe")}, True),
        (Sources(include_tags=("wire",)), {"tags": ("blog",)}, False),
        (Sources(exclude_tags=("blog",)), {"tags": ("blog",)}, False),
        (Sources(exclude=("herald",)), {}, False),
        (Sources(exclude=("Herald Press",)), {"publisher": "Herald Press"}, False),
        (Sources(exclude=("herald.example",)), {}, False),
        (Sources(include=("herald", "times")), {}, True),
        (Sources(include=("Herald Press",)), {"publisher": "Herald Press"}, True),
        (Sources(include=("herald.example",)), {}, True),
        (Sources(include=("times",)), {}, False),
        (Sources(include=("wire.example",)), {}, True),  # it may link there
        (Sources(tiers=(1, 2)), {"tier": 2}, True),
        (Sources(tiers=(1, 2)), {"tier": 4}, False),
        (Sources(languages=("en",)), {"language": "en-GB"}, True),
        (Sources(languages=("en",)), {"language": "fr"}, False),
        (Sources(languages=("en",)), {}, True),  # whose language nobody has said
    ],
)
def test_which_feeds_a_watch_looks_at(sources: Sources, feed: dict[str, Any], looks: bool) -> None:
    asked, other = a_feed(**feed), a_feed(id="times", url="https://times.example/feed")
    assert (asked in in_scope(sources, [asked, other])) == looks
