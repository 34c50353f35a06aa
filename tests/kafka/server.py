"""A real Apache Kafka for the tests: one KRaft node on loopback, alive as long as the test session.

Where it comes from, first that can be had: the address in WIREWATCH_TEST_KAFKA; jars that Maven resolves
(`pom.xml`, once, into `jars/`) run by Java 17 or later; a container of the official image.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).parent
JARS = HERE / "jars"
IMAGE = "apache/kafka:4.1.0"
START_SECONDS = 60.0
MISSING = (
    "no Apache Kafka for the tests: install Java 17 and Maven (Debian: openjdk-17-jre-headless maven), or Docker, or "
    "name a running one in WIREWATCH_TEST_KAFKA=host:port. To leave these tests out: WIREWATCH_TEST_KAFKA=skip."
)


class KafkaUnavailable(Exception):
    """No Kafka can be had or it does not do what was asked; the message says why."""


class KafkaServer(Protocol):
    """A Kafka that tests talk to, and whose outages they cause."""

    bootstrap: str  # host:port

    def start(self) -> None:
        """Starts the broker, with the data it had before, and returns once it serves."""

    def kill(self) -> None:
        """Ends the broker as a power cut would (SIGKILL)."""

    def stop(self) -> None:
        """Ends the broker for good and deletes its data."""

    def log_tail(self) -> str:
        """The last lines of the broker's own log."""


def find_server(address: str) -> KafkaServer:
    """The server that `address` (host:port) names, else one of our own, not yet started."""
    if address:
        return ForeignServer(address)
    if shutil.which("java") and (JARS.exists() or shutil.which("mvn")):
        return JarServer()
    if shutil.which("docker") and _run(["docker", "info", "--format", "{{.ServerVersion}}"]).returncode == 0:
        return ContainerServer()
    raise KafkaUnavailable(MISSING)


class ForeignServer:
    """A Kafka that somebody else runs; it cannot be killed by tests."""

    def __init__(self, address: str) -> None:
        self.bootstrap = address

    def start(self) -> None:
        """Only checks that somebody listens."""
        host, _, port = self.bootstrap.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=10).close()
        except (OSError, ValueError) as error:
            raise KafkaUnavailable(f"WIREWATCH_TEST_KAFKA={self.bootstrap}: {error}") from error

    def kill(self) -> None:
        """Refuses."""
        raise KafkaUnavailable("this test kills its Kafka, and WIREWATCH_TEST_KAFKA names one that is not ours to kill")

    def stop(self) -> None:
        """Leaves it running."""

    def log_tail(self) -> str:
        """Somebody else has it."""
        return ""


class JarServer:
    """Kafka from jars, as a child process that does not outlive this one."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="wirewatch-kafka-"))
        self._log = self._home / "server.log"
        self._config = self._home / "server.properties"
        self._process: subprocess.Popen[bytes] | None = None
        # to Linux the parent is the thread that made the process: one that lives as long as the tests
        self._spawner = ThreadPoolExecutor(1)
        broker, controller = _free_ports(2)
        self.bootstrap = f"127.0.0.1:{broker}"
        settings = _settings("127.0.0.1", broker, controller) | {"log.dirs": str(self._home / "data")}
        self._config.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        atexit.register(self.stop)

    def start(self) -> None:
        """Starts the broker; the first time it resolves the jars and formats the data directory."""
        _resolve_jars()
        if not (self._home / "data").exists():
            cluster = uuid.uuid4().hex[:22]
            format_ = ["format", "--standalone", "-t", cluster, "-c", str(self._config)]
            _check(_run(_java("kafka.tools.StorageTool", *format_)))
        self._process = self._spawner.submit(self._spawn).result()
        self._wait_until_served()

    def kill(self) -> None:
        """SIGKILL to the whole process group."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """Nobody needs the data any more, so the quickest end is the best one."""
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def log_tail(self) -> str:
        """The last 40 lines."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return "\n".join(text.splitlines()[-40:])

    def _spawn(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            log.write(b"--- start ---\n")
            log.flush()
            # a session of its own: Ctrl-C at the tests must not reach the broker before they have closed
            return subprocess.Popen(
                [*_die_with_parent(), *_java("kafka.Kafka", str(self._config))],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait_until_served(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "Kafka Server started" not in self._log.read_text(errors="replace").rpartition("--- start ---")[2]:
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                raise KafkaUnavailable(f"Kafka did not start:\n{self.log_tail()}")
            time.sleep(0.05)


class ContainerServer:
    """Kafka from the official image."""

    def __init__(self) -> None:
        self._name = f"wirewatch-test-{uuid.uuid4().hex[:12]}"
        self._made = False
        (self._port,) = _free_ports(1)
        self.bootstrap = f"127.0.0.1:{self._port}"
        atexit.register(self.stop)

    def start(self) -> None:
        """Makes the container the first time, starts the same one again later."""
        if self._made:
            _check(_run(["docker", "start", self._name]))
        else:
            _check(_run(["docker", "run", "--detach", "--name", self._name, *self._options(), IMAGE], 600))
            self._made = True
        self._wait_until_served()

    def kill(self) -> None:
        """SIGKILL to the container."""
        _run(["docker", "kill", self._name])

    def stop(self) -> None:
        """Removes the container and its volumes."""
        if self._made:
            _run(["docker", "rm", "--force", "--volumes", self._name])
            self._made = False

    def log_tail(self) -> str:
        """The last 40 lines."""
        return _run(["docker", "logs", "--tail", "40", self._name]).stdout

    def _options(self) -> list[str]:
        settings = _settings("0.0.0.0", self._port, 9093)
        environment = [f"KAFKA_{name.upper().replace('.', '_')}={value}" for name, value in settings.items()]
        return [f"--publish=127.0.0.1:{self._port}:{self._port}", *(f"--env={pair}" for pair in environment)]

    def _wait_until_served(self) -> None:
        since = str(int(time.time()) - 1)
        deadline = time.monotonic() + START_SECONDS
        while "Kafka Server started" not in _run(["docker", "logs", "--since", since, self._name]).stdout:
            if time.monotonic() > deadline:
                raise KafkaUnavailable(f"Kafka did not start:\n{self.log_tail()}")
            time.sleep(0.2)


def _settings(bind: str, broker: int, controller: int) -> dict[str, str]:
    """One node that is broker and controller; groups form at once and may notice the dead within a second."""
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "listeners": f"PLAINTEXT://{bind}:{broker},CONTROLLER://{bind}:{controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}",
        "controller.listener.names": "CONTROLLER",
        "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller}",
        "auto.create.topics.enable": "false",
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "1",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.num.partitions": "1",
        "transaction.state.log.min.isr": "1",
        "group.initial.rebalance.delay.ms": "0",
        # a broker that was killed may register again as soon as its old session has ended
        "broker.heartbeat.interval.ms": "200",
        "broker.session.timeout.ms": "1000",
        "group.min.session.timeout.ms": "1000",
        "log.cleaner.dedupe.buffer.size": "16777216",
    }


def _resolve_jars() -> None:
    """Fills JARS once; a resolution that was interrupted leaves nothing that looks complete."""
    if JARS.exists():
        return
    part = Path(tempfile.mkdtemp(prefix="jars.part-", dir=HERE))
    resolve = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Djars={part}", "dependency:copy-dependencies"]
    try:
        _check(_run(resolve, 600))
        part.rename(JARS)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _java(main: str, *arguments: str) -> Sequence[str]:
    quick = ["-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]
    logger = "-Dorg.slf4j.simpleLogger."
    log = [
        f"{logger}defaultLogLevel=warn",
        f"{logger}log.kafka.server.KafkaRaftServer=info",
        f"{logger}log.org.apache.kafka.coordinator=info",
        f"{logger}showDateTime=true",
        f"{logger}dateTimeFormat=HH:mm:ss.SSS",
    ]
    return ["java", *quick, *log, "-cp", f"{JARS}/*", main, *arguments]


def _die_with_parent() -> Sequence[str]:
    """Where the system can, the broker also ends when the tests are killed with SIGKILL."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _run(command: Sequence[str], seconds: float = 60) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds, check=False
    )


def _check(result: "subprocess.CompletedProcess[str]") -> None:
    if result.returncode:
        raise KafkaUnavailable(f"{' '.join(result.args)} failed:\n{result.stdout[-4000:]}")


def _free_ports(count: int) -> Sequence[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in sockets]
    for listener in sockets:
        listener.close()
    return ports
