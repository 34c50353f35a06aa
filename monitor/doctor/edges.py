"""What is found of store, log, feeds, receivers and addresses: decisions over what they answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.doctor.finding import Finding, Point, fail, ok, warn
from monitor.log.base import TopicSpec
from monitor.records import Record
from monitor.status import Status

_MS_PER_HOUR = 3_600_000


class Answer(Record, frozen=True, kw_only=True):
    """What somebody who was asked once did."""

    name: str
    problem: str = ""  # "" where all is well
    skipped: str = ""  # why it was not asked, "" where it was


def schema(found: str | None, known: str) -> Finding:
    """The version of the store's schema: None where there is none in the database yet."""
    if found is None:
        return ok(Point.STORE, "it answers and is empty; `wirewatch run` makes its tables")
    if found > known:
        todo = "install the version that wrote it, or `wirewatch restore` a backup that this one made"
        return fail(Point.STORE, f"its schema {found} is newer than this version knows ({known})", todo)
    if found < known:
        todo = "`wirewatch backup` it, then `wirewatch run` brings it to this version"
        return warn(Point.STORE, f"its schema {found} is older than this version's ({known})", todo)
    return ok(Point.STORE, f"it answers, schema {found}")


def integrity(name: str, verdict: str | None) -> Finding:
    """What SQLite says of the pages of a database; None where the time was over first."""
    if verdict is None:
        return ok(Point.INTEGRITY, f"{name}: no fault in what was looked at; --thorough looks at all of it")
    if verdict != "ok":
        todo = "stop the program, keep the file, and `wirewatch restore` the last backup"
        return fail(Point.INTEGRITY, f"{name} is damaged: {verdict}", todo)
    return ok(Point.INTEGRITY, f"{name}: no page is damaged")


def running(process: str | None) -> Finding:
    """Whether a program runs on the embedded log, and which process it is."""
    return ok(Point.LOG, f"it answers; {f'process {process}' if process else 'no program'} runs on it")


def topics(wanted: Sequence[TopicSpec], found: Mapping[str, int]) -> Iterator[Finding]:
    """Whether the topics are there, with the partitions that monitor.yaml says."""
    if missing := [spec.name for spec in wanted if spec.name not in found]:
        todo = "`wirewatch topics create`, or `wirewatch run`, makes them"
        yield warn(Point.TOPICS, f"not there, or not to be seen by this user: {', '.join(missing)}", todo)
    for spec in wanted:
        if found.get(spec.name, spec.partitions) != spec.partitions:
            told = f"{spec.name} has {found[spec.name]} partitions, not {spec.partitions}"
            yield fail(Point.TOPICS, told, "set `partitions` to what it was when the topics were made")


def topic_settings(wanted: Sequence[TopicSpec], found: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    """Whether a broker keeps the messages of the topics for as long as they are needed, and takes large ones."""
    for spec in wanted:
        settings = found.get(spec.name, {})
        if "compact" in settings.get("cleanup.policy", ""):
            told = f"{spec.name} is compacted: of the messages of one key all but the last go"
            yield fail(Point.TOPICS, told, "set its cleanup.policy to delete")
        kept = int(settings.get("retention.ms", "-1"))
        if 0 <= kept < spec.retention_hours * _MS_PER_HOUR:
            told = f"{spec.name} keeps messages for {kept / _MS_PER_HOUR:g} h, not {spec.retention_hours:g} h"
            yield warn(Point.TOPICS, told, "set its retention.ms, or `retention.log` in monitor.yaml, to what is meant")
        largest = int(settings.get("max.message.bytes", spec.max_message_bytes))
        if largest < spec.max_message_bytes:
            told = f"{spec.name} takes messages of {largest} bytes: a larger one ends the program"
            yield warn(Point.TOPICS, told, f"set its max.message.bytes to {spec.max_message_bytes}")


def fares(status: Status) -> Iterator[Finding]:
    """What `wirewatch status` knows."""
    for problem in status.problems:
        yield warn(Point.WORK, problem, "`wirewatch status` and `wirewatch feeds list` tell more")
    if not status.problems:
        yield ok(Point.WORK, f"{status.unread} messages and {len(status.waiting)} receivers wait, none for too long")
    counted = ", ".join(f"{number} {state}" for state, number in status.feeds.items()) or "none"
    yield ok(Point.FEEDS, f"as the program found them last: {counted}")


def configured(warnings: Sequence[object]) -> Finding:
    """A configuration without mistakes, with what is suspicious in it."""
    if warnings:
        return warn(Point.CONFIGURATION, f"it can be used; suspicious: {warnings[0]}", "`wirewatch check` tells all")
    return ok(Point.CONFIGURATION, "it can be used")


def answers(point: Point, given: Iterable[Answer], does: str, todo: str) -> Iterator[Finding]:
    """What those said who were asked once: `does` is told of the good ones, `todo` of those who have a problem."""
    for each in given:
        if each.problem:
            yield warn(point, f"{each.name}: {each.problem}", todo)
        else:
            yield ok(point, f"{each.name}: {f'not asked, {each.skipped}' if each.skipped else does}")


def address(name: str, listen: str, answer: "bool | None", *, problem: str, is_running: bool) -> Finding:
    """Who answers at an address of ours: we (True), another program (False), nobody (None).

    problem: why we could not listen there, "" where we could.
    """
    if answer:
        return ok(Point.ADDRESSES, f"{name} {listen}: the program answers")
    if answer is False or problem:
        told = f"{name} {listen}: {problem or 'another program answers there'}"
        return fail(Point.ADDRESSES, told, f"let `{name}.listen` in monitor.yaml be an address that is free here")
    if is_running:
        return warn(Point.ADDRESSES, f"{name} {listen}: a program runs and does not answer", "look for web_ in its log")
    return ok(Point.ADDRESSES, f"{name} {listen}: free")
