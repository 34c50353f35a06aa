"""What a run counts is of this run; what is left for a later one is said beside it."""

from rich.console import Console

from agents.composition.tally import Tally
from monitor.cli.summary import summary


def shown(tally: Tally) -> dict[str, str]:
    """The rows of the summary."""
    console = Console(width=100)
    with console.capture() as captured:
        console.print(summary(tally))
    rows = (line.split(None, 1) for line in captured.get().splitlines() if line.strip())
    return {row[0]: row[-1].strip() for row in rows}


def test_deliveries_of_earlier_runs_are_not_counted_again() -> None:
    tally = Tally()
    tally.count_deliveries({"sent": 30, "failed": 2, "pending": 1}, {"sent": 34, "failed": 2, "pending": 3})
    rows = shown(tally)
    assert rows["deliveries"] == "4 sent"
    assert rows["pending"] == "3 deliveries to try again"


def test_a_delivery_of_an_earlier_run_that_is_sent_in_this_one_counts() -> None:
    tally = Tally()
    tally.count_deliveries({"pending": 1}, {"sent": 1})
    rows = shown(tally)
    assert (rows["deliveries"], rows["pending"]) == ("1 sent", "nothing")


def test_feeds_that_asked_to_be_left_alone_are_pending() -> None:
    assert shown(Tally(left_alone=2))["pending"] == "2 feeds to leave alone for now"
