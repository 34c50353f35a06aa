"""How many kills: all that are wanted, on a slow machine as many as some minutes hold, and a few in any case."""

import time
from typing import Final

LONGEST: Final = 150.0  # seconds
FEWEST: Final = 10


class Budget:
    """The kills of one test, from now on."""

    def __init__(self, wanted: int) -> None:
        self._wanted, self._fewest = wanted, min(wanted, FEWEST)
        self._ends = time.monotonic() + LONGEST

    def allows(self, killed: int) -> bool:
        """Whether there is to be another kill after so many."""
        return killed < (self._wanted if time.monotonic() < self._ends else self._fewest)
