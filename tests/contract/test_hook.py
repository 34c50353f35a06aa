"""What `docs/subscribe.md` shows of webhooks works as it stands there."""

import socket
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.clock import Clock, ManualClock, system_clock
from monitor.errors import DeliveryRejected
from monitor.notify.base import Receiver
from monitor.notify.open import open_receiver
from monitor.notify.spec import Webhook
from monitor.secret import Secret
from tests.contract.programs import PATIENCE, Running, Shell, block, need
from tests.kafka.server import free_ports
from tests.notify.builders import NOON, alert, bundle
from tests.notify.hook import Hook
from tests.services.processes import wait_until

pytestmark = pytest.mark.slow(1)  # each: a program is started

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
OTHER = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWc="


class Page(NamedTuple):
    """The receiver that the page shows, running."""

    program: Running
    shell: Shell
    port: int


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    (port,) = free_ports(1)
    shell = Shell(tmp_path, WIREWATCH_WEBHOOK_SECRET=SECRET, PORT=str(port))
    with shell.started(sys.executable, "-c", block("# hook.py")) as program:
        assert wait_until(lambda: is_open(port), PATIENCE)
        yield Page(program, shell, port)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def receiver(port: int, secret: str = SECRET, clock: Clock = system_clock) -> Receiver:
    url = Secret(f"http://127.0.0.1:{port}/")
    spec = Webhook(name="desk", url=url, secret=Secret(secret), allow_private=True)
    return open_receiver(spec, clock=clock, deadline_seconds=PATIENCE)


@pytest.fixture
async def wirewatch(page: Page) -> AsyncIterator[Receiver]:
    made = receiver(page.port)
    yield made
    await made.close()


async def test_the_program_takes_each_alert_once_alone_or_in_a_digest(page: Page, wirewatch: Receiver) -> None:
    await wirewatch.send(alert(1))
    await wirewatch.send(alert(1))
    await wirewatch.send_bundle(bundle(alert(1), alert(2), alert(3)))
    assert page.program.lines(3) == [f"al-{number}\tEU agrees sanctions" for number in (1, 2, 3)]


async def test_it_refuses_what_is_signed_with_another_secret_or_was_long_ago(page: Page, wirewatch: Receiver) -> None:
    for forger in (receiver(page.port, OTHER), receiver(page.port, clock=ManualClock(NOON))):
        with pytest.raises(DeliveryRejected):
            await forger.send(alert(1))
        await forger.close()
    await wirewatch.send(alert(2))
    assert page.program.lines(1) == ["al-2\tEU agrees sanctions"]


async def test_curl_sends_it_an_event_that_is_signed_in_the_shell(page: Page) -> None:
    need("curl", "openssl")
    done = page.shell.run(block("# try.sh"))
    assert done.returncode == 0, done.stderr
    assert page.program.lines(1) == ["al-try\tOnly a try"]


async def test_the_shell_tells_a_right_signature_from_a_wrong_one(tmp_path: Path) -> None:
    need("openssl")
    hook = Hook()
    await hook.start()
    sender = receiver(hook.port)
    await sender.send(alert(1, title="Où « aller » ?"))
    await sender.close()
    await hook.stop()
    [request] = hook.requests
    (tmp_path / "body").write_bytes(request.body)
    (tmp_path / "other").write_bytes(request.body + b" ")
    said = [request.headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")]
    shell = Shell(tmp_path, WIREWATCH_WEBHOOK_SECRET=SECRET)
    verify = block("# verify.sh")
    assert shell.run(verify, "body", *said).returncode == 0
    assert shell.run(verify, "other", *said).returncode == 1
    assert shell.run(verify, "body", "al-2", *said[1:]).returncode == 1
    assert Shell(tmp_path, WIREWATCH_WEBHOOK_SECRET=OTHER).run(verify, "body", *said).returncode == 1
