"""How it is shown to a person why watches did not match."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from monitor.cli.entries import entry
from monitor.match.verdicts.rejection import Rejection, RejectReason


def rejected(rejections: Sequence[Rejection], *, in_full: bool) -> Iterator[RenderableType]:
    """The watches that were looked at with why they did not match; then those of which no word occurs.

    in_full: what these ask for, too; else their names alone.
    """
    untouched = [each for each in rejections if each.reason is RejectReason.UNTOUCHED]
    shown = [each for each in rejections if in_full or each.reason is not RejectReason.UNTOUCHED]
    if shown:
        yield Text(f"\nlooked at, did not match ({len(shown)})", "bold blue")
        for each in shown:
            watch = Text(f"{each.watchlist}/{each.watch}", overflow="ignore")  # to be copied: never broken
            yield entry(watch, f"{each.reason}  {each.detail}")
    if untouched and not in_full:
        yield Text(f"\n{RejectReason.UNTOUCHED} ({len(untouched)})", "bold blue")
        yield Text(", ".join(f"{each.watchlist}/{each.watch}" for each in untouched), "dim")
