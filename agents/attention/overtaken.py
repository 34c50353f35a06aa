"""Messages that were overtaken: what is said last of a match, or of an alert at a receiver, is what is recorded.

Whoever decides says so after it is recorded. By then it may have been decided otherwise, here or by another worker, and
that have been said before: what was held was released.
"""

from collections.abc import Sequence

from agents.runtime.edges import Emission
from agents.topics import DECISIONS
from monitor.records import Decision, encode
from monitor.store.base import AlertStore, DecisionQuery


class Overtaken:
    """Asked after decisions were said: the messages that say what was decided since, none once that was said too."""

    def __init__(self, store: AlertStore, said: Sequence[Decision]) -> None:
        self._store, self._said = store, {_key(decision): decision for decision in said}

    async def __call__(self) -> tuple[Emission, ...]:
        """What is to be said now; counts as said."""
        rows = [
            row
            for subject in {subject for subject, _ in self._said}
            for row in await self._store.decisions(DecisionQuery(subject=subject))
        ]
        later = [row.decision for row in rows if self._said.get(_key(row.decision), row.decision) != row.decision]
        self._said |= {_key(decision): decision for decision in later}
        return tuple(Emission(DECISIONS, decision.watch, encode(decision)) for decision in later)


def _key(decision: Decision) -> tuple[str, str]:
    return decision.subject, decision.receiver
