"""Watchlists × article → matches with their evidence, and why the other watches did not match.

Every watch is filed under its rarest required words (`filing`). One pass of the automaton over the article tells which
watches are candidates; only these are evaluated.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial

from monitor.match.filing import Layer, Present
from monitor.match.names.full_names import FullNames
from monitor.match.occurrences.scan import Scan
from monitor.match.patterns.automaton import Automaton
from monitor.match.verdicts.rejection import Rejection, RejectReason, Why
from monitor.match.verdicts.verdict import CompiledWatch, Meeting, judge, match, rejection, unmet
from monitor.records import AnnotatedArticle, Match, Withdrawal

Met = tuple[CompiledWatch, Meeting]
Explain = Callable[[], Iterator[Rejection]]


class MatchResult:
    """What the watchlists make of one article, in the order of the watchlists."""

    def __init__(self, met: Sequence[Met], candidates: int, scan: Scan, now: datetime, explain: Explain) -> None:
        """`candidates`: how many watches were judged."""
        self.watches = tuple([compiled.watch.id for compiled, _ in met])  # ids of those that match
        self.candidates = candidates
        self._met, self._scan, self._now, self._explain = met, scan, now, explain

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The matches with their evidence, which is worked out when asked."""
        return tuple([match(compiled, self._scan, self._now, meeting) for compiled, meeting in self._met])

    @cached_property
    def not_matched(self) -> tuple[Rejection, ...]:
        """Why each other watch that is not off did not match. Worked out when asked."""
        return tuple(self._explain())

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Those of them of which a required word or event occurs."""
        return tuple(each for each in self.not_matched if each.reason is not RejectReason.UNTOUCHED)


class Matcher:
    """Compiled watchlists; without state, so it may be shared by threads.

    watches: all that were compiled, by number; layers: under which patterns they are filed; order: the numbers of those
    in force, in the order of the watchlists.
    """

    def __init__(
        self,
        watches: Sequence[CompiledWatch],
        layers: Sequence[Layer],
        order: Sequence[int],
        entities: Mapping[str, int],
        full_names: FullNames,
    ) -> None:
        self._watches, self._order, self._layers = watches, order, tuple(layers)
        self._automaton = Automaton([layer.patterns for layer in layers])
        self._entities, self._full_names = entities, full_names
        self._places = {number: place for place, number in enumerate(order)}
        self._numbers = {watches[number].watch.id: number for number in order}

    def match(self, annotated: AnnotatedArticle, now: datetime) -> MatchResult:
        """The watches that `annotated` meets at the moment `now`, and why others do not meet it."""
        scan = self._scan(annotated)
        candidates = self._candidates(scan)
        judged = [(compiled, judge(compiled, scan, now)) for compiled in map(self._watches.__getitem__, candidates)]
        met = [(compiled, meeting) for compiled, meeting in judged if meeting is not None]
        return MatchResult(met, len(candidates), scan, now, partial(self._rejections, scan, now))

    def unmet(self, annotated: AnnotatedArticle, watch: str, why: Withdrawal, now: datetime) -> Match | None:
        """A match of the watch of this id with an article that does not meet it, for the reason given.

        None where the watch is gone, off, or does not look at such articles.
        """
        number = self._numbers.get(watch)
        return None if number is None else unmet(self._watches[number], self._scan(annotated), now, why)

    def _scan(self, annotated: AnnotatedArticle) -> Scan:
        return Scan(self._automaton, annotated, self._entities, self._full_names.find)

    def _candidates(self, scan: Scan) -> list[int]:
        """The watches that have all that one of their ways requires, in order; those that are gone are left out."""
        present = Present(scan.words, scan.present, self._layers[-1].patterns.numbered)
        found: set[int] = set()
        for layer in self._layers:
            found |= layer.candidates(present, scan.event_types)
        places = self._places
        return sorted([number for number in found if number in places], key=places.__getitem__)

    def _rejections(self, scan: Scan, now: datetime) -> Iterator[Rejection]:
        touched = {number for layer in self._layers for number in layer.touched(scan.present)}
        for number in self._order:
            watch = self._watches[number]
            if number not in touched and scan.event_types.isdisjoint(watch.event_types):
                yield watch.rejected(Why(RejectReason.UNTOUCHED, watch.describe()))
            elif rejected := rejection(watch, scan, now):
                yield rejected
