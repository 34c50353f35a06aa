"""docs/page.md: every screen, its address, its key and its picture."""

import re
from pathlib import Path

import pytest

from monitor.web.pages.rendering import SCREENS
from seeds.screens import pictured

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/page.md").read_text("utf-8")


def test_each_screen_stands_there_with_its_address_and_key() -> None:
    rows = re.findall(r"^\| (\w+), `(\S+)` \|.*\| `g` `(\w)` \|$", PAGE, re.M)
    assert rows == [(name, path, key) for path, name, key in SCREENS]


@pytest.mark.parametrize("name", [*pictured(), "story"])
def test_each_screen_has_its_picture(name: str) -> None:
    assert f"(screens/{name}.png)" in PAGE
    assert (ROOT / "docs/screens" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_every_key_of_the_page_is_told() -> None:
    script = (ROOT / "monitor/web/pages/static/page.js").read_text("utf-8")
    block = script[script.index("const keys = {") :].split("};")[0]
    bound = re.findall(r'^  "?(?:Shift\+)?(\S)"?:', block, re.M)
    told = set(
        "".join(re.findall(r"^\| ((?:`\S`(?:, )?)+) \| [^|]*\|$", PAGE, re.M)).replace("`", "").replace(", ", "")
    )
    assert told == set(bound)
