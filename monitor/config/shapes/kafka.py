"""How connections to Kafka are protected, as `monitor.yaml` says it. The names are those of Kafka's own settings."""

from typing import Annotated

from monitor.config.shapes.secret import SecretOnly, SecretOrText
from monitor.config.shapes.shape import Shape, one_of
from monitor.config.shapes.values import FilePath
from monitor.log.kafka.security import SaslMechanism, SecurityProtocol


class KafkaShape(Shape):
    """TLS and a login for every connection to the brokers of `broker`. The broker's certificate and its host name are
    always checked."""

    security_protocol: Annotated[SecurityProtocol, one_of(SecurityProtocol)]
    """What the brokers expect: `SSL` is TLS, `SASL_SSL` a login over TLS. `SASL_PLAINTEXT` sends the login readable for
    whoever is on the way."""
    sasl_mechanism: Annotated[SaslMechanism, one_of(SaslMechanism)] | None = None
    """How user and password are proved; needed with a login."""
    user: SecretOrText | None = None
    """Needed with a login."""
    password: SecretOnly | None = None
    """Needed with a login."""
    ca_file: FilePath | None = None
    """Certificates (PEM) of the authorities that sign for the brokers; relative to the configuration directory. Left
    out: those that the system trusts."""
    certificate_file: FilePath | None = None
    """Certificate (PEM) that this program shows to brokers which ask for one, its chain after it."""
    key_file: FilePath | None = None
    """Private key (PEM) of that certificate. Left out: it stands in `certificate_file`."""
    key_password: SecretOnly | None = None
    """Opens that key, where it is encrypted."""
