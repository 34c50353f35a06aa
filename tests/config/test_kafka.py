"""The section `kafka` of `monitor.yaml`: TLS and a login for the broker."""

from pathlib import Path

import pytest

from monitor.log.kafka.security import PLAIN, SaslMechanism, SecurityProtocol, tls
from tests.config.builders import directory, loaded, mistakes
from tests.kafka.secured import Certificates

ENVIRON = {"KAFKA_USER": "desk", "KAFKA_PASSWORD": "hunter2"}
LOGIN = "sasl_mechanism: PLAIN, user: desk, password: {env: KAFKA_PASSWORD}"


def section(text: str, broker: str = "kafka://kafka.example:9093") -> str:
    return "broker: " + broker + "\nkafka: {" + text + "}\n"


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    """Files beside the configuration: `ca.pem`, `client.pem` with its key, `locked.pem` with that key encrypted."""
    target = directory(tmp_path)
    (target / "notes.txt").write_text("to do")
    made = Certificates(target)
    made.encrypted("locked", "hunter2")
    return made


def test_without_it_connections_are_plain(tmp_path: Path) -> None:
    assert loaded(tmp_path, monitor="broker: kafka://kafka.example").settings.kafka == PLAIN


@pytest.mark.usefixtures("certificates")
def test_a_login_over_tls_takes_user_and_password_from_where_they_are_kept(tmp_path: Path) -> None:
    login = "sasl_mechanism: SCRAM-SHA-512, user: {env: KAFKA_USER}, password: {env: KAFKA_PASSWORD}"
    text = section(f"security_protocol: SASL_SSL, ca_file: ca.pem, {login}")
    kafka = loaded(tmp_path, ENVIRON, monitor=text).settings.kafka
    assert (kafka.protocol, kafka.mechanism) == (SecurityProtocol.SASL_SSL, SaslMechanism.SCRAM_SHA_512)
    assert kafka.user
    assert kafka.user.reveal() == "desk"
    assert kafka.password
    assert kafka.password.reveal() == "hunter2"
    assert "hunter2" not in repr(kafka)
    context = tls(kafka)
    assert context
    assert context.check_hostname
    assert len(context.get_ca_certs()) == 1


@pytest.mark.usefixtures("certificates")
def test_a_certificate_of_our_own_may_hold_its_key(tmp_path: Path) -> None:
    text = section("security_protocol: SSL, ca_file: ca.pem, certificate_file: client.pem")
    assert loaded(tmp_path, monitor=text).settings.kafka.certificate_file == tmp_path / "config" / "client.pem"


@pytest.mark.usefixtures("certificates")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sasl_mechanism: PLAIN", "missing key 'security_protocol'"),
        ("security_protocol: TLS", "expected PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not 'TLS'"),
        (
            f"security_protocol: SASL_SSL, {LOGIN.replace('PLAIN', 'SCRAM')}",
            "expected PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, not 'SCRAM'",
        ),
        (f"security_protocol: SSL, {LOGIN}", "needs security_protocol SASL_SSL or SASL_PLAINTEXT, not SSL"),
        ("security_protocol: SASL_SSL, user: a, password: {env: KAFKA_PASSWORD}", "SASL_SSL needs 'sasl_mechanism'"),
        ("security_protocol: SASL_SSL, user: a, sasl_mechanism: PLAIN", "SASL_SSL needs 'password'"),
        (f"security_protocol: SASL_PLAINTEXT, ca_file: ca.pem, {LOGIN}", "needs security_protocol SSL or SASL_SSL"),
        (f"security_protocol: SASL_SSL, {LOGIN.replace('{env: KAFKA_PASSWORD}', 'hunter2')}", "the secret itself"),
        (f"security_protocol: SASL_SSL, {LOGIN.replace('PASSWORD', 'PASSWD')}", "variable KAFKA_PASSWD is not set"),
        ("security_protocol: SSL, ca_file: none.pem", "none.pem cannot be read: No such file or directory"),
        ("security_protocol: SSL, ca_file: notes.txt", "notes.txt holds no certificate in PEM"),
        ("security_protocol: SSL, certificate_file: none.pem", "none.pem cannot be read: No such file or directory"),
        ("security_protocol: SSL, certificate_file: notes.txt", "notes.txt holds no certificate in PEM"),
        ("security_protocol: SSL, certificate_file: ca.pem", "ca.pem holds no private key in PEM"),
        ("security_protocol: SSL, certificate_file: client.pem, key_file: none.pem", "none.pem cannot be read"),
        ("security_protocol: SSL, certificate_file: client.pem, key_file: ca.pem", "ca.pem holds no private key"),
        ("security_protocol: SSL, key_file: client.pem", "needs 'certificate_file'"),
    ],
)
def test_what_contradicts_itself_or_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (found, *_) = mistakes(directory(tmp_path, monitor=section(text)), ENVIRON)
    assert found.startswith("monitor.yaml:2: ")
    assert told in found
    assert "hunter2" not in found


@pytest.mark.usefixtures("certificates")
def test_the_key_must_be_that_of_the_certificate(tmp_path: Path) -> None:
    text = section("security_protocol: SSL, certificate_file: client.pem, key_file: selfmade.pem")
    (found,) = mistakes(directory(tmp_path, monitor=text))
    assert found.endswith("selfmade.pem is not the key of the certificate")


@pytest.mark.usefixtures("certificates")
def test_an_encrypted_key_is_opened_by_its_password_and_nobody_is_asked_for_one(tmp_path: Path) -> None:
    text = section("security_protocol: SSL, certificate_file: client.pem, key_file: locked.pem{}")
    given = text.replace("{}", ", key_password: {env: KAFKA_PASSWORD}")
    assert mistakes(directory(tmp_path, monitor=given), ENVIRON) == []
    (wrong,) = mistakes(directory(tmp_path, monitor=given), {"KAFKA_PASSWORD": "wrong horse"})
    assert wrong.endswith("locked.pem is not opened by 'key_password'")
    (none,) = mistakes(directory(tmp_path, monitor=text.replace("{}", "")))
    assert none.endswith("locked.pem is encrypted and needs 'key_password'")


def test_on_the_embedded_log_there_is_nothing_to_protect(tmp_path: Path) -> None:
    text = section("security_protocol: SSL", broker="sqlite:///log.db")
    assert mistakes(directory(tmp_path, monitor=text)) == [
        "monitor.yaml:2: expected a broker of kafka://HOST:PORT beside it"
    ]


def test_a_password_that_others_may_read_is_warned_of(tmp_path: Path) -> None:
    for mechanism, warned in (("PLAIN", 1), ("SCRAM-SHA-256", 0)):
        login = LOGIN.replace("PLAIN", mechanism)
        found = loaded(tmp_path, ENVIRON, monitor=section(f"security_protocol: SASL_PLAINTEXT, {login}")).warnings
        told = [str(warning) for warning in found if "SASL_PLAINTEXT sends the password of PLAIN" in str(warning)]
        assert len(told) == warned
