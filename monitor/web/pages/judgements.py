"""What people made of the alerts of a watch, and the `tests:` that follow from it."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from monitor.actions.feedback import as_tests
from monitor.records import Alert, Feedback, Verdict
from monitor.web.api.attention.feedback import exemplified, listed
from monitor.web.desk import Desk

_SHOWN: Final = 50  # opinions


class Judgement(NamedTuple):
    """An opinion and the alert that it is on."""

    said: Feedback
    alert: Alert | None  # None where it is older than what is kept


class Count(NamedTuple):
    """Judged alerts of a watch, by the newest opinion on each."""

    alerts: int
    wrong: int


class Judgements(NamedTuple):
    """All opinions on the alerts of a watch."""

    total: Count
    newest: Sequence[Judgement]  # at most `_SHOWN`, newest first
    more: int  # opinions beyond those
    tests: str  # YAML; "" where the archive has no article of them


async def counts(desk: Desk) -> dict[str, Count]:
    """How many alerts of each watch were judged, where some were."""
    by_watch: dict[str, list[Feedback]] = {}
    for each in (await listed.fn(desk)).items:
        by_watch.setdefault(each.watch, []).append(each)
    return {watch: _count(said) for watch, said in by_watch.items()}


async def judgements(desk: Desk, watch: str) -> Judgements:
    """What is kept of the opinions on the alerts of `watch`."""
    said, found = (await listed.fn(desk, watch)).items, (await exemplified.fn(desk, watch)).items
    return Judgements(
        total=_count(said),
        newest=[Judgement(each, await desk.store.alert(each.alert)) for each in said[:_SHOWN]],
        more=max(len(said) - _SHOWN, 0),
        tests=as_tests(found) if found else "",
    )


def _count(said: Iterable[Feedback]) -> Count:
    newest: dict[str, Verdict] = {}
    for each in said:
        newest.setdefault(each.alert, each.verdict)
    return Count(len(newest), list(newest.values()).count(Verdict.WRONG))
