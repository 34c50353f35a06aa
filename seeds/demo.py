"""`make demo`: the real program over a morning of news.

Serves the seeds' feeds on loopback, runs `wirewatch run --once` on the embedded log in a directory of its own until all
is processed, and leaves nothing behind. The alerts show as they come; the program's own summary ends it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from seeds.serve import SeedServer


def main() -> int:
    """Runs the demo; returns the exit code of the program."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-demo-") as directory, SeedServer() as server:
        config = server.write_config(Path(directory) / "config")
        command = [sys.executable, "-m", "monitor.cli", "run", "--once", "--config", str(config)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
