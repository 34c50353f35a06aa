"""A Kafka to which every connection goes through a proxy, which may go silent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.kafka.server import JarServer, free_ports
from tests.services.processes import ServiceUnavailable
from tests.services.proxy import Proxy


@contextmanager
def kafka_behind(proxies: list[Proxy]) -> Iterator[str]:
    """The address of a Kafka of our own that names itself by that of a proxy, so that every connection goes through."""
    (port,) = free_ports(1)
    with Proxy(lambda: socket.create_connection(("127.0.0.1", port))) as proxy:
        proxies.append(proxy)
        server = JarServer(
            {
                "listeners": f"PROXIED://127.0.0.1:{port}",
                "advertised.listeners": f"PROXIED://127.0.0.1:{proxy.port}",
                "listener.security.protocol.map": "PROXIED:PLAINTEXT",
            }
        )
        try:
            server.start()
        except ServiceUnavailable as error:
            pytest.fail(str(error), pytrace=False)
        yield f"kafka://127.0.0.1:{proxy.port}"
        server.stop()
