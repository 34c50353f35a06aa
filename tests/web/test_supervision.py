"""What supervisors and Prometheus are told."""

import pytest
from litestar.testing import AsyncTestClient
from prometheus_client.parser import text_string_to_metric_families

from monitor.errors import StoreError, Transient
from monitor.log.memory import MemoryLog
from monitor.metrics import catalogue
from monitor.metrics.metric import Gauge
from monitor.metrics.registry import Series
from monitor.store.memory import MemoryStore
from monitor.web.app import build_supervision
from tests.web.conftest import Web, desk_over

HOUR = 3600.0


async def test_metrics_are_shown_as_prometheus_reads_them(web: Web) -> None:
    web.metrics.add(catalogue.ARTICLES)
    answer = await web.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    samples = {each.name: each for family in text_string_to_metric_families(answer.text) for each in family.samples}
    assert samples["wirewatch_articles_total"].value == 1


async def test_a_program_with_which_nothing_is_wrong_is_healthy(web: Web) -> None:
    answer = await web.client.get("/healthz")
    health = answer.json()
    assert (answer.status_code, health["ok"], health["ready"]) == (200, True, True)
    assert {check["name"] for check in health["checks"]} >= {"store", "log", "work", "feeds", "receivers"}


@pytest.mark.parametrize(
    ("gauge", "series", "name", "reason"),
    [
        (catalogue.FEEDS, {("dead",): 2, ("ok",): 5}, "feeds", "2 dead"),
        (catalogue.DELIVERY_WAITING, {("desk",): HOUR, ("mail",): 5}, "receivers", "alerts wait for desk since 3600 s"),
        (catalogue.OLDEST_WAITING, {("story",): HOUR}, "work", "messages wait for story since 3600 s"),
        (catalogue.OVERDUE, {(): HOUR}, "holds", "what is held should have been released since 3600 s"),
        (catalogue.RELOAD_OK, {(): 0}, "configuration", "a mistake in the files keeps the old ones in force"),
    ],
)
async def test_what_is_wrong_has_a_reason_and_makes_nothing_unready(
    web: Web, gauge: Gauge, series: Series, name: str, reason: str
) -> None:
    web.metrics.replace(gauge, series)
    answer = await web.client.get("/healthz")
    wrong = {check["name"]: check["reason"] for check in answer.json()["checks"] if not check["ok"]}
    assert (answer.status_code, answer.json()["ok"], answer.json()["ready"]) == (200, False, True)
    assert list(wrong) == [name]
    assert wrong[name].startswith(reason)
    assert (await web.client.get("/readyz")).json() == {"ok": True, "reason": ""}


@pytest.mark.parametrize("error", [StoreError("disk full"), Transient("away")])
async def test_a_store_that_does_not_answer_makes_it_unready_and_not_dead(
    web: Web, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away() -> dict[str, int]:
        raise error

    monkeypatch.setattr(web.store, "delivery_counts", away)
    ready, healthy = await web.client.get("/readyz"), await web.client.get("/healthz")
    assert (ready.status_code, ready.json()) == (503, {"ok": False, "reason": "the store does not answer"})
    assert str(error) not in ready.text  # everybody may ask, and what drivers say names addresses
    assert {"name": "store", "ok": False, "reason": str(error)} in healthy.json()["checks"]
    assert (healthy.status_code, healthy.json()["ready"]) == (503, False)
    assert (await web.client.get("/livez")).status_code == 200


@pytest.mark.parametrize("accept", ["", "text/plain", "application/openmetrics-text;version=1.0.0"])
async def test_metrics_say_their_charset_once(web: Web, accept: str) -> None:
    kind = (await web.client.get("/metrics", headers={"Accept": accept})).headers["content-type"]
    assert kind.count("charset=utf-8") == 1, kind


async def test_metrics_and_health_are_served_without_the_api_under_any_name() -> None:
    app = build_supervision(await desk_over(MemoryStore(), MemoryLog()))
    async with AsyncTestClient(app, base_url="http://wirewatch.internal") as client:
        found = {path: (await client.get(path)).status_code for path in ("/metrics", "/livez", "/readyz", "/healthz")}
        assert set(found.values()) == {200}
        assert (await client.get("/api/v1/alerts")).status_code == 404
