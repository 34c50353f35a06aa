"""Matching after a start: what was met and is not decided yet is known."""

from agents.match import match_agent, recall
from agents.topics import MATCHES
from monitor.ledger.unmet import UnmetMatches
from monitor.log.base import TopicPartition, TopicSpec
from monitor.log.memory import MemoryLog
from monitor.records import Match, Withdrawal, decode, encode
from monitor.store.memory import MemoryStore
from tests.alerting.facts.pairs import NOW, annotated, desk

STRUCK = "Turkey strikes airport in Iraq | Turkey struck an airport in northern Iraq on Friday, Kurdish officials said."
DENIED = "Turkey denies striking airport in Iraq | Turkey denied that it had struck an airport in northern Iraq."
GROUP = "wirewatch"


async def log_with_an_undecided_match() -> MemoryLog:
    """One match that is decided, and behind it a message that is none and one that waits."""
    log = MemoryLog()
    await log.create_topics([TopicSpec(MATCHES)])
    (match,) = (each for each in desk().match(annotated(STRUCK, "first"), NOW).matches if each.watch == "attacks")
    for value in (b"decided", b"not a match", encode(match)):
        await log.produce(MATCHES, b"attacks", value)
    consumer = await log.consumer(GROUP, [MATCHES])
    await consumer.commit({TopicPartition(MATCHES, 0): 1})
    return log


async def denials(unmet: UnmetMatches) -> list[Withdrawal | None]:
    outcome = await match_agent(desk, unmet, lambda: NOW).handle(annotated(DENIED, "later"))
    matches = [decode(emission.value, Match) for emission in outcome.emissions]
    return [match.withdrawal for match in matches if match.watch == "attacks"]


async def test_a_denial_behind_a_report_that_another_worker_matched_is_matched_too() -> None:
    unmet = UnmetMatches(MemoryStore())
    await recall(unmet, await log_with_an_undecided_match(), GROUP)
    assert await denials(unmet) == [Withdrawal.DENIED]


async def test_without_an_undecided_match_nobody_waits_for_the_denial() -> None:
    assert await denials(UnmetMatches(MemoryStore())) == []
