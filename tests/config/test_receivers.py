"""`receivers.yaml`: where alerts go, and where the secrets for that come from."""

from collections.abc import Mapping
from pathlib import Path

from monitor.notify.spec import AppriseTarget, Console, File, ReceiverSpec, Webhook
from monitor.records import Severity
from monitor.secret import Secret
from tests.config.builders import directory, loaded

SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def receiver(root: Path, text: str, environ: Mapping[str, str] | None = None) -> ReceiverSpec:
    return loaded(root, environ, receivers=f"receivers:\n  desk: {text}").receivers[0]


def test_the_console_needs_nothing(tmp_path: Path) -> None:
    assert receiver(tmp_path, "{type: console}") == Console(name="desk")


def test_a_file_is_kept_in_the_data_directory(tmp_path: Path) -> None:
    expected = File(name="desk", path=str(tmp_path / "config/data/alerts.jsonl"), min_severity=Severity.HIGH)
    assert receiver(tmp_path, "{type: file, path: alerts.jsonl, min_severity: high}") == expected


def test_a_webhook_is_signed_with_a_secret_from_the_environment(tmp_path: Path) -> None:
    text = "{type: webhook, url: https://desk.example/hook, secret: {env: DESK_SECRET}}"
    expected = Webhook(name="desk", url=Secret("https://desk.example/hook"), secret=Secret(SIGNING))
    assert receiver(tmp_path, text, {"DESK_SECRET": SIGNING}) == expected


def test_a_secret_in_a_file_is_read_without_the_line_end(tmp_path: Path) -> None:
    (directory(tmp_path) / "phone").write_text("json://desk.example/hook\n")
    expected = AppriseTarget(name="desk", url=Secret("json://desk.example/hook"))
    assert receiver(tmp_path, "{type: apprise, url: {file: phone}}") == expected


def test_no_secret_shows_in_what_is_printed_of_a_configuration(tmp_path: Path) -> None:
    text = "{type: webhook, url: {env: URL}, secret: {env: DESK_SECRET}}"
    found = receiver(tmp_path, text, {"URL": "https://desk.example/hunter2", "DESK_SECRET": SIGNING})
    assert "hunter2" not in f"{found!r} {found}"
    assert SIGNING not in f"{found!r} {found}"


def test_alerts_go_to_every_receiver_where_nobody_says(tmp_path: Path) -> None:
    text = "receivers: {a: {type: console}, b: {type: file, path: x}}\n"
    assert loaded(tmp_path, receivers=text).default_routes == ("a", "b")
    assert loaded(tmp_path, receivers=text + "default_routes: b").default_routes == ("b",)
