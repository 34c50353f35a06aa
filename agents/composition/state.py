"""Who remembers what, and what turns into what, as the documentation shows it.

What is remembered is declared here, each with its key and the methods of the store that read, write and forget it;
who calls them is read off the code.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from agents.topics import ALERTS, ARROWS, DEADLETTERS, GRAPH, alert_topic

_ROOT: Final = Path(__file__).parents[2]
_CALLERS: Final = (
    "agents",
    "monitor/actions",
    "monitor/ledger",
    "monitor/search.py",
    "monitor/trial",
    "monitor/cli",
    "monitor/web",
)  # where the store is called


class State(NamedTuple):
    """Something that is remembered between two messages."""

    what: str
    key: str
    read: tuple[str, ...]  # methods of `monitor.store.base.Store`
    written: tuple[str, ...]
    forgotten: tuple[str, ...]


STATES: Final = (
    State(
        "state of a feed: validators, next poll, failures, rhythm",
        "feed id",
        ("feed_states", "feed_state"),
        ("remember_poll",),
        ("forget_feeds",),
    ),
    State(
        "subscriptions at hubs",
        "feed id",
        ("subscriptions",),
        ("remember_subscription",),
        ("forget_subscriptions",),
    ),
    State("entries seen", "feed id and entry id", ("seen",), ("remember_poll",), ("forget_feeds",)),
    State(
        "leases: which worker polls a host, which one sends to a receiver, which program has a worker_id",
        "host, or `deliveries/` and the receiver",
        ("claim",),
        ("claim", "release"),
        ("forget_leases",),
    ),
    State(
        "sketches: what copies and follow-ups are recognised by",
        "article id",
        ("sketches",),
        ("remember_sketch",),
        ("forget_sketches",),
    ),
    State(
        "stories: their articles with what was new in each, and what was merged",
        "article id, story id",
        ("stories", "story_entries"),
        ("remember_sketch",),
        ("forget_stories",),
    ),
    State(
        "what was told, and which matches were decided",
        "watch id and story id",
        ("alert_states", "latest_alert_states"),
        ("record_decisions", "remember_watches"),
        ("forget_alert_states",),
    ),
    State(
        "alerts and matches of a watch over all stories",
        "watch id",
        ("watch_state", "watch_states"),
        ("record_decisions", "remember_watches"),
        ("forget_watch_states",),
    ),
    State(
        "watches: what each says, as a fingerprint, and which id it has now",
        "watch id",
        ("known_watches", "renames"),
        ("remember_watches",),
        ("forget_watches", "forget_renames"),
    ),
    State(
        "decisions: what was told, what is held and until when, what told nobody and why",
        "match id, or alert id and receiver",
        ("decision", "decisions", "daily_hits", "held_due", "holding", "unsent_decisions", "decisions_sent"),
        ("record_decisions", "enqueue"),
        ("forget_decisions",),
    ),
    State("mutes", "mute id", ("mutes",), ("remember_mute", "remember_watches"), ("forget_mutes",)),
    State(
        "acknowledgements",
        "watch id and story id",
        ("acknowledgements",),
        ("remember_acknowledgement", "remember_watches"),
        ("forget_acknowledgements",),
    ),
    State("feedback on alerts", "alert id and author", ("feedback",), ("remember_feedback",), ("forget_feedback",)),
    State("tokens of the API", "SHA-256", ("token", "tokens"), ("remember_token",), ("forget_tokens",)),
    State(
        "requests with an `Idempotency-Key`, and what was answered",
        "who asks, and the key",
        ("begin_request",),
        ("begin_request", "remember_answer"),
        ("forget_requests",),
    ),
    State(
        "how long a watch has had no match",
        "watch id",
        ("silences",),
        ("remember_silence", "remember_watches"),
        ("forget_silences",),
    ),
    State(
        "the ledger of deliveries",
        "alert id and receiver",
        (
            "due",
            "receivers_due",
            "held_deliveries",
            "receivers_holding",
            "deliveries",
            "deliveries_with",
            "delivery_counts",
            "oldest_pending",
        ),
        ("enqueue", "bundle", "move", "record"),
        ("forget_deliveries",),
    ),
    State("receivers that are paused", "receiver", ("due", "receivers_due"), ("pause",), ("forget_pauses",)),
    State(
        "annotated articles: the archive, and what copies inherit",
        "article id",
        ("articles", "archived", "candidates", "related", "span", "counts", "unindexed"),
        ("archive_article", "archive_articles", "index_articles"),
        ("forget_archived",),
    ),
    State(
        "actors and events of the archived articles",
        "actor id, article id",
        (
            "actors",
            "actor_days",
            "known_actors",
            "actor_articles",
            "events",
            "event_types",
            "relationships",
            "event_countries",
        ),
        ("archive_article", "archive_articles", "index_articles"),
        ("forget_archived",),
    ),
    State(
        "alerts", "alert id", ("alert", "alerts", "told_stories", "counts"), ("archive_alert",), ("forget_archived",)
    ),
)


def state_block() -> str:
    """A table: what is remembered, under which key, and which files write, read and forget it."""
    head = "| what | under which key | written by | read by | forgotten by |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| {state.what} | {state.key} | {_files(state.written)} | {_files(state.read)} | {_files(state.forgotten)} |\n"
        for state in STATES
    )


def flow_block() -> str:
    """One line an arrow: the topics it reads, its name, the topics it writes."""
    lines = [(", ".join(_read(arrow)), arrow, ", ".join(_written(arrow))) for arrow in ARROWS]
    left, middle = (max(len(line[column]) for line in lines) for column in (0, 1))
    drawn = "".join(f" {read:>{left}} ─▶ {arrow:^{middle}} ─▶ {written}\n" for read, arrow, written in lines)
    return f"```\n{drawn}```\n"


@cache
def callers() -> Mapping[str, frozenset[str]]:
    """By method, the files that use it of something called `store`."""
    found: dict[str, set[str]] = {}
    for path in (path for caller in _CALLERS for path in _modules(_ROOT / caller)):
        for method in _methods(ast.parse(path.read_text("utf-8"))):
            found.setdefault(method, set()).add(str(path.relative_to(_ROOT)))
    return {method: frozenset(files) for method, files in found.items()}


def _modules(caller: Path) -> list[Path]:
    return [caller] if caller.is_file() else sorted(caller.rglob("*.py"))


def _methods(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="store") | ast.Attribute(attr="store" | "_store"), attr=method):
                yield method


def _files(methods: tuple[str, ...]) -> str:
    files = sorted({file for method in methods for file in callers().get(method, ())})
    return ", ".join(f"`{file}`" for file in files) or "–"


def _read(arrow: str) -> list[str]:
    return [topic.name for topic in GRAPH if arrow in topic.read_by] or ["feeds"]


def _written(arrow: str) -> list[str]:
    """Dead letters, which every agent may write, are left out."""
    topics = [topic.name for topic in GRAPH if arrow in topic.written_by and topic.name != DEADLETTERS]
    per_watchlist = [alert_topic("<watchlist>")] if ALERTS in topics else []
    return topics + per_watchlist + {"deliver": ["receivers"], "archive": ["the archive"]}.get(arrow, [])
