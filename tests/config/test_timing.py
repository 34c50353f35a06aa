"""When a receiver wants its alerts, and in what form."""

from datetime import time
from pathlib import Path

import pytest

from monitor.alerting.timing import Digest, DigestOrder, Group, GroupBy, Quiet, QuietMode, Timing
from monitor.notify.spec import AppriseTarget, Console, Format, Template
from monitor.records import Severity
from tests.config.builders import directory, loaded

KINDS = (
    "type: console",
    "type: file, path: x",
    "type: webhook, url: https://desk.example/",
    "type: apprise, url: {env: MAIL}",
)


def timing(root: Path, text: str, kind: str = KINDS[0]) -> Timing:
    receivers = f"receivers:\n  desk: {{{kind}, {text}}}\n"
    return loaded(root, {"MAIL": "json://desk.example/"}, receivers=receivers).receivers[0].timing


def test_a_receiver_that_says_nothing_has_each_alert_at_once(tmp_path: Path) -> None:
    assert timing(tmp_path, "min_severity: low") == Timing()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.split(",", maxsplit=1)[0])
def test_every_kind_of_receiver_may_have_quiet_hours_and_a_digest(tmp_path: Path, kind: str) -> None:
    found = timing(tmp_path, 'quiet: {tz: Europe/Paris, from: "22:00", to: 07:00}, digest: {cron: 0 7 * * *}', kind)
    assert found.quiet == Quiet(zone="Europe/Paris", begins=time(22), ends=time(7))
    assert found.digest == Digest(cron="0 7 * * *", zone="Europe/Paris")


def test_quiet_hours_hold_unless_they_are_said_to_drop_and_may_let_loud_ones_pass(tmp_path: Path) -> None:
    quiet = timing(tmp_path, "quiet: {tz: UTC, from: 22:30, to: 6:00, mode: drop, pass: critical}").quiet
    assert quiet == Quiet(zone="UTC", begins=time(22, 30), ends=time(6), mode=QuietMode.DROP, passes=Severity.CRITICAL)


def test_a_digest_has_its_times_its_zone_its_order_and_its_length(tmp_path: Path) -> None:
    text = "digest: {cron: '0  7,17 * * 1-5', tz: America/New_York, order: [publishers, severity], most: 20}"
    assert timing(tmp_path, text).digest == Digest(
        cron="0 7,17 * * 1-5",
        zone="America/New_York",
        order=(DigestOrder.PUBLISHERS, DigestOrder.SEVERITY),
        most=20,
    )
    assert timing(tmp_path, "digest: 0 7 * * *").digest == Digest(cron="0 7 * * *", zone="UTC")


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("group_by: [story], group_wait: 30s", Group(by=GroupBy.STORY, wait_seconds=30.0)),
        ("group_by: article", Group(by=GroupBy.ARTICLE, wait_seconds=60.0)),
        ("group_wait: 2m", Group(by=GroupBy.STORY, wait_seconds=120.0)),
    ],
)
def test_a_burst_is_one_message(tmp_path: Path, written: str, group: Group) -> None:
    assert timing(tmp_path, written).group == group


def test_what_people_read_may_have_a_form_of_their_own(tmp_path: Path) -> None:
    target = directory(tmp_path)
    (target / "short.txt").write_text("{{ heading }}\n")
    receivers = (
        "receivers:\n  desk: {type: console, template: short.txt}\n"
        "  mail: {type: apprise, url: {env: MAIL}, format: html, template: short.txt}\n"
    )
    console, mail = loaded(tmp_path, {"MAIL": "json://desk.example/"}, receivers=receivers).receivers
    template = Template(name="short.txt", text="{{ heading }}\n")
    assert isinstance(console, Console)
    assert console.template == template
    assert isinstance(mail, AppriseTarget)
    assert (mail.format, mail.template) == (Format.HTML, template)
