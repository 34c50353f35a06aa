"""Metrics are named as Prometheus names them, and tell apart by what is ours."""

import re

import pytest

from monitor.metrics.catalogue import CATALOGUE
from monitor.metrics.metric import NUMBER, PREFIX, Counter, Histogram, Metric

EACH = pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.name)


@EACH
def test_a_name_ends_with_its_unit_and_that_of_a_counter_with_total(metric: Metric) -> None:
    assert re.fullmatch("[a-z]+(_[a-z]+)*", metric.name)
    assert not metric.name.startswith(PREFIX)
    assert metric.name.endswith("_total") == isinstance(metric, Counter)
    assert metric.unit == NUMBER or metric.name.removesuffix("_total").endswith(metric.unit)
    assert metric.unit != NUMBER or not re.search("_(seconds|bytes)$", metric.name)


@EACH
def test_a_metric_and_each_of_its_labels_say_what_they_mean(metric: Metric) -> None:
    assert metric.meaning.endswith(".")
    assert all(bool(label.values) != bool(label.known) for label in metric.labels)
    assert not isinstance(metric, Histogram) or list(metric.bounds) == sorted(set(metric.bounds))


def test_no_name_stands_for_two() -> None:
    assert len({metric.name for metric in CATALOGUE}) == len(CATALOGUE)
