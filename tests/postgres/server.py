"""A real PostgreSQL for the tests: a cluster of its own on a Unix socket, alive as long as the test session.

Where it comes from, first that can be had: the address in WIREWATCH_TEST_POSTGRES; the programs that Debian's package
`postgresql` (or any other build) installed.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from tests.services.processes import ServerProcess, ServiceUnavailable, check, run

DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 120.0
MISSING = (
    "no PostgreSQL for the tests: install its server (Debian: postgresql), or name a running one, with a user who may "
    "make databases, in WIREWATCH_TEST_POSTGRES=postgresql://USER:PASSWORD@HOST/DATABASE. To leave these tests out: "
    "WIREWATCH_TEST_POSTGRES=skip."
)

# Nothing here has to survive a power cut.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "autovacuum=off")


def find_programs(places: Sequence[Path] | None = None) -> Path:
    """The directory of `initdb` and `postgres`; raises ServiceUnavailable where there is none."""
    for place in _places() if places is None else places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise ServiceUnavailable(MISSING)


def check_address(url: str) -> None:
    """Raises ServiceUnavailable where nobody lets us in at `url`."""
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        raise ServiceUnavailable(f"WIREWATCH_TEST_POSTGRES={url}: {error}") from error


class PostgresServer:
    """A new cluster, as a child process that does not outlive this one."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._home = Path(tempfile.mkdtemp(prefix="wirewatch-postgres-"))
        self._user = _unprivileged()
        self._process = ServerProcess(self._command(), self._home / "server.log", self._user)
        self.address = f"postgresql://wirewatch@/postgres?host={self._home}"
        atexit.register(self.stop)

    def start(self) -> None:
        """Makes the cluster and returns once it serves."""
        if self._user is not None:
            shutil.chown(self._home, self._user)
        data = str(self._home / "data")
        make = [str(self._programs / "initdb"), "-D", data, "-U", "wirewatch", "-A", "trust", "--no-sync"]
        check(run([*make, "--encoding=UTF8", "--locale=C"], user=self._user))
        self._process.start("ready to accept connections", START_SECONDS)

    def stop(self) -> None:
        """Ends it at once and deletes its data."""
        self._process.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def log_tail(self) -> str:
        """The last lines of the server's own log."""
        return self._process.log_tail()

    def _command(self) -> Sequence[str]:
        settings = (*_QUICK, "listen_addresses=", f"unix_socket_directories={self._home}")
        return [str(self._programs / "postgres"), "-D", str(self._home / "data"), *(f"-c{each}" for each in settings)]


def _places() -> Sequence[Path]:
    """Where the programs may be: what `pg_config` says, Debian's directories with the newest first, the PATH."""
    said = (
        subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        if (shutil.which("pg_config"))
        else ""
    )
    debian = sorted(DEBIAN.glob("*/bin"), key=lambda place: float(place.parent.name), reverse=True)
    return [*([Path(said)] if said else []), *debian, *map(Path, os.environ.get("PATH", "").split(os.pathsep))]


def _unprivileged() -> str | None:
    """PostgreSQL does not run as root: then as its own user, who has no files beside the database, or as nobody."""
    if os.geteuid() != 0:
        return None
    return "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
