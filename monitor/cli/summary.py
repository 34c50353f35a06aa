"""What a run did, for a person to read at its end."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents.measuring.tally import REPEATS, Tally
from monitor.cli.options import counted
from monitor.feeds.failures import PollReason
from monitor.records import DecisionReason, Delivery, Relation

_HELD_FOR: Final[Mapping[DecisionReason | None, str]] = {
    DecisionReason.DIGEST: "for the digest of {}",
    DecisionReason.QUIET_HOURS: "by the quiet hours of {}",
    DecisionReason.GROUPED: "by the group_wait of {}",
}


def summary(tally: Tally) -> RenderableType:
    """A table of what `tally` counted, and what went wrong below it."""
    table = Table("", "", show_header=False, title="This run", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_row("polls", f"{tally.polls.total()} ({_listed(_polls(tally))})")
    table.add_row("articles", f"{tally.distinct}, of which {_begin(tally)} a story")
    copies = {relation: number for relation, number in tally.articles.items() if relation in REPEATS}
    table.add_row("duplicates", f"{tally.duplicates} ({_listed(copies)})")
    table.add_row("entities", f"{tally.mentions} mentions of people, organisations and places")
    table.add_row("events", str(tally.events))
    table.add_row("alerts", f"{sum(tally.alerts.values())} ({_listed(tally.alerts)})")
    if tally.held:
        table.add_row("held", f"{tally.held.total()} ({_listed(tally.held)})")
    table.add_row("deliveries", _listed(tally.deliveries))
    table.add_row("pending", _pending(tally))
    table.add_row("not told", f"{tally.not_told.total()} ({_listed(tally.not_told)})")
    table.add_row("dead letters", str(tally.dead_letters))
    failures = [Text(f"feed {feed}: {error}", style="red") for feed, error in sorted(tally.failed_feeds.items())]
    return Group(table, *failures)


def _begin(tally: Tally) -> str:
    """`40 begin`: the rest of the articles goes on with stories of this run or of earlier ones."""
    return counted(tally.articles[Relation.NEW_STORY], "begins", "begin")


def _polls(tally: Tally) -> Mapping[str, int]:
    """How many polls ended in which way."""
    return {
        f"with {reason}" if reason == PollReason.NEW_ARTICLES else reason: count
        for reason, count in tally.polls.items()
    }


def _pending(tally: Tally) -> str:
    """What a later run will do."""
    deliveries = [f"{counted(tally.pending, 'delivery', 'deliveries')} to try again"] if tally.pending else []
    deliveries += _kept(tally.kept)
    feeds = [f"{counted(tally.left_alone, 'feed')} to leave alone for now"] if tally.left_alone else []
    return ", ".join(deliveries + feeds) or "nothing"


def _kept(held: Sequence[Delivery]) -> list[str]:
    """`3 held until 2026-10-05 07:00 UTC for the digest of desk`."""
    together: dict[tuple[str, str], list[Delivery]] = {}
    for each in held:
        together.setdefault((each.receiver, _HELD_FOR.get(each.held_for, "")), []).append(each)
    return [
        f"{len(some)} held until {max(each.next_attempt for each in some):%Y-%m-%d %H:%M} UTC {why.format(receiver)}"
        for (receiver, why), some in together.items()
    ]


def progress(tally: Tally) -> str:
    """How far a run has come, in one line."""
    polls, articles = tally.polls.total(), tally.distinct
    annotated, alerts = tally.messages["annotate"], sum(tally.alerts.values())
    return f"{polls} feeds polled, {articles} articles, {annotated} annotated, {alerts} alerts"


def _listed(counts: Mapping[str, int]) -> str:
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {name}" for name, number in rows if number) or "none"
