"""Links, paths, tests and topics that the documentation names are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from agents.topics import GRAPH, alert_topic
from monitor.feeds.health.notice import WATCHLIST as FEED_HEALTH
from tests.docs.pages import ROOT, Page, page, pages

PATH = re.compile(r"(?:\.\./)*[\w.<>*-]+(?:/[\w.<>*-]+)*/?")
FILE = re.compile(r"\.(?:md|py|yaml|yml|toml|txt|json|service|xml|tsv)$")
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
TOPIC = re.compile(r"\bnews\.[a-z]+(?:\.[<>\w-]+)?")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OUTSIDE = {"../shared/data"}  # stands beside the checkout, for some


def is_path(code: str) -> bool:
    """Whether `code` speaks of a file of the repository or of a configuration, not of one on somebody's machine."""
    if code in OUTSIDE or not PATH.fullmatch(code):
        return False
    first = code.partition("/")[0]
    return FILE.search(code) is not None or ("/" in code and (ROOT / first).exists())


def exists(code: str, beside: Path) -> bool:
    """Whether `code`, with its wildcards, names something in the repository: from its root, or as its end says."""
    pattern = re.sub(r"<\w+>", "*", code).rstrip("/")
    deep = (ROOT / folder for folder in ("agents", "benchmarks", "config", "monitor", "seeds", "tests"))
    return any(any(place.glob(pattern)) for place in (ROOT, beside)) or any(any(place.rglob(pattern)) for place in deep)


def anchors(target: Page) -> set[str]:
    """What a link may name behind `#`, as the usual renderers make it of headings."""
    headings = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in HEADING.findall(target.text))
    return {heading.strip().replace(" ", "-") for heading in headings}


@cache
def functions(path: str) -> frozenset[str]:
    """The names of all functions in a file, those of classes included."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Page) -> None:
    broken = []
    for link in page.links:
        place, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = page.path.parent / place if place else page.path
        if not target.exists() or (anchor and anchor not in anchors(Page(target))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_path_exists(page: Page) -> None:
    assert [code for code in page.code if is_path(code) and not exists(code, page.path.parent)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Page) -> None:
    named = TEST.findall(page.text)
    assert [f"{path}::{name}" for path, name in named if name not in functions(path)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_topic_is_in_the_graph(page: Page) -> None:
    known = {topic.name for topic in GRAPH} | {alert_topic("<watchlist>"), alert_topic(FEED_HEALTH)}
    named = {found for code in page.code for found in TOPIC.findall(code)}
    watchlists = {alert_topic(path.stem) for path in (ROOT / "config" / "watchlists").iterdir()}
    assert named - known - watchlists == set()


def test_each_promise_names_what_holds_it_and_what_is_not_held() -> None:
    promises = re.split(r"^## \d+\. ", page("docs/promises.md").text, flags=re.MULTILINE)[1:]
    assert len(promises) == 10
    for promise in promises:
        assert TEST.search(promise), promise.splitlines()[0]
        assert "Not held" in promise, promise.splitlines()[0]
