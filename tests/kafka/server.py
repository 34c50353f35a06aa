"""A real Apache Kafka for the tests: one KRaft node on loopback, alive as long as the test session.

Where it comes from, first that can be had: the address in WIREWATCH_TEST_KAFKA; jars that Maven resolves
(`pom.xml`, once, into `jars/`) run by Java 17 or later; a container of the official image.
"""

import atexit
import fcntl
import hashlib
import shutil
import socket
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from tests.services.processes import ServerProcess, ServiceUnavailable, check, run, wait_until

HERE = Path(__file__).parent
JARS = HERE / "jars"
IMAGE = "apache/kafka:4.1.0"
START_SECONDS = 120.0
MISSING = (
    "no Apache Kafka for the tests: install Java 17 and Maven (Debian: openjdk-17-jre-headless maven), or Docker, or "
    "name a running one in WIREWATCH_TEST_KAFKA=host:port (tests that kill it still need one of their own). To leave "
    "these tests out: WIREWATCH_TEST_KAFKA=skip."
)


class KafkaServer(Protocol):
    """A Kafka that tests talk to, and whose outages they cause."""

    address: str  # host:port

    def start(self) -> None:
        """Starts the broker, with the data it had before, and returns once it serves."""

    def kill(self) -> None:
        """Ends the broker as a power cut would (SIGKILL)."""

    def stop(self) -> None:
        """Ends the broker for good and deletes its data."""

    def log_tail(self) -> str:
        """The last lines of the broker's own log."""


def find_server() -> KafkaServer:
    """A server of our own, not yet started; raises ServiceUnavailable where none can be had."""
    if shutil.which("java") and (JARS.exists() or shutil.which("mvn")):
        return JarServer()
    if shutil.which("docker") and run(["docker", "info", "--format", "{{.ServerVersion}}"]).returncode == 0:
        return ContainerServer()
    raise ServiceUnavailable(MISSING)


def check_address(address: str) -> None:
    """Raises ServiceUnavailable where nobody listens at `address` (host:port)."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, ValueError) as error:
        raise ServiceUnavailable(f"WIREWATCH_TEST_KAFKA={address}: {error}") from error


class JarServer:
    """Kafka from jars, as a child process that does not outlive this one."""

    def __init__(self, more: Mapping[str, str] = MappingProxyType({}), format_: Sequence[str] = ()) -> None:
        """`more` settings, of which those of listeners are added, and arguments that `format_` its storage."""
        self._home, self._format = Path(tempfile.mkdtemp(prefix="wirewatch-kafka-")), format_
        self._config = self._home / "server.properties"
        self._process = ServerProcess(_java("kafka.Kafka", str(self._config)), self._home / "server.log")
        broker, controller = free_ports(2)
        self.address = f"127.0.0.1:{broker}"
        settings = _settings("127.0.0.1", broker, controller) | {"log.dirs": str(self._home / "data")}
        added = {name: f"{settings[name]},{value}" for name, value in more.items() if name in settings}
        settings |= {**more, **added}
        self._config.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        atexit.register(self.stop)

    def start(self) -> None:
        """Starts the broker; the first time it resolves the jars and formats the data directory."""
        resolve_jars()
        if not (self._home / "data").exists():
            cluster = uuid.uuid4().hex[:22]
            format_ = ["format", "--standalone", "-t", cluster, "-c", str(self._config)]
            check(run(_java("kafka.tools.StorageTool", *format_, *self._format)))
        self._process.start("Kafka Server started", START_SECONDS)

    def kill(self) -> None:
        """SIGKILL to the whole process group."""
        self._process.kill()

    def stop(self) -> None:
        """Nobody needs the data any more, so the quickest end is the best one."""
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def log_tail(self) -> str:
        """The last 40 lines."""
        return self._process.log_tail()


class ContainerServer:
    """Kafka from the official image."""

    def __init__(self) -> None:
        self._name = f"wirewatch-test-{uuid.uuid4().hex[:12]}"
        self._made = False
        (self._port,) = free_ports(1)
        self.address = f"127.0.0.1:{self._port}"
        atexit.register(self.stop)

    def start(self) -> None:
        """Makes the container the first time, starts the same one again later."""
        if self._made:
            check(run(["docker", "start", self._name]))
        else:
            check(run(["docker", "run", "--detach", "--name", self._name, *self._options(), IMAGE], 600))
            self._made = True
        self._wait_until_served()

    def kill(self) -> None:
        """SIGKILL to the container."""
        run(["docker", "kill", self._name])

    def stop(self) -> None:
        """Removes the container and its volumes."""
        if self._made:
            run(["docker", "rm", "--force", "--volumes", self._name])
            self._made = False

    def log_tail(self) -> str:
        """The last 40 lines."""
        return run(["docker", "logs", "--tail", "40", self._name]).stdout

    def _options(self) -> list[str]:
        settings = _settings("0.0.0.0", self._port, 9093)
        environment = [f"KAFKA_{name.upper().replace('.', '_')}={value}" for name, value in settings.items()]
        return [f"--publish=127.0.0.1:{self._port}:{self._port}", *(f"--env={pair}" for pair in environment)]

    def _wait_until_served(self) -> None:
        since = str(int(time.time()) - 1)
        logs = ["docker", "logs", "--since", since, self._name]
        if not wait_until(lambda: "Kafka Server started" in run(logs).stdout, START_SECONDS):
            raise ServiceUnavailable(f"Kafka did not start:\n{self.log_tail()}")


def _settings(bind: str, broker: int, controller: int) -> dict[str, str]:
    """One node that is broker and controller; groups form at once and may notice the dead within a second."""
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "listeners": f"PLAINTEXT://{bind}:{broker},CONTROLLER://{bind}:{controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
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


def resolve_jars() -> None:
    """Fills JARS once, and anew for another pom.xml; an interrupted resolution leaves nothing that looks complete."""
    marker = JARS / ("pom-" + hashlib.sha256((HERE / "pom.xml").read_bytes()).hexdigest()[:16])
    with (HERE / "pom.xml").open("rb") as pom:
        fcntl.flock(pom, fcntl.LOCK_EX)  # processes that run tests come here at once
        if not marker.exists():
            _resolve(marker.name)


def _resolve(marker: str) -> None:
    part = Path(tempfile.mkdtemp(prefix="jars.part-", dir=HERE))
    resolve = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Djars={part}", "dependency:copy-dependencies"]
    try:
        check(run(resolve, 600))
        (part / marker).touch()
        shutil.rmtree(JARS, ignore_errors=True)
        part.rename(JARS)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def run_java(main: str, *arguments: str) -> None:
    """Runs one of Kafka's own tools; raises ServiceUnavailable with what it printed where it fails."""
    check(run(_java(main, *arguments)))


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


_given: set[int] = set()


def free_ports(count: int) -> Sequence[int]:
    """Ports of loopback at which nobody listens at this moment, none of which this process was given before."""
    ports: list[int] = []
    with ExitStack() as listening:  # until all are found, so that none is found twice
        while len(ports) < count:
            port = listening.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
            if port not in _given:
                ports.append(port)
    _given.update(ports)
    return ports
