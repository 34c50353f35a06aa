"""Nothing in the repository is true on one machine only."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT

# Written in pieces, so that this file does not name them.
REGISTRIES = ("pypi" r"\.org", "pythonhosted" r"\.org", "registry" r"\.npmjs", "repo1?" r"\.maven", "proxy" r"\.golang")
MACHINE = r"(?<![\w.:-])/(?:" + "|".join(("work", "home", "root", "Users", "tmp")) + r")/"
FORBIDDEN = re.compile("|".join((*REGISTRIES, MACHINE)))


def tracked() -> Iterator[Path]:
    """Every file under version control that is there and holds text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes()[:8192]:
            yield path


def test_no_file_names_a_package_registry_or_a_directory_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_lock_files_hold_a_hash_for_every_package() -> None:
    for path in ROOT.glob("requirements*.txt"):
        entries = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == [], path.name
