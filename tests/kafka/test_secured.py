"""A Kafka that expects TLS or a login: with the right settings all works, with wrong ones it is said which."""

import asyncio
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import WirewatchError
from monitor.log.base import TopicPartition, TopicSpec
from monitor.log.kafka.log import KafkaLog
from monitor.log.kafka.security import PLAIN, KafkaSecurity, SaslMechanism, SecurityProtocol
from monitor.secret import Secret
from seeds.serve import SeedServer
from tests.config.builders import directory
from tests.kafka.clean import empty
from tests.kafka.secured import PASSWORD, USER, SecuredKafka
from tests.log.engines import collect, fresh, values
from tests.seeds.morning import expected_alerts
from tests.services.processes import ServiceUnavailable
from tests.whole.installation import Installation

CLEAR, LOGIN, TLS = SecurityProtocol.SASL_PLAINTEXT, SecurityProtocol.SASL_SSL, SecurityProtocol.SSL
RIGHT = [
    ("TLS", TLS, {}),
    ("MUTUAL", TLS, {"certificate_file": "client"}),
    *[("LOGIN", LOGIN, {"mechanism": mechanism}) for mechanism in SaslMechanism],
    ("CLEAR", CLEAR, {"mechanism": SaslMechanism.PLAIN}),
    ("CLEAR", CLEAR, {"mechanism": SaslMechanism.SCRAM_SHA_256}),
]
WRONG = [
    ("LOGIN", LOGIN, {"password": Secret("wrong horse")}, "refuses kafka.user with kafka.password"),
    ("CLEAR", CLEAR, {"user": Secret("nobody")}, "refuses kafka.user with kafka.password"),
    ("LOGIN", LOGIN, {"mechanism": SaslMechanism.PLAIN, "password": Secret("wrong horse")}, "refuses kafka.user"),
    ("SCRAM", LOGIN, {"mechanism": SaslMechanism.PLAIN}, "offers no sasl_mechanism PLAIN"),
    ("TLS", TLS, {"ca_file": "stranger"}, "signed by no authority in kafka.ca_file .*stranger.pem"),
    ("TLS", TLS, {"ca_file": None}, "signed by no authority that the system trusts; set kafka.ca_file"),
    ("EXPIRED", TLS, {}, "the broker's certificate has expired"),
    ("FOREIGN", TLS, {}, "for another host name; name it in `broker`"),
    ("MUTUAL", TLS, {}, "asks for kafka.certificate_file"),
    ("MUTUAL", TLS, {"certificate_file": "selfmade"}, "refuses kafka.certificate_file"),
    ("ASTRAY", TLS, {}, "names its brokers .advertised.listeners.*no answer"),
    ("TLS", SecurityProtocol.PLAINTEXT, {}, "may expect another kafka.security_protocol than PLAINTEXT"),
    ("CLEAR", SecurityProtocol.PLAINTEXT, {}, "may expect another kafka.security_protocol than PLAINTEXT"),
    ("CLEAR", TLS, {}, "may expect another kafka.security_protocol than SSL"),
    ("LOGIN", TLS, {}, "may expect another kafka.security_protocol than SSL"),
    ("TLS", LOGIN, {}, "asks for no login; .* than SASL_SSL"),
    ("LOGIN", CLEAR, {}, "may expect another kafka.security_protocol than SASL_PLAINTEXT"),
]


@pytest.fixture(scope="module")
def kafka() -> Iterator[SecuredKafka]:
    server = SecuredKafka()
    try:
        server.start()
    except ServiceUnavailable as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.stop()


def security(kafka: SecuredKafka, protocol: SecurityProtocol, settings: dict[str, Any]) -> KafkaSecurity:
    """Right settings for `protocol`, except for `settings`; a word there is the name of a file of certificates."""
    if not protocol.has_tls and not protocol.has_login:
        return PLAIN
    files = {"client": kafka.certificates.client, "stranger": kafka.certificates.stranger}
    files |= {"selfmade": kafka.certificates.selfmade}
    named = {key: files.get(value, value) for key, value in settings.items()}
    login = {"user": Secret(USER), "password": Secret(PASSWORD), "mechanism": SaslMechanism.SCRAM_SHA_512}
    given = {"ca_file": kafka.certificates.ca, **(login if protocol.has_login else {}), **named}
    return KafkaSecurity(protocol=protocol, **given)


async def opened(kafka: SecuredKafka, listener: str, protocol: SecurityProtocol, settings: dict[str, Any]) -> KafkaLog:
    servers = kafka.broker(listener).removeprefix("kafka://")
    return await KafkaLog.open(servers, security=security(kafka, protocol, settings))


@pytest.mark.kafka
@pytest.mark.parametrize(("listener", "protocol", "settings"), RIGHT)
async def test_every_kind_of_client_gets_through(
    kafka: SecuredKafka, listener: str, protocol: SecurityProtocol, settings: dict[str, Any]
) -> None:
    log, topic = await opened(kafka, listener, protocol, settings), fresh("topic")
    await log.create_topics([TopicSpec(topic)])
    await log.produce(topic, b"k", b"secured")
    consumer = await log.consumer(fresh("group"), [topic])
    assert values(await collect(1, consumer)) == [b"secured"]
    assert values(await log.read(TopicPartition(topic, 0), 0)) == [b"secured"]
    await log.close()


@pytest.mark.kafka
@pytest.mark.parametrize(("listener", "protocol", "settings", "told"), WRONG)
async def test_a_wrong_setting_is_named_in_one_line_and_soon(
    kafka: SecuredKafka, listener: str, protocol: SecurityProtocol, settings: dict[str, Any], told: str
) -> None:
    with pytest.raises(WirewatchError) as raised:
        async with asyncio.timeout(30):
            await opened(kafka, listener, protocol, settings)
    message = str(raised.value)
    assert re.search(told, message), message
    assert re.match(r"kafka localhost:\d+", message)
    assert "\n" not in message
    assert not [secret for secret in (PASSWORD, "hunter2", "wrong horse") if secret in message]


@pytest.mark.kafka
@pytest.mark.slow(20)
@pytest.mark.timeout(200)
@pytest.mark.parametrize("listener", ["LOGIN", "MUTUAL"])
async def test_the_whole_program_runs_on_it(
    kafka: SecuredKafka, listener: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "KAFKA_PASSWORD", PASSWORD)
    (tmp_path / "user").write_text(f"{USER}\n")
    login = {"user": {"file": "user"}, "password": {"env": "KAFKA_PASSWORD"}, "sasl_mechanism": "SCRAM-SHA-512"}
    asked = {"certificate_file": str(kafka.certificates.client), "ca_file": str(kafka.certificates.ca)}
    how = {
        "LOGIN": {"security_protocol": "SASL_SSL", "ca_file": str(kafka.certificates.ca), **login},
        "MUTUAL": {"security_protocol": "SSL", **asked},
    }
    await empty(kafka.address)
    with SeedServer() as server:
        installation = Installation(
            server.write_config(tmp_path), broker=kafka.broker(listener), more={"kafka": how[listener]}
        )
        assert "created" in installation.output("topics", "create")
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
    assert len(installation.alert_ids()) == sum(expected_alerts().values())
    assert installation.output("deadletters", "list").startswith("0 dead letters")
    assert PASSWORD not in installation.log.read_text()


@pytest.mark.kafka
@pytest.mark.slow(3)
@pytest.mark.parametrize("command", [("run", "--once"), ("topics", "create"), ("alerts",)])
def test_a_wrong_password_is_one_line_of_every_command(
    kafka: SecuredKafka, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "KAFKA_PASSWORD", "wrong horse")
    login = {"user": USER, "password": {"env": "KAFKA_PASSWORD"}, "sasl_mechanism": "SCRAM-SHA-256"}
    how = {"security_protocol": "SASL_PLAINTEXT", **login}
    target = directory(tmp_path, monitor="version: 1\n")
    installation = Installation(target, broker=kafka.broker("CLEAR"), more={"kafka": how})
    assert installation.finish(*command) == 1
    (line,) = installation.log.read_text().splitlines()
    assert "the broker refuses kafka.user with kafka.password (sasl_mechanism SCRAM-SHA-256)" in line
    assert "wrong horse" not in line
