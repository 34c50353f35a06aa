"""What stands in a receiver's file, whatever happens to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitor.errors import DeliveryDelayed
from monitor.notify.cloudevent import alert_of
from monitor.notify.file import FileReceiver
from monitor.records import Alert
from tests.notify.builders import alert, bundle


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "alerts.jsonl"


@pytest.fixture
async def receiver(path: Path) -> AsyncIterator[FileReceiver]:
    made = FileReceiver("desk", path)
    yield made
    await made.close()


def alerts_in(path: Path) -> list[Alert]:
    return [alert_of(line) for line in path.read_bytes().splitlines()]


async def test_each_line_is_a_cloudevent(receiver: FileReceiver, path: Path) -> None:
    for number in (1, 2):
        await receiver.send(alert(number))
    assert alerts_in(path) == [alert(1), alert(2)]


async def test_the_alerts_of_a_bundle_are_lines_as_they_would_be_alone(receiver: FileReceiver, path: Path) -> None:
    await receiver.send_bundle(bundle(alert(1), alert(2)))
    assert alerts_in(path) == [alert(1), alert(2)]


async def test_a_file_that_was_moved_away_is_begun_anew(receiver: FileReceiver, path: Path) -> None:
    await receiver.send(alert(1))
    path.rename(path.with_suffix(".1"))
    await receiver.send(alert(2))
    assert alerts_in(path.with_suffix(".1")) == [alert(1)]
    assert alerts_in(path) == [alert(2)]


async def test_a_line_that_a_crash_cut_short_is_ended_first(receiver: FileReceiver, path: Path) -> None:
    path.write_bytes(b'{"specversion":"1.0","id":"al-')
    await receiver.send(alert(1))
    cut, whole = path.read_bytes().splitlines()
    assert cut == b'{"specversion":"1.0","id":"al-'
    assert alert_of(whole) == alert(1)


async def test_a_full_disk_delays() -> None:
    receiver = FileReceiver("desk", Path("/dev/full"))
    with pytest.raises(DeliveryDelayed, match="/dev/full: No space left on device"):
        await receiver.send(alert(1))
    await receiver.close()
