"""What a move sets going, step by step with a rest before each: no move waits for the last."""

import asyncio
from collections.abc import Callable


class Pace:
    """Steps as (seconds of rest before it, what is done), the later the slower.

    A new move begins them anew, and what the move before had not come to is not done twice. Where
    no event loop runs nothing can wait: all is done at once but the last `late` steps, which only
    `settle` does.
    """

    def __init__(self, *steps: tuple[float, Callable[[], None]], late: int = 0):
        self.steps = steps
        self._at, self._late = len(steps), late
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, at: int = 0) -> None:
        """Go from this step on; what stood before is dropped."""
        self._cancel()
        self._at = at
        self._wait()

    def settle(self) -> None:
        """Do now all that was still to come."""
        self._cancel()
        while self._at < len(self.steps):
            self._do()

    def _wait(self) -> None:
        """Rest before the next step, if there is one."""
        if self._at == len(self.steps):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            while self._at < len(self.steps) - self._late:
                self._do()
            return
        self._timer = loop.call_later(self.steps[self._at][0], self._next)

    def _next(self) -> None:
        self._do()
        self._wait()

    def _do(self) -> None:
        act = self.steps[self._at][1]
        self._at += 1
        act()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
