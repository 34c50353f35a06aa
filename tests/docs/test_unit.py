"""The systemd unit lets the program do what it does, and nothing else."""

import re
import shutil
import subprocess

import pytest

from agents.runtime.lifecycle import END_SECONDS
from agents.runtime.watchdog import EXIT_STALLED, LOOP_SECONDS
from monitor.cli.main import EXIT_CONFIG
from tests.docs.pages import ROOT

UNIT = ROOT / "config" / "wirewatch.service"
LARGEST_EXPOSURE = 4.0  # of 10, as `systemd-analyze security` reckons it
HARDENED = (
    "CapabilityBoundingSet NoNewPrivileges PrivateDevices PrivateTmp ProtectClock ProtectControlGroups ProtectHome "
    "ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc ProtectSystem "
    "RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID SystemCallArchitectures "
    "SystemCallFilter"
).split()


def settings() -> dict[str, list[str]]:
    """What the unit says, by key."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def test_every_line_is_a_section_a_setting_or_a_comment() -> None:
    lines = UNIT.read_text("utf-8").splitlines()
    assert [line for line in lines if line and not re.match(r"#|\[\w+\]$|\w+=", line)] == []


def test_it_is_kept_from_the_rest_of_the_system() -> None:
    found = settings()
    assert [key for key in HARDENED if key not in found] == []
    assert found["ProtectSystem"] == ["strict"]
    assert found["CapabilityBoundingSet"] == [""]


def test_worker_processes_may_limit_themselves_and_a_refused_call_is_an_error() -> None:
    found = settings()
    assert "@resources" not in " ".join(found["SystemCallFilter"])
    assert found["SystemCallErrorNumber"] == ["EPERM"]


def test_it_has_the_time_to_end_and_is_not_started_again_with_a_mistake() -> None:
    found = settings()
    assert int(found["TimeoutStopSec"][0]) > END_SECONDS
    assert found["Restart"] == ["always"]
    assert found["RestartPreventExitStatus"] == [str(EXIT_CONFIG)]
    assert str(EXIT_STALLED) not in found["RestartPreventExitStatus"]


def test_the_program_is_asked_whether_it_works_and_turns() -> None:
    found = settings()
    assert (found["Type"], found["NotifyAccess"]) == (["notify"], ["main"])
    assert int(found["WatchdogSec"][0]) > LOOP_SECONDS, "or where it hangs would not be said"
    assert "AF_UNIX" in found["RestrictAddressFamilies"][0].split()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_little_exposed() -> None:
    command = ["systemd-analyze", "security", "--offline=true", str(UNIT)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", told)
    assert exposure, told
    assert float(exposure[1]) <= LARGEST_EXPOSURE, told
