"""How often something may be tried, counted for all together: nobody's address is looked at."""

from __future__ import annotations

import time
from collections.abc import Callable


class Limit:
    """So many at once, and so many a second after that (a token bucket).

    >>> limit = Limit(rate=1, burst=2, clock=iter([0, 0, 0, 0, 1.5]).__next__)
    >>> [limit.allows() for _ in range(4)]
    [True, True, False, True]
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic):
        self.rate, self.burst, self.clock = rate, burst, clock
        self.left, self.at = burst, clock()

    def allows(self) -> bool:
        """Whether one more may; if so it is counted."""
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
