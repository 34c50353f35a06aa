"""What an error of the client library means to the rest of the program, in words that say what to do about it."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from aiokafka.errors import (  # type: ignore[import-untyped]
    IllegalSaslStateError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from monitor.errors import LogError, Transient, Unprocessable, WirewatchError
from monitor.log.kafka.security import KafkaSecurity

_EXPIRED, _WRONG_NAME = 10, 62  # X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH of OpenSSL
# Alerts by which a broker turns down the certificate that we show, or that we show none.
_TURNED_DOWN = ("ALERT_CERTIFICATE", "ALERT_BAD_CERTIFICATE", "ALERT_UNKNOWN_CA", "CERTIFICATE_REQUIRED")


@contextmanager
def translated(servers: str) -> Iterator[None]:
    """Turns the client's errors into the vocabulary of `monitor.errors`."""
    try:
        yield
    except MessageSizeTooLargeError as error:
        raise Unprocessable(f"kafka {servers}: {error}") from error
    except KafkaError as error:
        unavailable = error.retriable or isinstance(error, KafkaTimeoutError)
        raise (Transient if unavailable else LogError)(f"kafka {servers}: {error!r}") from error
    except (TimeoutError, OSError) as error:
        raise Transient(f"kafka {servers}: no answer: {error!r}") from error


def refused(place: str, error: BaseException, security: KafkaSecurity) -> WirewatchError:
    """Why no connection to the broker at `place` came about: LogError where waiting helps nothing, else Transient."""
    causes = list(_causes(error))
    for cause in causes:
        if (reason := _final(cause, security)) is not None:
            return LogError(f"kafka {place}: {reason}")
    if isinstance(error, KafkaError) and any(isinstance(each, EOFError | ConnectionResetError) for each in causes):
        return LogError(f"kafka {place}: the broker ended the connection; {_expectation(security)}")
    return Transient(f"kafka {place}: no answer: {_last_words(causes)}")


def _final(error: BaseException, security: KafkaSecurity) -> str | None:
    """What is wrong, where waiting does not mend it."""
    return _no_login(error, security) or _no_tls(error, security)


def _no_login(error: BaseException, security: KafkaSecurity) -> str | None:
    match error:
        case SaslAuthenticationFailed():
            return f"the broker refuses kafka.user with kafka.password (sasl_mechanism {security.mechanism})"
        case UnsupportedSaslMechanismError():
            return f"the broker offers no sasl_mechanism {security.mechanism}"
        case IllegalSaslStateError():
            return f"the broker asks for no login; {_expectation(security)}"
    return None


def _no_tls(error: BaseException, security: KafkaSecurity) -> str | None:
    match error:
        case ssl.SSLCertVerificationError():
            return _untrusted(error, security)
        case ssl.SSLError():
            return _turned_down(error, security)
        case ConnectionResetError() if security.protocol.has_tls:
            return f"no TLS: {error.strerror or 'the connection was reset'}; {_expectation(security)}"
    return None


def _untrusted(error: ssl.SSLCertVerificationError, security: KafkaSecurity) -> str:
    if error.verify_code == _EXPIRED:
        return "the broker's certificate has expired"
    if error.verify_code == _WRONG_NAME:
        return "the broker's certificate is for another host name; name it in `broker` as the certificate does"
    file = security.ca_file
    trusted = f"in kafka.ca_file {file}" if file else "that the system trusts; set kafka.ca_file"
    return f"the broker's certificate is signed by no authority {trusted} ({error.verify_message})"


def _turned_down(error: ssl.SSLError, security: KafkaSecurity) -> str:
    reason = error.reason or "the connection ended"
    if any(each in reason for each in _TURNED_DOWN):
        shown = "refuses kafka.certificate_file" if security.certificate_file else "asks for kafka.certificate_file"
        return f"the broker {shown} ({reason.replace('_', ' ').lower()})"
    return f"no TLS ({reason.replace('_', ' ').lower()}); {_expectation(security)}"


def _expectation(security: KafkaSecurity) -> str:
    return f"it may expect another kafka.security_protocol than {security.protocol}"


def _last_words(causes: list[BaseException]) -> str:
    last = causes[-1]
    if isinstance(last, TimeoutError | asyncio.TimeoutError) and not str(last):
        return "timed out"
    return getattr(last, "strerror", None) or str(last) or type(last).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
