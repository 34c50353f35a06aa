"""Child processes that are servers: they end with the tests, also when these are killed."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


class ServiceUnavailable(Exception):
    """A server can not be had or does not do what was asked; the message says why."""


class ServerProcess:
    """A server that writes `log`, run by `user` or, where that is None, by ours."""

    def __init__(self, command: Sequence[str], log: Path, user: str | None = None) -> None:
        self._command, self._log, self._user = command, log, user
        self._process: subprocess.Popen[bytes] | None = None
        # to Linux the parent is the thread that made the process: one that lives as long as the tests
        self._spawner = ThreadPoolExecutor(1)

    def start(self, ready: str, seconds: float) -> None:
        """Returns once the log says `ready`; raises ServiceUnavailable if it does not do so within `seconds`."""
        begun = self._log.stat().st_size if self._log.exists() else 0
        process = self._process = self._spawner.submit(self._spawn).result()
        deadline = time.monotonic() + seconds
        while ready not in self._written_since(begun):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServiceUnavailable(f"{self._command[0]} did not start:\n{self.log_tail()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to all that belongs to it."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def log_tail(self) -> str:
        """The last 40 lines."""
        return "\n".join(self._written_since(0).splitlines()[-40:])

    def _written_since(self, begun: int) -> str:
        return self._log.read_bytes()[begun:].decode(errors="replace") if self._log.exists() else ""

    def _spawn(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            # a session of its own: Ctrl-C at the tests must not reach the server before they have closed
            return subprocess.Popen(
                [*_as(self._user), *_die_with_parent(), *self._command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def run(command: Sequence[str], seconds: float = 60, user: str | None = None) -> "subprocess.CompletedProcess[str]":
    """The command, ended, with all it printed in `stdout`; as `user`, where one is named."""
    return subprocess.run(
        [*_as(user), *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
        check=False,
    )


def check(result: "subprocess.CompletedProcess[str]") -> None:
    """Raises ServiceUnavailable with what a command printed that failed."""
    if result.returncode:
        raise ServiceUnavailable(f"{' '.join(result.args)} failed:\n{result.stdout[-4000:]}")


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether `done` within `seconds`; looks often."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _die_with_parent() -> Sequence[str]:
    """Where the system can, the server also ends when the tests are killed with SIGKILL."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _as(user: str | None) -> Sequence[str]:
    if user is None:
        return []
    entry = pwd.getpwnam(user)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
