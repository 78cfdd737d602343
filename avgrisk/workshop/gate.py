"""Who gets into a room: the code by a limit, the link and the secret by what they are."""

import asyncio
import hmac
import random
import time
from collections.abc import Callable
from typing import Any

from tornado.iostream import StreamClosedError

from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.kept import SIGNS, hashed
from avgrisk.workshop.live import Listener, Live
from avgrisk.workshop.web import Answer, Refused


class Limit:
    """So many at once, and so many a second after that (a token bucket), counted for all together:
    nobody's address is looked at.

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


class Gate:
    """Who gets in: the typed code by a limit that is said, the scanned link without one.

    Five wrong codes a second is 54,000 in three hours, of 730 million that could be.
    """

    def __init__(self, live: Live):
        self.live = live
        self.codes, self.secrets = Limit(5, 20), Limit(1, 10)
        self.voters: dict[str, Limit] = {}

    def enters(self, given: dict[str, Any]) -> None:
        """Refuse whoever has neither link nor code."""
        room = self.live.room
        if same(given.get("link", ""), room.link):
            return
        if not self.codes.allows():
            raise Refused(429, "busy")
        typed = "".join(sign for sign in given.get("code", "").upper() if sign in SIGNS)
        if not same(typed, room.code):
            raise Refused(403, "code")
        self.codes.left = min(self.codes.burst, self.codes.left + 1)

    def teaches(self, secret: str) -> None:
        """Refuse whoever has not the trainer's secret; who has it is never kept out by guessers."""
        if self.live.store.is_trainer(self.live.id, secret):
            return
        raise Refused(403, "secret") if self.secrets.allows() else Refused(429, "busy")

    def votes(self, voter: str) -> None:
        """Refuse a phone that votes faster than a thumb."""
        if not self.voters.setdefault(voter, Limit(5, 40)).allows():
            raise Refused(429, "busy")


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


#: Seconds of silence after which a stream says that it is still there.
STILL_THERE = 15

#: Screens that listen at once.
MOST_STREAMS = 4000


class InRoom(Answer):
    """A handler of a live room."""

    def initialize(self, live: Live, gate: Gate, **others: Any) -> None:  # type: ignore[override]
        super().initialize(**others)
        self.live, self.gate = live, gate

    @property
    def number(self) -> int | None:
        """Of whose key came with the request; None for a stranger."""
        return self.live.store.number(self.live.id, hashed(self.key)) if self.key else None

    def tell(self, state: str) -> None:
        """An answer that is JSON already."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(state)


class Stream(InRoom):
    """Tells a screen what is next, for as long as it listens (server-sent events)."""

    role, block = "", 0
    listener: Listener | None = None

    async def get(self) -> None:
        listener = self.listener = Listener(self.role, self.lang, self.block)
        if len(self.live.listeners) >= MOST_STREAMS:
            raise Refused(503, "busy")
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.live.listeners.add(listener)
        listener.changed.set()
        try:
            # Phones that lost the server do not all come back at once.
            self.write(f"retry: {random.randint(1000, 4000)}\n\n")
            while True:
                self.write(await self._next(listener))
                await self.flush()
        except StreamClosedError:
            pass
        finally:
            self.live.listeners.discard(listener)

    async def _next(self, listener: Listener) -> str:
        """The newest state; a phone that was slow skips what lies between."""
        try:
            await asyncio.wait_for(listener.changed.wait(), STILL_THERE)
        except TimeoutError:
            return ": still there\n\n"
        listener.changed.clear()
        try:
            return f"data: {self.live.state(listener.role, listener.lang, listener.block)}\n\n"
        except StoreFailed:
            listener.changed.set()
            await asyncio.sleep(1)
            return "event: store\ndata: {}\n\n"

    def on_connection_close(self) -> None:
        """Wake up, to find that nobody listens any more."""
        if self.listener is not None:
            self.listener.changed.set()
