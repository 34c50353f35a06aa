"""`make demo`: the real program over a morning of news.

Serves the seeds' feeds on loopback, runs `wirewatch run --once` on the embedded log in a directory of its own until all
is processed, and leaves nothing behind. The alerts show as they come; the program's own summary ends it.

With `--page` (`make demo PAGE=1`) the program runs on with its page, whose address is printed, until Ctrl-C.
"""

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Final

import click

from seeds.serve import SeedServer

USUAL_PORT: Final = 8482
_LOOK_SECONDS: Final = 0.2
_HINT: Final = "\nThe same in a browser: make demo PAGE=1"


@click.command()
@click.option("--page", "with_page", is_flag=True, help="Run on with the page, until Ctrl-C.")
def main(with_page: bool) -> None:
    """Runs the demo; ends with the exit code of the program."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-demo-") as directory, SeedServer() as server:
        config = server.write_config(Path(directory) / "config")
        sys.exit(run_with_page(config) if with_page else run_once(config))


def run_once(config: Path) -> int:
    """Runs until all is processed; returns the exit code."""
    code = subprocess.run(_command("run", "--once", "--config", str(config)), check=False).returncode
    if code == 0:
        print(_HINT)
    return code


def run_with_page(config: Path) -> int:
    """Runs until Ctrl-C, and shows the alerts on the page alone; returns the exit code."""
    address = f"127.0.0.1:{free_port()}"
    with (config / "monitor.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nweb:\n  listen: {address}\n")
    with subprocess.Popen(_command("run", "--config", str(config)), stdout=subprocess.DEVNULL) as program:
        with contextlib.suppress(KeyboardInterrupt):  # the terminal sends it to the program, too
            if _answers(f"http://{address}/livez", program):
                print(f"The page: http://{address}/", flush=True)
                print(f"Commands: .venv/bin/wirewatch status --config {config}", flush=True)
            program.wait()
        return program.wait()


def free_port() -> int:
    """The usual port, or any other where that is taken."""
    for port in (USUAL_PORT, 0):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)) as listener:
            return int(listener.getsockname()[1])
    raise OSError("no port is free on 127.0.0.1")


def _answers(address: str, program: "subprocess.Popen[bytes]") -> bool:
    """Waits until `address` answers; False where `program` ended before."""
    while program.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return True
        except OSError:
            time.sleep(_LOOK_SECONDS)
    return False


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "monitor.cli", *arguments]


if __name__ == "__main__":
    main()
