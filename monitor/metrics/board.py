"""The board of Grafana: `python -m monitor.metrics.board > config/grafana/wirewatch.json`."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from monitor.metrics import catalogue
from monitor.metrics.metric import PREFIX, Metric

_SOURCE: Final = {"type": "prometheus", "uid": "${source}"}
_WIDTH, _HEIGHT = 8, 7  # of a panel; a row is 24 wide


class Panel(NamedTuple):
    """One picture."""

    title: str
    metric: Metric
    query: str  # with {} in the place of the metric's name
    legend: str
    unit: str  # as Grafana calls it


PANELS: Final = (
    Panel(
        "Article to alert, nine of ten",
        catalogue.ARTICLE_TO_ALERT,
        "histogram_quantile(0.9, sum by (le, since) (rate({}_bucket[$__rate_interval])))",
        "since {{since}}",
        "s",
    ),
    Panel("Oldest message that waits", catalogue.OLDEST_WAITING, "max by (agent) ({})", "{{agent}}", "s"),
    Panel("Oldest delivery that waits", catalogue.DELIVERY_WAITING, "max by (receiver) ({})", "{{receiver}}", "s"),
    Panel("Alerts", catalogue.ALERTS, "sum by (watchlist) (increase({}[$__rate_interval]))", "{{watchlist}}", "short"),
    Panel("Held", catalogue.HELD, "sum by (reason) (increase({}[$__rate_interval]))", "{{reason}}", "short"),
    Panel("Not told", catalogue.NOT_TOLD, "sum by (reason) (increase({}[$__rate_interval]))", "{{reason}}", "short"),
    Panel(
        "Deliveries",
        catalogue.DELIVERIES,
        "sum by (receiver, result) (increase({}[$__rate_interval]))",
        "{{receiver}} {{result}}",
        "short",
    ),
    Panel("Feeds", catalogue.FEEDS, "max by (state) ({})", "{{state}}", "short"),
    Panel("Blind watches", catalogue.WATCH_BLIND, "max by (watchlist) ({})", "{{watchlist}}", "short"),
    Panel("Polls", catalogue.POLLS, "sum by (result) (rate({}[$__rate_interval]))", "{{result}}", "ops"),
    Panel("Messages", catalogue.MESSAGES, "sum by (agent) (rate({}[$__rate_interval]))", "{{agent}}", "ops"),
    Panel(
        "Time for a message, nine of ten",
        catalogue.PROCESSING,
        "histogram_quantile(0.9, sum by (le, agent) (rate({}_bucket[$__rate_interval])))",
        "{{agent}}",
        "s",
    ),
    Panel(
        "Dead letters",
        catalogue.DEAD_LETTERS,
        "sum by (reason) (increase({}[$__rate_interval]))",
        "{{reason}}",
        "short",
    ),
    Panel("Retries", catalogue.RETRIES, "sum by (agent) (increase({}[$__rate_interval]))", "{{agent}}", "short"),
    Panel(
        "Canary",
        catalogue.CANARY_SECONDS,
        "histogram_quantile(0.9, sum by (le) (increase({}_bucket[1h])))",
        "nine of ten",
        "s",
    ),
    Panel("Log", catalogue.LOG_BYTES, "max({})", "log", "bytes"),
    Panel("Store", catalogue.STORE_BYTES, "max({})", "store", "bytes"),
)


def board() -> dict[str, Any]:
    """The board, as Grafana imports it; it asks for the Prometheus to look at."""
    return {
        "title": "Wirewatch",
        "uid": "wirewatch",
        "tags": ["wirewatch"],
        "schemaVersion": 39,
        "version": 1,
        "editable": True,
        "time": {"from": "now-6h", "to": "now"},
        "refresh": "30s",
        "templating": {
            "list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]
        },
        "panels": list(_panels()),
    }


def text() -> str:
    """The board as it stands in `config`."""
    return json.dumps(board(), indent=2) + "\n"


def _panels() -> Iterator[dict[str, Any]]:
    for number, panel in enumerate(PANELS):
        yield {
            "id": number + 1,
            "type": "timeseries",
            "title": panel.title,
            "description": panel.metric.meaning,
            "datasource": _SOURCE,
            "gridPos": {"x": number % 3 * _WIDTH, "y": number // 3 * _HEIGHT, "w": _WIDTH, "h": _HEIGHT},
            "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
            "targets": [
                {
                    "refId": "A",
                    "datasource": _SOURCE,
                    "expr": panel.query.replace("{}", PREFIX + panel.metric.name),
                    "legendFormat": panel.legend,
                }
            ],
        }


if __name__ == "__main__":
    print(text(), end="")
