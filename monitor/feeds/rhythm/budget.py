"""How a budget of requests an hour is shared: each feed is polled when that saves most delay.

The delay of an entry is the time from its appearance to the next poll. Under a budget for all feeds the sum of delays
is least where every poll saves the same (Sia, Cho, Cho: "Efficient Monitoring Algorithm for Fast News Alerts", IEEE
TKDE 19(7), 2007). That is the Lagrange multiplier μ of the budget, the price of a request in hours of delay of one
entry; a feed whose rate λ is constant is polled √(λ / 2μ) times an hour. Where the rate changes, a poll belongs where
as many entries wait for it as would come at the present rate until the poll after it: behind a peak, not in it.

The multiplier follows from the rhythms of all feeds, so that all workers find the same one without a word between them.
What was spent in the last days sets it right: bursts, floors and failures make polls that no rhythm foretells. The
budget holds on the mean over a week; more of it is spent in the hours in which more is posted.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from monitor.feeds.rhythm.pattern import Pattern, Rhythm, steps, weekly
from monitor.records import Record

SHORTEST, LONGEST = 60.0, 86_400.0  # seconds between two polls of a feed, whatever its rhythm says

_HOUR, _WEEK = 3600.0, 604_800.0
_MEMORY = 72.0  # hours over which the accounts of polls fade
_PATIENCE = 2.0  # how many times over a poll must be worth its multiplier before no better moment is looked for
_LOWEST, _HIGHEST, _HALVINGS = 1e-9, 1e9, 50  # of the multiplier, in the search for it


class Account(Record, frozen=True, kw_only=True):
    """How often a feed was polled, and how often its rhythm alone would have had it polled at the multipliers of then.

    Owner: this file.
    """

    at: datetime  # of the last poll in it
    multiplier: float  # that its present wait was planned at
    asked: float = 0.0  # polls, fading
    spent: float = 0.0


def find_multiplier(rhythms: Sequence[Rhythm], accounts: Sequence[Account], requests_per_hour: float) -> float:
    """The Lagrange multiplier at which these feeds together take `requests_per_hour`, on the mean over a week."""
    if not rhythms:
        return _LOWEST
    rates = np.stack([weekly(rhythm) for rhythm in rhythms])
    wanted = requests_per_hour * _correction(accounts)
    low, high = math.log(_LOWEST), math.log(_HIGHEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _polls(rates, math.exp(middle)).mean(axis=1).sum() > wanted:
            low = middle
        else:
            high = middle
    return math.exp(high)


def plan(rhythm: Rhythm, multiplier: float, now: datetime, *, longest: float = LONGEST) -> datetime:
    """When a feed that was polled just now is polled again, SHORTEST to `longest` seconds later.

    It is the moment that makes the delay until then least, less the delay that a poll then saves the entries to come.
    """
    start, waiting, cost = now.timestamp(), 0.0, 0.0
    least, best = 0.0, start
    for piece in Pattern(rhythm).ahead(start, start + longest):
        worth = piece.rate * math.sqrt(2 * multiplier / piece.level)  # entries to come until the poll after
        hours = (piece.end - piece.start) / _HOUR
        turn = min(max((worth - waiting) / piece.rate, 0.0), hours)
        if (lowest := cost + turn * (waiting + piece.rate * turn / 2 - worth)) < least:
            least, best = lowest, piece.start + turn * _HOUR
        cost += hours * (waiting + piece.rate * hours / 2 - worth)
        waiting += piece.rate * hours
        if waiting > _PATIENCE * math.sqrt(2 * multiplier * piece.level):
            break
    return now + timedelta(seconds=max(best - start, SHORTEST))


def charge(account: Account | None, rhythm: Rhythm, multiplier: float, now: datetime) -> Account:
    """The account of a feed after a poll at `now`; its next wait is planned at `multiplier`."""
    if account is None or now <= account.at:
        return Account(multiplier=multiplier, at=now)
    start, end = account.at.timestamp(), now.timestamp()
    start = max(start, end - _WEEK)  # a program that was off for a year
    left, pattern = math.exp((start - end) / _HOUR / _MEMORY), Pattern(rhythm)
    hours = [((b - a) / _HOUR, pattern.level(a)) for a, b in steps(start, end, _HOUR)]
    lengths, levels = np.array(hours).T
    asked = float(lengths @ _polls(levels, account.multiplier))
    return Account(
        multiplier=multiplier,
        at=now,
        asked=round(account.asked * left + asked, 4),
        spent=round(account.spent * left + 1, 4),
    )


def _polls(rates: NDArray[np.float64], multiplier: float) -> NDArray[np.float64]:
    """Polls an hour at these rates."""
    polls: NDArray[np.float64] = np.clip(np.sqrt(rates / (2 * multiplier)), _HOUR / LONGEST, _HOUR / SHORTEST)
    return polls


def _correction(accounts: Sequence[Account]) -> float:
    """By how much less is spent than the rhythms ask for; drawn to 1 while little is known."""
    known = len(accounts) + 1.0
    asked = sum(account.asked for account in accounts)
    spent = sum(account.spent for account in accounts)
    return min(max((asked + known) / (spent + known), 0.25), 4.0)
