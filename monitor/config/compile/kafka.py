"""The section `kafka` of `monitor.yaml` → KafkaSecurity."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.config.compile.secrets import fetch
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.kafka import KafkaShape
from monitor.config.shapes.secret import Reference
from monitor.errors import CertificateError
from monitor.log.kafka.security import PLAIN, KafkaSecurity, SaslMechanism, SecurityProtocol, tls
from monitor.secret import Secret

_LOGIN = ("sasl_mechanism", "user", "password")
_TLS = ("ca_file", "certificate_file", "key_file", "key_password")


def kafka_security(
    shape: KafkaShape | None, broker: str, file: YamlFile, directory: Path, environ: Mapping[str, str]
) -> KafkaSecurity:
    """How connections to `broker` are protected; what contradicts itself or cannot be used is reported in `file`."""
    if shape is None:
        return PLAIN
    if broker.startswith("sqlite:"):
        file.report(("kafka",), "expected a broker of kafka://HOST:PORT beside it", at_key=True)
    for key, problem in _contradictions(shape):
        file.report(("kafka", key), problem, at_key=True)
    if (shape.security_protocol, shape.sasl_mechanism) == (SecurityProtocol.SASL_PLAINTEXT, SaslMechanism.PLAIN):
        file.warn(
            ("kafka", "security_protocol"), "SASL_PLAINTEXT sends the password of PLAIN so that others may read it"
        )
    security = KafkaSecurity(
        protocol=shape.security_protocol,
        mechanism=shape.sasl_mechanism,
        user=_secret("user", shape.user, file, directory, environ),
        password=_secret("password", shape.password, file, directory, environ),
        ca_file=shape.ca_file and directory / shape.ca_file,
        certificate_file=shape.certificate_file and directory / shape.certificate_file,
        key_file=shape.key_file and directory / shape.key_file,
        key_password=_secret("key_password", shape.key_password, file, directory, environ),
    )
    try:
        tls(security)
    except CertificateError as error:
        file.report(("kafka", error.key), error.problem)
    return security


def _contradictions(shape: KafkaShape) -> Iterator[tuple[str, str]]:
    """Keys with what is wrong about them, beside the protocol."""
    protocol = shape.security_protocol
    for key in _LOGIN:
        given = getattr(shape, key) is not None
        if given and not protocol.has_login:
            yield key, f"needs security_protocol SASL_SSL or SASL_PLAINTEXT, not {protocol}"
        if not given and protocol.has_login:
            yield "security_protocol", f"{protocol} needs '{key}'"
    for key in _TLS:
        if getattr(shape, key) is not None and not protocol.has_tls:
            yield key, f"needs security_protocol SSL or SASL_SSL, not {protocol}"
    for key in ("key_file", "key_password"):
        if getattr(shape, key) is not None and shape.certificate_file is None:
            yield key, "needs 'certificate_file'"


def _secret(
    key: str, reference: Reference | None, file: YamlFile, directory: Path, environ: Mapping[str, str]
) -> Secret | None:
    if reference is None:
        return None
    try:
        return fetch(reference, directory, environ)
    except ValueError as error:
        file.report(("kafka", key), str(error))
        return None
