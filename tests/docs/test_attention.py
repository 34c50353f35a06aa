"""The page on attention names every reason there is on a match."""

import re

from monitor.records import DecisionReason
from tests.docs.pages import page

AT_RECEIVERS = {
    DecisionReason.ROUTED,
    DecisionReason.BELOW_SEVERITY,
    DecisionReason.QUIET_HOURS,
    DecisionReason.DIGEST,
    DecisionReason.GROUPED,
    DecisionReason.IN_BUNDLE,
}


def test_each_reason_stands_there_in_the_words_that_people_read() -> None:
    _, _, table = page("docs/attention.md").text.partition("## What the reasons mean")
    named = re.findall(r"^\| `([^`]+)` \| ", table, re.MULTILINE)
    assert sorted(named) == sorted(reason.value for reason in DecisionReason if reason not in AT_RECEIVERS)
