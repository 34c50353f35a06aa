"""A real Kafka that lets the user `desk` do what docs/kafka.md asks for, and nothing else."""

from collections.abc import Mapping

from tests.kafka.server import JarServer, free_ports, run_java

USER, PASSWORD = "desk", "hunter2"
_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule"
_RIGHTS = (
    ("--topic", "news.", ("Create", "Describe", "Read", "Write")),
    ("--group", "wirewatch", ("Read",)),
)


class LimitedKafka(JarServer):
    """One broker with a listener for the user, at `limited`, beside the plain one, on which all is allowed."""

    def __init__(self) -> None:
        (port,) = free_ports(1)
        self.limited = f"127.0.0.1:{port}"
        super().__init__(self._settings())

    def start(self) -> None:
        """Also gives the user its rights."""
        super().start()
        for kind, prefix, operations in _RIGHTS:
            words = ["--add", "--allow-principal", f"User:{USER}", kind, prefix]
            words += ["--resource-pattern-type", "prefixed"]
            words += [word for each in operations for word in ("--operation", each)]
            run_java("org.apache.kafka.tools.AclCommand", "--bootstrap-server", self.address, *words)

    def _settings(self) -> Mapping[str, str]:
        return {
            "listeners": f"LIMITED://{self.limited}",
            "advertised.listeners": f"LIMITED://{self.limited}",
            "listener.security.protocol.map": "LIMITED:SASL_PLAINTEXT",
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
            "listener.name.limited.sasl.enabled.mechanisms": "PLAIN",
            "listener.name.limited.plain.sasl.jaas.config": f'{_MODULE} required user_{USER}="{PASSWORD}";',
        }
