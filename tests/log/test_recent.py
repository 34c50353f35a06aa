"""What a process wrote to its log itself, it need not read from the file; what others wrote in between, it must."""

from pathlib import Path

from monitor.log.base import LogRecord, TopicPartition, TopicSpec
from monitor.log.recent import Recent
from monitor.log.sqlite import SqliteLog

AT = TopicPartition("news", 0)


def record(offset: int, size: int = 1, topic: str = "news") -> LogRecord:
    return LogRecord(topic, 0, offset, 0, None, b"x" * size)


def filled(*offsets: int, kept_bytes: int = 1 << 20, size: int = 1) -> Recent:
    recent = Recent(kept_bytes)
    for offset in offsets:
        recent.add(record(offset, size))
    return recent


def test_what_was_written_last_is_read_from_any_of_it_on_and_nothing_is_behind_its_end() -> None:
    recent = filled(5, 6, 7)
    assert recent.read(AT, 6, 10) == (record(6), record(7))
    assert recent.read(AT, 5, 2) == (record(5), record(6))
    assert recent.read(AT, 8, 10) == ()


def test_what_was_there_before_is_left_to_the_file() -> None:
    assert filled(5, 6).read(AT, 4, 10) is None


def test_where_another_process_wrote_in_between_the_file_tells() -> None:
    recent = filled(5, 6, 9)
    assert recent.read(AT, 6, 10) is None
    assert recent.read(AT, 9, 10) == (record(9),)


def test_what_another_process_wrote_behind_it_is_looked_for_once_it_is_known_of() -> None:
    recent = filled(5)
    assert recent.read(AT, 6, 10) == ()
    recent.learn({AT: 8})
    assert recent.read(AT, 6, 10) is None


def test_a_record_that_is_told_of_late_leaves_no_gap() -> None:
    recent = filled(5, 7, 6)
    assert recent.read(AT, 5, 10) is None
    assert recent.read(AT, 7, 10) == (record(7),)


def test_the_oldest_records_of_all_partitions_go_first() -> None:
    recent = Recent(kept_bytes=3_000)
    for offset in range(2):
        recent.add(record(offset, 700, "news"))
        recent.add(record(offset, 700, "plain"))
    assert recent.read(AT, 0, 10) is None
    assert recent.read(AT, 1, 10) == (record(1, 700),)
    assert recent.read(TopicPartition("plain", 0), 1, 10) == (record(1, 700, "plain"),)


def test_what_is_forgotten_behind_a_gap_makes_room_and_leaves_the_other_partitions_as_they_are() -> None:
    recent = Recent(kept_bytes=6_000)
    plain = TopicPartition("plain", 0)
    recent.add(record(0, 700, "plain"))
    for offset in (0, 1, 2, 3, 9, 10, 11):
        recent.add(record(offset, 700, "news"))
    assert recent.read(AT, 3, 10) is None
    assert recent.read(AT, 9, 10) == tuple(record(offset, 700) for offset in (9, 10, 11))
    assert recent.read(plain, 0, 10) == (record(0, 700, "plain"),)
    recent.add(record(12, 700, "news"))
    recent.add(record(13, 700, "news"))
    assert recent.read(plain, 0, 10) is None, "it is the oldest"
    assert recent.read(AT, 9, 1) == (record(9, 700),)


async def test_messages_of_this_process_and_of_another_come_in_their_order(tmp_path: Path) -> None:
    own = await SqliteLog.open(tmp_path / "log.db")
    await own.create_topics([TopicSpec("news")])
    other = await SqliteLog.open(tmp_path / "log.db", owner=False)
    for log, value in ((own, b"0"), (other, b"1"), (own, b"2"), (own, b"3"), (other, b"4")):
        await log.produce("news", None, value)
    found: list[LogRecord] = []
    while len(found) < 5:
        found += await own.fetch(AT, len(found), 2)
        await own.wait_for_arrival(1.0)
    assert [record.value for record in found] == [b"0", b"1", b"2", b"3", b"4"]
    await other.close()
    await own.close()
