"""The article that the project began with, and one of ours with its facts, alert on the default watchlists."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from seeds.serve import SeedServer
from tests.seeds.morning import entries
from tests.whole.installation import Installation, wirewatch

pytestmark = pytest.mark.slow(3)  # each: child processes

SHARED = Path(__file__).parents[3] / "shared" / "seeds"
OURS = next(entry.text for entry in entries() if "reassurance-force" in entry.link)
ARTICLES = {"ours": OURS} | {path.name: path.read_text("utf-8") for path in sorted(SHARED.glob("*.txt"))}
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>One article</title><link>http://example.org/</link><description/>
<item><title>Countries pledge force for Ukraine</title><link>https://example.org/pledge</link>
<description>{}</description></item></channel></rss>"""
EXPECTED = {  # what is watched → a word that must stand in the sentence shown
    "macron": "Macron",
    "zelenskyy": "Zelenskyy",
    "putin": "Putin",
    "nato": "NATO",
    "sanctions": "sanctions",
    "ceasefire": "ceasefire",
}


@contextmanager
def served(text: str, directory: Path) -> Iterator[str]:
    directory.mkdir()
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    (directory / "one.rss").write_text(FEED.format(html.escape(paragraphs)), "utf-8")
    with SeedServer(directory=directory) as server:
        yield f"{server.url}/one.rss"


@pytest.mark.parametrize("name", ARTICLES)
def test_it_alerts_for_each_leader_for_nato_for_sanctions_and_for_the_ceasefire(name: str, tmp_path: Path) -> None:
    wirewatch("init", str(tmp_path / "config"))
    with served(ARTICLES[name], tmp_path / "feeds") as url:
        (tmp_path / "config" / "feeds.yaml").write_text(
            f"version: 1\nfeeds: [{{id: one, url: '{url}', first_poll: publish, allow_private: true}}]\n"
        )
        installation = Installation(tmp_path / "config")
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
    alerts = {alert["watch"]: alert for alert in installation.alerts()}
    for watch, word in EXPECTED.items():
        assert word.lower() in alerts[watch]["sentence"].lower()
        assert alerts[watch]["sentence"] in ARTICLES[name].replace("’", "'") or name == "ours"
        assert alerts[watch]["url"] == "https://example.org/pledge"
    printed = installation.log.read_text()
    assert all(alerts[watch]["sentence"][:40] in printed for watch in EXPECTED)
