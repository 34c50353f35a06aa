"""The page of all metrics: `python -m monitor.metrics.document > docs/metrics.md`."""

from typing import Final

from monitor.metrics.catalogue import CATALOGUE
from monitor.metrics.metric import PREFIX, Label, Metric

_ABOUT: Final = """\
# Metrics

<!-- made by `python -m monitor.metrics.document > docs/metrics.md` from monitor/metrics/catalogue.py -->

`GET /metrics`, in the format of Prometheus, where `web` or `metrics` stands in `monitor.yaml`
([configuration](configuration.md)). Values of labels are ours or the configuration's, never a publisher's. Counters
begin at 0 with each start. Of several workers each shows what it did itself; feeds, deliveries and the store are the
same for all, so take their `max`. Beside them stand the usual `process_…` metrics.

[Operations](operations.md#metrics-and-health) says how they are looked at, and which rules and board there are.

| metric | kind | unit | labels | what it says |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page as it stands in `docs`."""
    return _ABOUT + "".join(_row(metric) for metric in CATALOGUE)


def _row(metric: Metric) -> str:
    kind, labels = type(metric).__name__.lower(), "; ".join(_label(label) for label in metric.labels)
    return f"| `{PREFIX}{metric.name}` | {kind} | {metric.unit or '–'} | {labels or '–'} | {metric.meaning} |\n"


def _label(label: Label) -> str:
    values = ", ".join(f"`{value}`" for value in label.known)
    return f"`{label.name}`: {label.values or values}"


if __name__ == "__main__":
    print(page(), end="")
