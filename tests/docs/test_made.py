"""What is made from the code is what the code would make, and what the documentation says of the code is so."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from agents import topics
from agents.composition.document import schemas, topics_page, with_blocks
from agents.composition.state import STATES, callers
from agents.runtime.watchdog import EXIT_STALLED
from monitor.cli.main import EXIT_CONFIG, EXIT_FAILED
from monitor.metrics.document import page as metrics_page
from monitor.store.base import Store
from tests.docs.pages import ROOT, page

MAKE = "run: python -m agents.composition.document docs"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
ROW = re.compile(r"^\| `([^`]+)` \| ([A-Z]+) \|", re.MULTILINE)

_CALL = re.compile(r"\b(?:log|retries)\.")


def logged() -> Iterator[tuple[str, str]]:
    """The text and the level of every log call in the program."""
    for source in [*(ROOT / "monitor").rglob("*.py"), *(ROOT / "agents").rglob("*.py")]:
        written = source.read_text("utf-8")
        for node in ast.walk(ast.parse(written)) if _CALL.search(written) else ():  # parsing all takes seconds
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="log" | "retries"), attr=level),
                    args=[ast.Constant(value=str(text)), *_],
                ) if level in LEVELS:
                    yield text, {"exception": "ERROR"}.get(level, level.upper())


def test_the_page_of_topics_is_current() -> None:
    assert (ROOT / "docs" / "topics.md").read_text("utf-8") == topics_page(), MAKE


def test_the_page_of_metrics_is_current() -> None:
    made = "run: python -m monitor.metrics.document > docs/metrics.md"
    assert (ROOT / "docs" / "metrics.md").read_text("utf-8") == metrics_page(), made


def test_the_flow_and_what_is_remembered_are_current() -> None:
    written = page("docs/architecture.md").text
    assert written.count("<!-- made: ") == 2
    assert written == with_blocks(written), MAKE


def test_everything_that_the_store_remembers_is_declared_with_who_reads_writes_and_forgets_it() -> None:
    declared = {method for state in STATES for method in (*state.read, *state.written, *state.forgotten)}
    assert declared == {name for name in dir(Store) if not name.startswith("_")} - {"migrate", "size", "close"}
    called = [method for state in STATES for method in (*state.written, *state.forgotten)]
    assert [method for method in called if method not in callers()] == []


@pytest.mark.parametrize("arrow", topics.ARROWS)
def test_an_agent_touches_the_topics_that_the_graph_gives_it(arrow: str) -> None:
    tree = ast.parse((ROOT / "agents" / f"{arrow}.py").read_text("utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "agents.topics"]
    named = {getattr(topics, alias.name) for node in imported for alias in node.names if alias.name.isupper()}
    wanted = {topic.name for topic in topics.GRAPH if arrow in (*topic.written_by, *topic.read_by)}
    assert named == wanted - {topics.DEADLETTERS}


@pytest.mark.parametrize("name", schemas())
def test_the_schema_of_each_record_is_current(name: str) -> None:
    made = schemas()[name]
    assert (ROOT / "docs" / "schema" / name).read_text("utf-8") == made, MAKE


@pytest.mark.parametrize("name", [*schemas(), "alert.json"])
def test_every_field_of_every_schema_says_what_it_is(name: str) -> None:
    definitions = json.loads((ROOT / "docs" / "schema" / name).read_text("utf-8"))["$defs"]
    silent = [
        f"{kind}.{field}"
        for kind, definition in definitions.items()
        for field, shape in definition.get("properties", {}).items()
        if not shape.get("description")
    ]
    assert silent == [], "give the field of the record a comment"


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (ROOT / "docs" / "schema").iterdir()} == {*schemas(), "alert.json"}


def test_every_event_in_the_log_is_described_with_its_level_and_none_that_is_not_there() -> None:
    rows = ROW.findall(page("docs/operations.md").text)
    events = set(logged())
    described = {(text, level) for text, level in events if any(text.startswith(n) and level == at for n, at in rows)}
    assert events - described == set(), "in the log, but not in docs/operations.md"
    gone = [n for n, at in rows if not any(text.startswith(n) and level == at for text, level in events)]
    assert gone == [], "in docs/operations.md, but not in the log"


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = re.findall(r"^\| (\d+) \|", page("docs/operations.md").text, re.MULTILINE)
    assert {int(code) for code in codes} == {0, EXIT_FAILED, EXIT_CONFIG, EXIT_STALLED}
