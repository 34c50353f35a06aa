"""Messages that were overtaken: what is said last of a match, or of an alert at a receiver, is what is recorded.

Whoever holds something back says so after it is recorded. By then it may have been released, which is said elsewhere.
"""

from collections.abc import Sequence

from monitor.store.base import AlertStore, DecisionRow


async def repeat_overtaken(store: AlertStore, said: Sequence[DecisionRow]) -> None:
    """Has it said once more what was decided since on what was `said` to be held."""
    held = [row for row in said if row.is_held]
    present = [await store.decision(row.decision.subject, row.decision.receiver) for row in held]
    later = [row for row, before in zip(present, held, strict=True) if row and row.decision != before.decision]
    await store.decisions_unsent(later)
