"""What is counted is shown, in the form that Prometheus reads."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.metrics import catalogue
from monitor.metrics.metric import PREFIX
from monitor.metrics.registry import Metrics


def names(metrics: Metrics) -> set[str]:
    text = metrics.shown("")[0].decode()
    return {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}


def test_counts_observations_and_gauges_are_shown() -> None:
    metrics = Metrics()
    metrics.add(catalogue.MESSAGES, "story", "ok")
    metrics.add(catalogue.MESSAGES, "story", "ok", number=2)
    metrics.observe(catalogue.PROCESSING, 0.3, "story")
    metrics.replace(catalogue.FEEDS, {("ok",): 3, ("dead",): 1})
    assert metrics.value(catalogue.MESSAGES, "story", "ok") == 3
    assert metrics.value(catalogue.PROCESSING, "story") == 1
    assert metrics.value(catalogue.FEEDS, "dead") == 1


def test_a_gauge_shows_what_it_was_given_last_and_nothing_before() -> None:
    metrics = Metrics()
    assert metrics.value(catalogue.READY) is None
    metrics.replace(catalogue.DELIVERY_WAITING, {("desk",): 3, ("mail",): 4})
    metrics.replace(catalogue.DELIVERY_WAITING, {("desk",): 5})
    assert metrics.series(catalogue.DELIVERY_WAITING) == {("desk",): 5}
    assert metrics.value(catalogue.DELIVERY_WAITING, "mail") is None


def test_what_prometheus_shall_see_rise_is_there_before_it_does() -> None:
    assert Metrics().value(catalogue.DEAD_LETTERS, "undecodable") == 0
    assert Metrics().value(catalogue.POLLS, "refused") == 0


@pytest.mark.parametrize("labels", [(), ("story",), ("story", "ok", "more")])
def test_another_number_of_labels_is_a_mistake(labels: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="label"):
        Metrics().add(catalogue.MESSAGES, *labels)
    with pytest.raises(ValueError, match="has the labels"):
        Metrics().replace(catalogue.FEEDS, {("ok", "more", *labels): 1})


def test_both_formats_of_prometheus_are_spoken_and_the_process_is_shown() -> None:
    metrics = Metrics()
    assert metrics.shown("application/openmetrics-text; version=1.0.0")[1].startswith("application/openmetrics-text")
    assert metrics.shown("text/html")[1].startswith("text/plain")
    assert {"process_resident_memory_bytes", "process_start_time_seconds"} <= names(metrics)


def test_two_programs_in_one_process_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.add(catalogue.ARTICLES)
    assert (one.value(catalogue.ARTICLES), other.value(catalogue.ARTICLES)) == (1, 0)


def test_every_metric_is_shown_under_our_prefix() -> None:
    metrics = Metrics()
    assert {name for name in names(metrics) if not name.startswith("process_")} >= {
        PREFIX + metric.name for metric in (catalogue.ARTICLES, catalogue.REPEATED_ALERTS)
    }
