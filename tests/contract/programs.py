"""The programs and commands of `docs/subscribe.md` and `docs/api.md`, run as they stand there."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.docs.pages import Page, page
from tests.kafka.server import JARS, resolve_jars
from tests.services.processes import wait_until

PATIENCE = 120.0  # seconds
PAGE = page("docs/subscribe.md")
TOOLS = {
    "kafka-console-consumer.sh": "org.apache.kafka.tools.consumer.ConsoleConsumer",
    "kafka-consumer-groups.sh": "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
}
"""Scripts of Apache Kafka's own, by what they start."""


def block(beginning: str, of: Page = PAGE) -> str:
    """The only block of the page that begins so."""
    (found,) = (each.text for each in of.blocks if each.text.startswith(beginning))
    return found


def need(*programs: str) -> None:
    """Fails where a program is missing that readers are shown."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.fail(f"the page is run with {', '.join(missing)}: install it (Debian has it)", pytrace=False)


class Shell:
    """A place where a reader of the page types its commands."""

    def __init__(self, directory: Path, **variables: str) -> None:
        self.directory = directory
        self._environment = {**os.environ, **variables, "PATH": f"{directory}:{os.environ['PATH']}"}

    def with_kafka_tools(self) -> "Shell":
        """The same with the scripts that Apache Kafka has in `bin`."""
        resolve_jars()
        for name, main in TOOLS.items():
            script = self.directory / name
            script.write_text(f"#!/bin/sh\nexec java -cp '{JARS}/*' {main} \"$@\"\n")
            script.chmod(script.stat().st_mode | stat.S_IEXEC)
        return self

    def run(self, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A block for the shell, to its end, with what it printed."""
        return self._finished(["bash", "-o", "pipefail", "-c", text, "page", *arguments])

    def python(self, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A program of the page, to its end."""
        return self._finished([sys.executable, "-c", text, *arguments])

    @contextmanager
    def started(self, *command: str, killed: bool = True) -> Iterator["Running"]:
        """A program that goes on until it is killed, or else stopped by Ctrl-C."""
        output = self.directory / "output"
        with output.open("wb") as written, (self.directory / "errors").open("wb") as errors:
            process = subprocess.Popen(
                command,
                cwd=self.directory,
                env=self._environment,
                stdout=written,
                stderr=errors,
                start_new_session=True,
            )
        try:
            yield Running(output)
        finally:
            os.killpg(process.pid, signal.SIGKILL if killed else signal.SIGINT)
            process.wait(PATIENCE)

    def _finished(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.directory,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


class Running:
    """A program that prints a line for each alert."""

    def __init__(self, output: Path) -> None:
        self._output = output

    def lines(self, count: int) -> list[str]:
        """All that it has printed, once there are `count` lines, or after our patience has ended."""
        wait_until(lambda: len(self._output.read_text().splitlines()) >= count, PATIENCE)
        return self._output.read_text().splitlines()
