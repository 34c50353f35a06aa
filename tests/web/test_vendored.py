"""Files of others that the page ships are those that are told, unchanged."""

import csv
import hashlib

import pytest

from monitor.web.pages.assets import STATIC

VENDOR = STATIC / "vendor"
ROWS = list(csv.DictReader((VENDOR / "vendored.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
LICENCES = {"0BSD", "BSD-0-Clause", "BSD-3-Clause", "ISC", "MIT"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_of_others_is_the_one_that_is_told(row: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert row["licence"] in LICENCES
    assert row["package"]
    assert row["version"]


def test_every_file_of_others_is_told() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in VENDOR.iterdir()} - {"vendored.tsv"}
