"""What a watchlist says of its watches beside their conditions → policies."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.policy import AGAIN, Absence, FigureStep, Policy, Realert, SeverityStep, Spike, Throttle
from monitor.alerting.severities import is_at_least
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.attention import OwnerShape, SpikeShape, StoryShape, ThrottleShape
from monitor.config.shapes.severity import IfShape, RaiseShape
from monitor.config.shapes.watchlist import WatchDefaultsShape, WatchlistShape, WatchShape
from monitor.records import ChangeKind, Severity

_PUBLISHERS: Final = (3, 5, 10)


def policies(file: YamlFile, shape: WatchlistShape, name: str) -> dict[str, Policy]:
    """The policies of the watches of the watchlist `name`, by id; what cannot be meant so is noted in `file`."""
    made = [_policy(watch, shape.defaults, name) for watch in shape.watches]
    for index, (watch, policy) in enumerate(zip(shape.watches, made, strict=True)):
        _check_steps(file, watch, policy, index)
        _check_that_something_is_told(file, policy, index)
    return {policy.watch: policy for policy in made}


def base_severity(watch: WatchDefaultsShape, general: WatchDefaultsShape) -> Severity:
    """How loud the alerts of a watch are where no step holds."""
    said = (shape.base for shape in (watch.severity, general.severity) if shape and shape.base)
    return next(said, Severity.MEDIUM)


def _policy(watch: WatchShape, general: WatchDefaultsShape, name: str) -> Policy:
    story = watch.story or general.story or StoryShape()
    throttle = watch.throttle or general.throttle
    owner = watch.owner or general.owner
    spike, absence = watch.spike or general.spike, watch.absence or general.absence
    each_match = general.each_match if watch.each_match is None else watch.each_match
    return Policy(
        watch=watch.id,
        watchlist=name,
        severity=base_severity(watch, general),
        steps=_steps(watch, general),
        routes=tuple(watch.routes or general.routes or ()),
        owner=owner.name if owner else "",
        owner_routes=_owner_routes(owner),
        expires=watch.expires,
        realert=story.realert or Realert.ON_CHANGE,
        again=_again(story),
        publisher_steps=tuple(sorted(set(story.publishers or _PUBLISHERS))),
        throttle=_throttle(throttle),
        cap=throttle.cap if throttle else None,
        spike=_spike(spike) if spike else None,
        absence=Absence(max_gap_seconds=absence.max_gap) if absence else None,
        each_match=(spike is None and absence is None) if each_match is None else each_match,
    )


def _owner_routes(owner: OwnerShape | None) -> tuple[str, ...]:
    return tuple(owner.routes or ()) if owner else ()


def _again(story: StoryShape) -> tuple[ChangeKind, ...]:
    if story.again:
        return tuple(dict.fromkeys(story.again))
    return (*AGAIN, ChangeKind.PUBLISHERS) if story.publishers else AGAIN


def _throttle(shape: ThrottleShape | None) -> Throttle | None:
    if shape is None or shape.then is None:
        return None
    return Throttle(every_seconds=shape.then.every, backoff_to_seconds=shape.then.backoff_to)


def _spike(shape: SpikeShape) -> Spike:
    return Spike(
        window_seconds=shape.window,
        baseline_seconds=shape.baseline,
        ratio=shape.ratio,
        min=shape.min,
        distinct_publishers=shape.distinct_publishers,
    )


def _steps(watch: WatchShape, general: WatchDefaultsShape) -> tuple[SeverityStep, ...]:
    """The steps of a watch, its own or those of the defaults, that make something of it louder."""
    own = watch.severity.raise_ if watch.severity else None
    steps = own or (general.severity.raise_ if general.severity else None) or ()
    base = base_severity(watch, general)
    return tuple(_step(step) for step in steps if not is_at_least(base, step.to))


def _step(shape: RaiseShape) -> SeverityStep:
    wanted = shape.if_
    return SeverityStep(
        to=shape.to,
        independent_publishers=wanted.independent_publishers.gte if wanted.independent_publishers else None,
        event_types=tuple(dict.fromkeys(wanted.event or ())),
        figures=tuple(_figures(wanted)),
    )


def _figures(shape: IfShape) -> Iterator[FigureStep]:
    for figure in type(shape.figure).model_fields if shape.figure else ():
        if (least := getattr(shape.figure, figure)) is not None:
            yield FigureStep(figure=figure, gte=least.gte)


def _check_steps(file: YamlFile, watch: WatchShape, policy: Policy, index: int) -> None:
    """A step of a watch's own leads above its base."""
    for number, step in enumerate((watch.severity and watch.severity.raise_) or ()):
        if is_at_least(policy.severity, step.to):
            place = ("watches", index, "severity", "raise", number, "to")
            file.report(place, f"a step to {step.to} does nothing: the watch is {policy.severity} without it")


def _check_that_something_is_told(file: YamlFile, policy: Policy, index: int) -> None:
    """Matches that are only counted are counted for something."""
    if not policy.each_match and policy.spike is None and policy.absence is None:
        problem = f"nobody hears of watch '{policy.watch}': 'each_match: false' needs 'spike' or 'absence'"
        file.report(("watches", index, "each_match"), problem)
