"""How long entries wait to be found: `python -m benchmarks.polling [FILE...]`. The last line is JSON.

Three ways to poll the same feeds with the same number of requests: every feed at one interval; Miniflux's rule
`entry_frequency` (a week divided by the entries to come in a week, which it takes from the mean gap of the last one;
from 5 minutes to 24 hours); and by rhythm (`monitor.feeds.rhythm.budget`, the code that ingest runs). Printed are the
mean and the 95th percentile, over entries, of the time from an entry's appearance to the next poll of its feed.

A FILE holds one timestamp a line (ISO 8601 or Unix seconds), or `feed<TAB>timestamp`; each file is measured by itself.
Without a file feeds are made up after what has been published of them: rates over feeds have a heavy tail (Sia, Cho,
Cho 2007 found a power law) and a quarter of feeds does not change in 84 hours (Liu, Ramasubramanian, Sirer, IMC 2005);
rates follow the day and the week; editors publish in bursts, on the hour and the half hour, at fixed times of the day;
some days bring more news than others. Everything is learnt while polling and nothing of what is to come is looked at;
the first part of each trace is for learning, the last for measuring. Miniflux's rule even gets, in hindsight, the very
factor with which it makes as many requests as the others.
"""

import argparse
import heapq
import json
import math
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.feeds.rhythm.budget import Account, charge, find_multiplier, plan
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Rhythm

HOUR, DAY = 3600.0, 86400.0
START = datetime(2025, 3, 3, tzinfo=UTC).timestamp()  # a Monday
MOST_POLLS = 1_500_000  # of one simulation; a longer trace is polled less often

Times = list[float]
Polls = list[Times]  # of each feed


class Trace(NamedTuple):
    """When each feed posts, in Unix seconds; measured from `measured` to `end`."""

    name: str
    feeds: dict[str, Times]
    start: float
    measured: float
    end: float


# What feeds are made of


class Family(NamedTuple):
    """Feeds of one kind."""

    share: float  # of all feeds
    rate: float  # entries a day, the median
    spread: float  # of the logarithm of the rate over feeds
    day: tuple[float, float]  # how much the rate follows the hour, from .. to
    weekend: tuple[float, float]  # rate on Saturdays and Sundays
    burst: float = 1.0  # entries that come together, mean
    punctual: float = 0.0  # part of the entries that comes on the hour and the half hour


FAMILIES = {
    "newspapers": Family(0.2, 30, 0.8, (0.8, 1.8), (0.3, 0.8), punctual=0.2),
    "wires": Family(0.1, 60, 0.7, (0.3, 0.8), (0.5, 0.9), burst=4),
    "sections": Family(0.2, 6, 1.0, (0.8, 1.8), (0.2, 0.9), burst=2),
    "schedules": Family(0.1, 5, 0.6, (0.6, 1.5), (0.2, 1.0), punctual=0.9),
    "blogs": Family(0.4, 0.12, 1.3, (0.5, 1.5), (0.3, 1.3)),
}


def made_up(seed: int, feeds: int, weeks: int) -> Trace:
    """A trace of feeds of every family; of every ten newspapers one is a digest at fixed times instead."""
    chance = random.Random(seed)
    end = START + weeks * 7 * DAY
    weather = [chance.gammavariate(6, 1 / 6) for _ in range(weeks * 7)]  # how much there is to tell each day
    found = {}
    for name, family in FAMILIES.items():
        for number in range(round(feeds * family.share)):
            digest = name == "newspapers" and number % 10 == 9
            times = digests(chance, end) if digest else posts(chance, family, weather, end)
            found[f"{name}-{number}"] = sorted(moment for moment in times if START <= moment < end)
    return Trace(f"made up, seed {seed}", found, START, START + (weeks - 2) * 7 * DAY, end)


def posts(chance: random.Random, family: Family, weather: Sequence[float], end: float) -> Times:
    rate = family.rate * math.exp(chance.gauss(0, family.spread)) / 24 / family.burst
    peak, strength = chance.choice((8, 11, 15, 19, 1)) + chance.gauss(0, 2), chance.uniform(*family.day)
    weekend = chance.uniform(*family.weekend)
    profile = [
        math.exp(strength * math.cos((hour % 24 - peak) / 12 * math.pi)) * (weekend if hour >= 120 else 1)
        for hour in range(168)
    ]
    scale = 168 / sum(profile)
    times: Times = []
    moment = START
    while moment < end:
        hour = int((moment - START) // HOUR)
        now = rate * profile[hour % 168] * scale * weather[hour // 24]
        gap = chance.expovariate(now) * HOUR
        stop = START + (hour + 1) * HOUR
        if moment + gap > stop:
            moment = stop
            continue
        moment += gap
        times += burst(chance, family, moment)
    return times


def burst(chance: random.Random, family: Family, moment: float) -> Times:
    times = [moment // 1800 * 1800 + chance.uniform(0, 90) if chance.random() < family.punctual else moment]
    while chance.random() < 1 - 1 / family.burst:
        times.append(times[-1] + chance.expovariate(1 / 600))
    return times


def digests(chance: random.Random, end: float) -> Times:
    """At the same times of each day, give or take some minutes."""
    times = [chance.uniform(5, 22) for _ in range(chance.randint(1, 4))]
    days = int((end - START) // DAY)
    return [START + day * DAY + time * HOUR + chance.gauss(0, 240) for day in range(days) for time in times]


def read(path: Path) -> Trace:
    """The trace in a file; learnt on its first half, measured on the second."""
    feeds: dict[str, Times] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            feed, _, moment = line.strip().rpartition("\t")
            feeds[feed].append(seconds(moment.strip()))
    everything = [moment for times in feeds.values() for moment in times]
    start, end = min(everything), max(everything) + 1
    return Trace(path.name, {name: sorted(times) for name, times in feeds.items()}, start, (start + end) / 2, end)


def seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


# Ways to poll


def uniform(trace: Trace, interval: float, chance: random.Random) -> Polls:
    phases = [chance.random() * interval for _ in trace.feeds]
    return [np.arange(trace.start + phase, trace.end + interval, interval).tolist() for phase in phases]


def entry_frequency(trace: Trace, factor: float, chance: random.Random) -> Polls:
    polls: Polls = []
    for times in trace.feeds.values():
        moment, mine = trace.start + chance.random() * HOUR, list[float]()
        while True:
            mine.append(moment)
            if moment > trace.end:
                break
            first, last = bisect_left(times, moment - 7 * DAY), bisect_right(times, moment)
            moment += miniflux_interval(times[first:last], factor)
        polls.append(mine)
    return polls


def miniflux_interval(last_week: Sequence[float], factor: float) -> float:
    """Seconds; of the entries of the last week, only known ones."""
    between = last_week[-1] - last_week[0] if len(last_week) > 1 else 0.0
    weekly = math.ceil(7 * DAY / (between / (len(last_week) - 1))) if between else 0
    interval = 7 * DAY / (weekly * factor) if weekly else DAY
    return min(max(interval, 300.0), DAY)


def by_rhythm(trace: Trace, requests_per_hour: float, chance: random.Random) -> Polls:
    """As ingest does it, with the multiplier found anew each hour."""
    feeds = [Watched(times) for times in trace.feeds.values()]
    interval = len(feeds) / requests_per_hour * HOUR
    due = [(trace.start + chance.random() * interval, number) for number in range(len(feeds))]
    heapq.heapify(due)
    multiplier, found = 0.0, -math.inf
    while due:
        moment, number = heapq.heappop(due)
        feeds[number].look(moment)
        if moment > trace.end:
            continue
        if moment >= found + HOUR:
            now = datetime.fromtimestamp(moment, UTC)
            rhythms = [feed.rhythm or Rhythm(until=now, faded=now) for feed in feeds]
            multiplier = find_multiplier(rhythms, [feed.account for feed in feeds if feed.account], requests_per_hour)
            found = moment
        heapq.heappush(due, (feeds[number].wait(multiplier), number))
    return [feed.polls for feed in feeds]


class Watched:
    """A feed that is polled, with what its polls have taught."""

    def __init__(self, times: Times) -> None:
        self.polls: Times = []
        self.rhythm: Rhythm | None = None
        self.account: Account | None = None
        self._times, self._known = times, 0
        self._before: Rhythm | None = None

    def look(self, moment: float) -> None:
        """A poll at `moment`."""
        self.polls.append(moment)
        last = bisect_right(self._times, moment)
        new = [datetime.fromtimestamp(time, UTC) for time in self._times[self._known : last]]
        self._known, self._before = last, self.rhythm
        self.rhythm = observe(self.rhythm, new, datetime.fromtimestamp(moment, UTC))

    def wait(self, multiplier: float) -> float:
        """The moment of the next poll."""
        assert self.rhythm is not None
        now = self.rhythm.until
        self.account = charge(self.account, self._before or self.rhythm, multiplier, now)
        return plan(self.rhythm, multiplier, now).timestamp()


# What they cost and bring


class Result(NamedTuple):
    """Of one way to poll."""

    polls: int
    delays: dict[str, NDArray[np.float64]]  # minutes, by feed

    def summary(self, feeds: Iterable[str]) -> tuple[float, float]:
        """Mean and 95th percentile over the entries of some feeds."""
        delays = np.concatenate([self.delays[feed] for feed in feeds])
        return (float(delays.mean()), float(np.percentile(delays, 95))) if len(delays) else (math.nan, math.nan)


def measure(trace: Trace, polls: Polls) -> Result:
    made = sum(sum(trace.measured <= moment < trace.end for moment in mine) for mine in polls)
    delays = {}
    for (name, times), mine in zip(trace.feeds.items(), polls, strict=True):
        entries = np.array([time for time in times if trace.measured <= time < trace.end])
        moments = np.array(mine)
        delays[name] = (moments[np.searchsorted(moments, entries)] - entries) / 60
    return Result(made, delays)


def equal(make: Callable[[float], Result], wanted: int, low: float, high: float) -> Result:
    """The result of the parameter at which `make` costs `wanted` polls, found by halving; it costs more at `high`."""
    for _ in range(25):
        middle = math.sqrt(low * high)
        result = make(middle)
        if abs(result.polls - wanted) <= wanted * 0.001:
            break
        low, high = (middle, high) if result.polls < wanted else (low, middle)
    return result


def compare(trace: Trace, requests: float, seed: int) -> dict[str, Result]:
    chance = random.Random(seed)
    hours = (trace.end - trace.start) / HOUR
    allowed = min(requests * len(trace.feeds), MOST_POLLS / hours)
    ours = measure(trace, by_rhythm(trace, allowed, chance))
    budget = round(allowed * (trace.end - trace.measured) / HOUR)
    return {
        "uniform": measure(trace, uniform(trace, len(trace.feeds) / allowed * HOUR, chance)),
        "entry frequency": equal(
            lambda factor: measure(trace, entry_frequency(trace, factor, random.Random(seed))), budget, 1e-3, 1e3
        ),
        "by rhythm": ours,
    }


def show(trace: Trace, results: dict[str, Result]) -> dict[str, float]:
    """Prints the results and returns the figures for the last line."""
    groups = {"all feeds": list(trace.feeds)}
    for name in trace.feeds if trace.name.startswith("made up") else ():
        groups.setdefault("  " + name.rpartition("-")[0], []).append(name)
    base, figures = results["uniform"], dict[str, float]()
    print(f"\n{trace.name}: {len(trace.feeds)} feeds, {sum(map(len, base.delays.values()))} entries measured")
    print(f"{'minutes: mean, 95 %, of uniform':32}" + "".join(f"{name:>28}" for name in results))
    for group, feeds in groups.items():
        cells = [result.summary(feeds) for result in results.values()]
        print(f"{group:32}" + "".join(f"{m:10.2f}{p:10.1f}{m / cells[0][0]:8.3f}" for m, p in cells))
    print(f"{'requests':32}" + "".join(f"{result.polls:28}" for result in results.values()))
    for name, result in results.items():
        mean, high = result.summary(trace.feeds)
        key = name.replace(" ", "_")
        figures |= {
            f"{key}_mean_min": round(mean, 3),
            f"{key}_p95_min": round(high, 2),
            f"{key}_requests": result.polls,
        }
    return figures | {"ratio": round(figures["by_rhythm_mean_min"] / figures["uniform_mean_min"], 4)}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3], help="of made-up feeds, a trace for each")
    parser.add_argument("--feeds", type=int, default=80, help="made-up feeds")
    parser.add_argument("--weeks", type=int, default=6, help="of made-up feeds; the last two are measured")
    parser.add_argument("--requests", type=float, default=2.0, help="an hour and feed")
    options = parser.parse_args(arguments)
    made = (made_up(seed, options.feeds, options.weeks) for seed in options.seed)
    traces = (read(path) for path in options.files) if options.files else made
    figures = {trace.name: show(trace, compare(trace, options.requests, options.seed[0])) for trace in traces}
    ratio = sum(found["ratio"] for found in figures.values()) / len(figures)
    print(json.dumps({"ratio": round(ratio, 4), "traces": figures}))


if __name__ == "__main__":
    main()
