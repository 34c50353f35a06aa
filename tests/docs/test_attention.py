"""The page on attention names every reason there is."""

import re

from monitor.records import DecisionReason
from tests.docs.pages import page


def test_each_reason_stands_there_in_the_words_that_people_read() -> None:
    _, _, table = page("docs/attention.md").text.partition("## What the reasons mean")
    named = re.findall(r"^\| `([^`]+)` \| ", table, re.MULTILINE)
    assert sorted(named) == sorted(reason.value for reason in DecisionReason)
