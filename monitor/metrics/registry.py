"""The metrics of one program, counted in memory and shown in the format of Prometheus."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import prometheus_client as prometheus
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from monitor.metrics.catalogue import CATALOGUE
from monitor.metrics.metric import PREFIX, Counter, Gauge, Histogram, Metric

# A second series for each counter would tell the same as the start of the process.
prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]

Series = Mapping[tuple[str, ...], float]
"""Values of one metric by the values of its labels."""


class Metrics:
    """The metrics of the catalogue, in a registry of their own.

    Counting costs about a microsecond. Label values are given in the order of the metric's labels; any other number of
    them is a mistake in the program and raises ValueError.
    """

    def __init__(self, catalogue: Iterable[Metric] = CATALOGUE) -> None:
        self._registry = prometheus.CollectorRegistry()
        self._counters: dict[Counter, prometheus.Counter] = {}
        self._histograms: dict[Histogram, prometheus.Histogram] = {}
        self._counting: dict[tuple[Counter, tuple[str, ...]], prometheus.Counter] = {}  # series that were counted
        self._observing: dict[tuple[Histogram, tuple[str, ...]], prometheus.Histogram] = {}
        self._gauges = _Gauges()
        for metric in catalogue:
            self._make(metric)
        self._registry.register(self._gauges)
        prometheus.ProcessCollector(registry=self._registry)

    def add(self, metric: Counter, *labels: str, number: float = 1) -> None:
        """Counts `number` more."""
        key = (metric, labels)
        counter = self._counting.get(key)
        if counter is None:
            made = self._counters[metric]
            counter = self._counting[key] = made.labels(*labels) if labels or metric.labels else made
        counter.inc(number)

    def observe(self, metric: Histogram, value: float, *labels: str) -> None:
        """Adds one observation, in the unit of `metric`."""
        key = (metric, labels)
        histogram = self._observing.get(key)
        if histogram is None:
            made = self._histograms[metric]
            histogram = self._observing[key] = made.labels(*labels) if labels or metric.labels else made
        histogram.observe(value)

    def set(self, metric: Gauge, value: float) -> None:
        """Makes `value` that of a gauge without labels."""
        self.replace(metric, {(): value})

    def replace(self, metric: Gauge, series: Series) -> None:
        """Makes `series` all that a gauge shows; a gauge that was never given any shows nothing."""
        if any(len(labels) != len(metric.labels) for labels in series):
            raise ValueError(f"{metric.name} has the labels {[label.name for label in metric.labels]}")
        self._gauges.series[metric] = series

    def announce(self, metric: Counter, *labels: str) -> None:
        """Shows a counter that may stay 0: of one that appears with its first count, Prometheus sees no increase."""
        self.add(metric, *labels, number=0)

    def series(self, metric: Gauge) -> Series:
        """What a gauge shows."""
        return self._gauges.series.get(metric, {})

    def value(self, metric: Metric, *labels: str) -> float | None:
        """What is shown of a counter or gauge; of a histogram, the number of observations. None: nothing is."""
        suffix = "_count" if isinstance(metric, Histogram) else ""
        names = [label.name for label in metric.labels]
        return self._registry.get_sample_value(PREFIX + metric.name + suffix, dict(zip(names, labels, strict=True)))

    def shown(self, accept: str) -> tuple[bytes, str]:
        """All of them, in the format that the header `accept` asks for, with its media type."""
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type

    def _make(self, metric: Metric) -> None:
        name, names = PREFIX + metric.name, [label.name for label in metric.labels]
        if isinstance(metric, Counter):
            self._counters[metric] = prometheus.Counter(name, metric.meaning, names, registry=self._registry)
            for labels in product(*(label.known for label in metric.labels)):
                self.announce(metric, *labels)
        elif isinstance(metric, Histogram):
            self._histograms[metric] = prometheus.Histogram(
                name, metric.meaning, names, buckets=metric.bounds, registry=self._registry
            )


class _Gauges(Collector):
    """Gauges show what they were given last, all series of one at once."""

    def __init__(self) -> None:
        self.series: dict[Gauge, Series] = {}

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family a gauge."""
        for metric, series in self.series.items():
            names = [label.name for label in metric.labels]
            family = GaugeMetricFamily(PREFIX + metric.name, metric.meaning, labels=names)
            for labels, value in sorted(series.items()):
                family.add_metric(labels, value)
            yield family
