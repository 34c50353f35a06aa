"""A real Kafka whose listeners expect TLS or a login, each in a way of its own."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trustme
from cryptography.hazmat.primitives import serialization

from tests.kafka.server import JarServer, free_ports

USER = "desk"
PASSWORD = "hunter2 @/#:%"  # with all that would have to be escaped somewhere
_SASL = "org.apache.kafka.common.security"
_MECHANISMS = "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512"
# Kafka's names of listeners, with the protocol of each.
LISTENERS = {
    "TLS": "SSL",
    "MUTUAL": "SSL",  # asks for a certificate
    "LOGIN": "SASL_SSL",
    "CLEAR": "SASL_PLAINTEXT",
    "SCRAM": "SASL_SSL",  # knows SCRAM-SHA-512 only
    "EXPIRED": "SSL",
    "FOREIGN": "SSL",  # shows the certificate of another host
    "ASTRAY": "SSL",  # names itself by an address at which nobody listens
}


class Certificates:
    """An authority, and files of certificates that it signed or that a stranger did."""

    def __init__(self, directory: Path) -> None:
        self._directory, self._authority = directory, trustme.CA()
        self._authority.cert_pem.write_to_path(directory / "ca.pem")
        trustme.CA().cert_pem.write_to_path(directory / "stranger.pem")
        self.ca, self.stranger = directory / "ca.pem", directory / "stranger.pem"
        self.client = self.issue("client", "desk.example")
        self.selfmade = self.issue("selfmade", "desk.example", by=trustme.CA())

    def issue(self, name: str, host: str, *, days: int = 30, by: trustme.CA | None = None) -> Path:
        """A file with a key and its certificate for `host`, which ends in so many days, signed by our authority."""
        end = datetime.now(UTC) + timedelta(days=days)
        made = (by or self._authority).issue_cert(host, not_before=end - timedelta(days=60), not_after=end)
        key = serialization.load_pem_private_key(made.private_key_pem.bytes(), None)
        return self._write(name, made, self._pem(key, serialization.NoEncryption()))

    def encrypted(self, name: str, password: str) -> Path:
        """The key of the client alone, opened by `password`."""
        key = serialization.load_pem_private_key(self.client.read_bytes(), None)
        file = self._directory / f"{name}.pem"
        file.write_bytes(self._pem(key, serialization.BestAvailableEncryption(password.encode())))
        return file

    def _write(self, name: str, made: trustme.LeafCert, key: bytes) -> Path:
        file = self._directory / f"{name}.pem"
        file.write_bytes(key + b"".join(blob.bytes() for blob in made.cert_chain_pems))
        return file

    def _pem(self, key: Any, encryption: serialization.KeySerializationEncryption) -> bytes:
        pem: bytes = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
        return pem


class SecuredKafka(JarServer):
    """One broker with a listener for each of LISTENERS, beside the plain one that it speaks to itself on."""

    def __init__(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="wirewatch-certificates-"))
        self.certificates = Certificates(self.directory)
        self._ports = dict(zip(LISTENERS, free_ports(len(LISTENERS)), strict=True))
        users = [f"{mechanism}=[name={USER},password={_quoted(PASSWORD)}]" for mechanism in _MECHANISMS.split(",")[1:]]
        super().__init__(self._settings(), [word for user in users for word in ("--add-scram", user)])

    def broker(self, listener: str) -> str:
        """The address of a listener, as `broker` names it."""
        return f"kafka://localhost:{self._ports[listener]}"

    def stop(self) -> None:
        """Also deletes the certificates."""
        super().stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _settings(self) -> Mapping[str, str]:
        certificates = self.certificates
        shown = dict.fromkeys(LISTENERS, certificates.issue("server", "localhost"))
        shown |= {"EXPIRED": certificates.issue("expired", "localhost", days=-1)}
        shown |= {"FOREIGN": certificates.issue("foreign", "kafka.example")}
        (nowhere,) = free_ports(1)
        listeners = ",".join(f"{name}://localhost:{port}" for name, port in self._ports.items())
        advertised = listeners.replace(f"ASTRAY://localhost:{self._ports['ASTRAY']}", f"ASTRAY://localhost:{nowhere}")
        settings = {"listeners": listeners, "advertised.listeners": advertised}
        settings |= {"listener.security.protocol.map": ",".join(f"{name}:{kind}" for name, kind in LISTENERS.items())}
        for name in LISTENERS:
            settings |= self._listener(f"listener.name.{name.lower()}.", name, shown[name])
        return settings

    def _listener(self, prefix: str, name: str, shown: Path) -> Mapping[str, str]:
        settings = {
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": str(shown),
            "ssl.truststore.type": "PEM",
            "ssl.truststore.location": str(self.certificates.ca),
            "ssl.client.auth": "required" if name == "MUTUAL" else "none",
            "sasl.enabled.mechanisms": "SCRAM-SHA-512" if name == "SCRAM" else _MECHANISMS,
            "plain.sasl.jaas.config": f"{_SASL}.plain.PlainLoginModule required user_{USER}={_quoted(PASSWORD)};",
        }
        for mechanism in _MECHANISMS.split(",")[1:]:
            module = f"{_SASL}.scram.ScramLoginModule required;"
            settings |= {f"{mechanism.lower()}.sasl.jaas.config": module}
        return {prefix + key: value for key, value in settings.items()}


def _quoted(text: str) -> str:
    return f'"{text}"'
