"""The OpenAPI document is what the API does."""

import asyncio
import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.specs.openapi.checks import positive_data_acceptance

from monitor.log.memory import MemoryLog
from monitor.store.memory import MemoryStore
from monitor.web.app import build
from monitor.web.document import document, text
from tests.docs.pages import ROOT
from tests.store.builders import alert, annotated, decided, delivery
from tests.web.conftest import desk_over

DOCUMENT = ROOT / "docs" / "openapi.json"
STREAM = "streamAlerts"  # never ends


async def filled() -> MemoryStore:
    store = MemoryStore()
    await store.archive_alert(alert(1))
    await store.archive_article(annotated("a-1", mentions=1, events=1))
    await store.record_decisions([decided("m-1")])
    await store.enqueue([delivery(1)])
    return store


async def app() -> Any:
    desk = await desk_over(await filled(), MemoryLog())
    return build(desk)


schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", asyncio.run(app())).exclude(operation_id=STREAM)


@pytest.mark.slow(20)
@schema.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
def test_the_api_answers_as_its_document_says(case: "schemathesis.Case[Any]") -> None:
    # a cursor, and a line of the watch language, may be wrong in ways that no schema tells
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_the_document_in_the_tree_is_that_of_the_code() -> None:
    assert DOCUMENT.read_text("utf-8") == text()


def test_the_document_is_valid() -> None:
    validate(json.loads(text()))


def test_every_operation_says_what_it_does_and_has_a_name_of_its_own() -> None:
    operations = [each for path in document()["paths"].values() for each in path.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    assert all(each["description"] for each in operations)
