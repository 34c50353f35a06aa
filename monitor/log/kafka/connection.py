"""What every client is opened with, and whether a connection comes about at all.

The client library logs why it has no connection and raises only that it has none. So the first connection is made by
hand: what is wrong is then one error, and nobody has to look for it in a log.
"""

import re
from typing import Any

from aiokafka.conn import create_conn  # type: ignore[import-untyped]
from aiokafka.errors import KafkaError  # type: ignore[import-untyped]
from aiokafka.protocol.metadata import MetadataRequest  # type: ignore[import-untyped]

from monitor.errors import LogError, WirewatchError
from monitor.log.kafka.failures import refused
from monitor.log.kafka.security import KafkaSecurity, tls

ANSWER_SECONDS = 10.0  # how long one question to the broker may take
REQUEST_SECONDS = 8.0  # after which the client gives a connection up and makes a new one; less than the former

_HOST = re.compile(r"\[?([^\]]+?)\]?:([0-9]+)")


class Connection:
    """The way to the brokers: `servers` is "host:port,host:port"."""

    def __init__(self, servers: str, security: KafkaSecurity) -> None:
        """Raises CertificateError for a file of `security` that cannot be used."""
        self.servers, self._security = servers, security
        self._protection: dict[str, Any] = {"security_protocol": str(security.protocol), "ssl_context": tls(security)}
        if security.protocol.has_login and security.user and security.password:
            self._protection |= {
                "sasl_mechanism": str(security.mechanism),
                "sasl_plain_username": security.user.reveal(),
                "sasl_plain_password": security.password.reveal(),
            }

    def settings(self, *, request_seconds: float = REQUEST_SECONDS) -> dict[str, Any]:
        """What a client of the library is made with; one request may take `request_seconds`."""
        timeout = {"request_timeout_ms": int(request_seconds * 1000)}
        return {"bootstrap_servers": self.servers, **timeout, **self._protection}

    async def check(self) -> None:
        """Returns once one of the brokers has been spoken to, at the address that it names itself by.

        Raises LogError that says what is wrong with the settings, or Transient where no broker answers.
        """
        failures: list[WirewatchError] = []
        for place in self.servers.split(","):
            try:
                return await self._check_named(place, await self._brokers(place))
            except WirewatchError as failure:
                failures.append(failure)
        raise next((failure for failure in failures if isinstance(failure, LogError)), failures[0])

    async def _check_named(self, place: str, named: list[str]) -> None:
        """Clients are sent on to the addresses in the brokers' `advertised.listeners`, which may lead nowhere."""
        failures: list[WirewatchError] = []
        for other in named:
            try:
                await self._brokers(other)
            except WirewatchError as failure:
                failures.append(failure)
            else:
                return
        if failures:
            sent_on = f"kafka {place} answers and names its brokers (advertised.listeners); of these, {failures[0]}"
            raise type(failures[0])(sent_on)

    async def _brokers(self, place: str) -> list[str]:
        """The brokers of the cluster, as the one at `place` names them."""
        host, port = _split(place)
        try:
            connection = await create_conn(
                host, port, request_timeout_ms=int(REQUEST_SECONDS * 1000), **self._protection
            )
            try:
                answer = await connection.send(MetadataRequest([]))
            finally:
                connection.close()
        except (KafkaError, OSError, TimeoutError) as error:
            raise refused(place, error, self._security) from error
        return [f"{broker[1]}:{broker[2]}" for broker in answer.brokers]


def _split(place: str) -> tuple[str, int]:
    found = _HOST.fullmatch(place)
    if not found:
        raise LogError(f"kafka {place}: expected HOST:PORT")
    return found[1], int(found[2])
