"""A whole Wirewatch for tests: a configuration in a directory, the real program as a child process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from ruamel.yaml import YAML

from tests.whole.webhook import SECRET, WebhookServer

_PATIENCE_SECONDS = 120.0
_PROGRAM = (sys.executable, "-m", "monitor.cli")


def wirewatch(*arguments: str) -> str:
    """What the command prints; raises CalledProcessError where it fails."""
    command = [*_PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=_environment(), timeout=120).stdout


class Installation:
    """The configuration in `directory`, with `broker`, a signed webhook to `webhook` and `more` in monitor.yaml."""

    def __init__(
        self,
        directory: Path,
        *,
        broker: str | None = None,
        webhook: WebhookServer | None = None,
        worker: str | None = None,
        data: Path | None = None,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.directory = directory
        self.data = data or directory / "data"
        self.broker = broker or f"sqlite:///{self.data}/wirewatch-log.db"
        given = {"broker": broker, "worker_id": worker, "data_dir": data and str(data)}
        settings = {key: value for key, value in given.items() if value is not None} | dict(more)
        if settings:
            self._edit("monitor.yaml", lambda monitor: monitor.update(settings))
        if webhook is not None:
            self._edit("receivers.yaml", lambda settings: settings.update(_webhook(webhook)))

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """The program, started; its output goes to `run.log` in the directory."""
        with self.log.open("ab") as log:
            return subprocess.Popen(self._command(*arguments), stdout=log, stderr=log, env=_environment())

    def finish(self, *arguments: str, seconds: float = 240) -> int:
        """Runs the program to its end; returns its exit code."""
        process = self.start(*arguments)
        try:
            return process.wait(seconds)
        finally:
            process.kill()
            process.wait()

    def kill_after(self, seconds: float) -> bool:
        """Starts a run and kills it with -9 after `seconds`; False where it had ended by itself by then, all done."""
        process = self.start("run", "--once")
        time.sleep(seconds)
        if process.poll() is not None:
            return False
        process.kill()
        process.wait()
        return True

    def output(self, *arguments: str) -> str:
        """What the command prints; raises CalledProcessError where it fails."""
        return wirewatch(*arguments, "--config", str(self.directory))

    def alert_ids(self) -> list[str]:
        """The ids of the alerts in the log, as `wirewatch alerts` shows them."""
        return [json.loads(line)["id"] for line in self.output("alerts", "--json").splitlines()]

    def alerts(self) -> list[dict[str, Any]]:
        """The alerts in the log."""
        return [json.loads(line)["data"] for line in self.output("alerts", "--json").splitlines()]

    @property
    def log(self) -> Path:
        """What the program printed, over all its runs."""
        return self.directory / "run.log"

    def _command(self, *arguments: str) -> list[str]:
        return [*_PROGRAM, *arguments, "--config", str(self.directory)]

    def _edit(self, name: str, change: Any) -> None:
        path, yaml = self.directory / name, YAML()
        settings = yaml.load(path.read_text("utf-8"))
        change(settings)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(settings, file)


def wait_for_line(file: IO[bytes], words: bytes, process: "subprocess.Popen[bytes]") -> list[float]:
    """The seconds until `words` stood in `file`, read on from where it is; none if `process` ended first."""
    start = time.monotonic()
    text = b""
    while True:
        ended = process.poll() is not None
        text += file.read()
        if words in text:
            return [time.monotonic() - start]
        if ended:
            return []
        if time.monotonic() - start > _PATIENCE_SECONDS:
            raise TimeoutError(f"{words!r} did not come; the program said:\n{text.decode()}")
        time.sleep(0.01)


def _webhook(server: WebhookServer) -> dict[str, Any]:
    return {"receivers": {"desk": server.receiver()}, "default_routes": ["desk"]}


def _environment() -> dict[str, str]:
    return os.environ | {"WIREWATCH_TEST_SECRET": SECRET, "PYTHONUNBUFFERED": "1", "COLUMNS": "300"}
