"""How connections to Kafka are protected: TLS, and a login by SASL. The names are those of Kafka's own settings."""

import ssl
from enum import StrEnum
from pathlib import Path

from monitor.errors import CertificateError
from monitor.records import Record
from monitor.secret import Secret


class SecurityProtocol(StrEnum):
    """What a listener of a broker expects."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"  # TLS
    SASL_PLAINTEXT = "SASL_PLAINTEXT"  # a login, readable by whoever is on the way
    SASL_SSL = "SASL_SSL"  # a login, over TLS

    @property
    def has_tls(self) -> bool:
        """Whether the connection is encrypted."""
        return self in (SecurityProtocol.SSL, SecurityProtocol.SASL_SSL)

    @property
    def has_login(self) -> bool:
        """Whether the broker asks who we are."""
        return self in (SecurityProtocol.SASL_PLAINTEXT, SecurityProtocol.SASL_SSL)


class SaslMechanism(StrEnum):
    """How user and password are proved."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"


class KafkaSecurity(Record, frozen=True, kw_only=True):
    """The protection of every connection to the brokers; nothing where nothing is said."""

    protocol: SecurityProtocol = SecurityProtocol.PLAINTEXT
    mechanism: SaslMechanism | None = None  # needed by a login, as user and password are
    user: Secret | None = None
    password: Secret | None = None
    ca_file: Path | None = None  # PEM; None: the authorities that the system trusts
    certificate_file: Path | None = None  # PEM; the certificate that this program shows, its chain after it
    key_file: Path | None = None  # PEM; None: the key stands in the certificate's file
    key_password: Secret | None = None


PLAIN = KafkaSecurity()


def tls(security: KafkaSecurity) -> ssl.SSLContext | None:
    """What TLS is spoken with, None without TLS. The broker's certificate and its host name are always checked.

    Raises CertificateError for a file that cannot be used.
    """
    if not security.protocol.has_tls:
        return None
    context = _trusting(security.ca_file)
    if security.certificate_file is not None:
        _show(context, security.certificate_file, security.key_file, security.key_password)
    return context


def _trusting(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError:
        raise CertificateError("ca_file", f"{ca_file} holds no certificate in PEM") from None
    except OSError as error:
        raise CertificateError("ca_file", f"{ca_file} cannot be read: {error.strerror}") from None


def _show(context: ssl.SSLContext, certificate: Path, key: Path | None, password: Secret | None) -> None:
    for name, file in (("certificate_file", certificate), ("key_file", key)):
        try:
            _ = file and file.read_bytes()
        except OSError as error:
            raise CertificateError(name, f"{file} cannot be read: {error.strerror}") from None
    try:
        # without a password the library would ask for one on the terminal
        context.load_cert_chain(certificate, key, password.reveal if password else lambda: "")
    except ssl.SSLError as error:
        raise CertificateError(*_unusable(error, certificate, key, protected=password is not None)) from None
    except ValueError:  # a password of more than 1,023 bytes
        raise CertificateError("key_password", "is too long") from None


def _unusable(error: ssl.SSLError, certificate: Path, key: Path | None, *, protected: bool) -> tuple[str, str]:
    """The key of the setting that is wrong, and what is wrong with it."""
    holder = "certificate_file" if key is None else "key_file"
    encrypted = b"ENCRYPTED" in (key or certificate).read_bytes()
    if error.reason == "KEY_VALUES_MISMATCH":
        return holder, f"{key or certificate} is not the key of the certificate"
    if encrypted:
        problem = "is not opened by 'key_password'" if protected else "is encrypted and needs 'key_password'"
        return "key_password" if protected else holder, f"{key or certificate} {problem}"
    if b"BEGIN CERTIFICATE" not in certificate.read_bytes():
        return "certificate_file", f"{certificate} holds no certificate in PEM"
    return holder, f"{key or certificate} holds no private key in PEM"
