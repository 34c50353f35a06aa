"""The condition that somebody says something, in quotation marks or reported."""

from collections.abc import Iterator

from monitor.match.conditions.clauses import AllClause, AnyClause, Clause, Cost, Patterns
from monitor.match.conditions.leaves import Leaf, found
from monitor.match.conditions.near import Nearby
from monitor.match.conditions.parties import AnyOf
from monitor.match.occurrences.scan import Found, Hit, Scan, in_order
from monitor.records import Quote, Span


class Said(Leaf):
    """One of some speakers says so; what is said stands within the words of one quote.

    by: None for anybody; says: None for anything. One of them is asked for.
    """

    def __init__(self, number: int, by: AnyOf | None, says: Clause | None) -> None:
        super().__init__(number)
        self.by, self.says = by, says

    def _find(self, scan: Scan) -> Found:
        return found(in_order(hit for quote in scan.annotated.quotes for hit in self._hits(scan, quote)))

    def _hits(self, scan: Scan, quote: Quote) -> tuple[Hit, ...]:
        """What shows that `quote` is one that is asked for: its cue, its speaker and the words asked for."""
        speaker = self.by.speaker(scan, quote) if self.by else ()
        words = within(self.says, scan, quote.said) if self.says else ()
        if bool(self.by) > bool(speaker) or bool(self.says) > bool(words):
            return ()
        return (*_cue(scan, quote), *speaker, *words)

    def why_not(self, scan: Scan) -> str:
        """Why there is no such quote."""
        if not scan.annotated.quotes:
            return "nobody is quoted"
        if self.by and not any(self.by.speaker(scan, quote) for quote in scan.annotated.quotes):
            return "others are quoted"
        return "something else is said"

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """What its speakers and its words require."""
        by = (self.by.required,) if self.by else ()
        return by + (self.says.required(cost) if self.says else ())

    def describe(self) -> str:
        """Who says what."""
        by = f" by {self.by.describe()}" if self.by else ""
        return f"quote{by}" + (f" with {self.says.describe()}" if self.says else "")


def within(clause: Clause, scan: Scan, span: Span) -> tuple[Hit, ...]:
    """The words of `clause` in a stretch of the text, if it holds there."""
    match clause:
        case AllClause():
            parts = [within(each, scan, span) for each in clause.clauses]
            return tuple(hit for part in parts for hit in part) if all(parts) else ()
        case AnyClause():
            return tuple(hit for each in clause.clauses for hit in within(each, scan, span))
        case Nearby():
            return clause.near(scan, within(clause.first, scan, span), within(clause.second, scan, span))
    return tuple(hit for hit in clause.hits(scan) if span.start <= hit.start and hit.end <= span.end)


def _cue(scan: Scan, quote: Quote) -> Iterator[Hit]:
    cue = quote.cue or quote.speaker
    if cue is not None:
        yield scan.hit(cue.start, cue.end, "quote")
