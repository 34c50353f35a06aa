"""Whether a feed is silent against its own rhythm.

An editor who posts thirty times a day may rest over the weekend; a feed that lost its source looks the same, and goes
on answering with 200. So silence is judged by how many entries the rhythm foretold since the last one: under a Poisson
process none comes with a probability of e^-foretold. Real feeds have longer gaps than Poisson's, so it must also be
several times the largest gap that the feed has shown. A feed of fewer than about two entries a week is never silent:
its rhythm slows down as fast as the silence grows.
"""

import math
from datetime import datetime

from monitor.feeds.rhythm.pattern import Pattern, Rhythm

UNLIKELY = 1e-4  # probability of the silence, were all well
GAPS = 2.0  # how many times the largest gap it must have lasted
WATCHED, KNOWN = 7.0, 10.0  # days and entries that a rhythm must have been learnt from


def foretold(rhythm: Rhythm, now: datetime) -> float:
    """How many entries were to be expected since the last one."""
    return rhythm.age + Pattern(rhythm).total(rhythm.until.timestamp(), now.timestamp())


def is_silent(rhythm: Rhythm, now: datetime) -> bool:
    """Whether the feed should have posted by `now`, and has not."""
    if rhythm.days < WATCHED or sum(rhythm.parts) < KNOWN:
        return False
    return foretold(rhythm, now) > max(-math.log(UNLIKELY), GAPS * rhythm.gap)
