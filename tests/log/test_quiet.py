"""A client that complains without end is written once in a while."""

import logging

import pytest

from monitor.log.quiet import RepeatFilter


class Desk:
    """A filter whose time and whose notes are ours."""

    def __init__(self) -> None:
        self.time = 0.0
        self.told: list[str] = []
        self._filter = RepeatFilter(60.0, now=lambda: self.time, tell=self.told.append)

    def passes(self, name: str, message: str, *args: object) -> bool:
        return self._filter.filter(logging.LogRecord(name, logging.WARNING, "", 0, message, args, None))


def test_a_repeated_message_passes_once_in_the_time_and_is_then_counted() -> None:
    desk = Desk()
    assert [desk.passes("aiokafka.consumer.fetcher", "away") for _ in range(5)] == [True, False, False, False, False]
    desk.time = 61
    assert desk.passes("aiokafka.consumer.fetcher", "away")
    assert desk.told == ["4 more in 60 s: aiokafka.consumer.fetcher: away"]


def test_what_was_held_back_is_told_with_the_next_record_of_anybody() -> None:
    desk = Desk()
    for _ in range(3):
        desk.passes("mode.timers", "late")
    desk.time = 61
    assert desk.passes("monitor.fetch", "polled")
    assert desk.told == ["2 more in 60 s: mode.timers: late"]


def test_nothing_is_told_where_nothing_was_held_back() -> None:
    desk = Desk()
    desk.passes("faust.app", "once")
    desk.time = 61
    desk.passes("faust.app", "another")
    assert desk.told == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Connect call failed ('127.0.0.1', 9092)", "Connect call failed ('10.0.0.7', 9093)"),
        ("member faust-04a71869-9b05-433d-ab58-9f546e067083", "member faust-2ccd3600-0a05-4a3d-8b58-9f546e06ffff"),
        ("<Producer at 0x7f918c44e9d0>", "<Producer at 0x7f918c44aaaa>"),
    ],
)
def test_messages_that_differ_in_numbers_are_one(first: str, second: str) -> None:
    desk = Desk()
    assert desk.passes("aiokafka", first)
    assert not desk.passes("aiokafka", second)


def test_arguments_and_loggers_tell_messages_apart() -> None:
    desk = Desk()
    assert desk.passes("aiokafka.cluster", "Topic %s not found", "news.articles")
    assert desk.passes("aiokafka.cluster", "Topic %s not found", "news.stories")
    assert desk.passes("aiokafka.client", "Topic %s not found", "news.stories")
    assert not desk.passes("aiokafka.cluster", "Topic %s not found", "news.stories")


def test_of_our_own_messages_each_agent_says_once_in_the_time_that_something_is_unavailable() -> None:
    desk = Desk()
    waits = [desk.passes("agents.retry", "retry agent=%s in_seconds=%.1f error=away", "story", s) for s in (0.5, 1, 2)]
    assert waits == [True, False, False]
    assert desk.passes("agents.retry", "retry agent=%s in_seconds=%.1f error=away", "alert", 0.5)
    assert not desk.passes("agents.retry", "retry agent=%s in_seconds=%.1f error=away", "alert", 1)


def test_our_own_messages_and_those_of_other_libraries_always_pass() -> None:
    desk = Desk()
    names = ("monitor.log.quiet", "agents.runtime.processing", "modeller", "aiokafkaesque")
    assert all(desk.passes(name, "again") for name in names for _ in range(5))


def test_endless_different_messages_take_no_endless_memory() -> None:
    desk = Desk()
    desk.passes("faust", "the first")
    desk.passes("faust", "the first")
    for letters in different(2_000):
        assert desk.passes("faust", letters)
    assert desk.told == ["1 more in 60 s: faust: the first"]
    assert desk.passes("faust", "the first")


def different(count: int) -> list[str]:
    """Messages without numbers, no two alike."""
    return ["x" * length for length in range(1, count + 1)]


def test_on_a_handler_the_count_is_written_where_the_messages_are() -> None:
    written: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(record.getMessage())  # type: ignore[method-assign]
    times = iter([0.0, 1.0, 2.0, 61.0, 61.0])
    handler.addFilter(RepeatFilter(60.0, now=lambda: next(times)))
    root, client = logging.getLogger(), logging.getLogger("aiokafka")
    level = client.level  # a command that ran in this process may have turned it down
    root.addHandler(handler)
    client.setLevel(logging.NOTSET)
    try:
        for _ in range(4):
            logging.getLogger("aiokafka.client").error("lost")
    finally:
        root.removeHandler(handler)
        client.setLevel(level)
    assert written == ["lost", "2 more in 60 s: aiokafka.client: lost", "lost"]
