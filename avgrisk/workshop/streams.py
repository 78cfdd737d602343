"""The lines by which screens hear what is next (server-sent events)."""

import asyncio
import random
from typing import Any

from tornado.iostream import StreamClosedError

from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.gate import Gate
from avgrisk.workshop.live import Listener, Live
from avgrisk.workshop.web import Answer, Refused

#: Seconds of silence after which a stream says that it is still there.
STILL_THERE = 15

#: Screens that listen at once.
MOST_STREAMS = 4000


class InRoom(Answer):
    """A handler of a live room."""

    def initialize(self, live: Live, gate: Gate, **others: Any) -> None:  # type: ignore[override]
        super().initialize(**others)
        self.live, self.gate = live, gate

    def tell(self, state: str) -> None:
        """An answer that is JSON already."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(state)


class Stream(InRoom):
    """Tells a screen what is next, for as long as it listens (server-sent events)."""

    role = ""
    listener: Listener | None = None

    async def get(self) -> None:
        listener = self.listener = Listener(self.role, self.lang, block_of(self))
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


def block_of(handler: InRoom) -> int:
    """The block a phone's questions come from, among the most blocks of any part."""
    number = getattr(handler, "block", 0)
    blocks = max(part.blocks for part in handler.live.room.plan.parts)
    return number % blocks
