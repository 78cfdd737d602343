"""A rehearsal from the app: a room with simulated people, for this machine only, kept nowhere."""

from __future__ import annotations

import asyncio
import atexit
import tempfile
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.records import InputError

if TYPE_CHECKING:
    from avgrisk.workshop.session_file import SessionPlan

#: How many simulated people vote, and the longest a rehearsal lasts, in seconds.
PEOPLE, LONGEST = 20, 3600

#: Seconds in which a server starts or ends.
PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the screens of a rehearsal are, on this machine."""

    trainer: str
    wall: str
    phone: str


class Practice:
    """One rehearsal at a time, in a thread of this process, so that it never outlives it.

    It listens on 127.0.0.1 only, on a free port; its votes stand in a folder that goes with it.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def going(self) -> bool:
        """Whether a rehearsal is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, plan: SessionPlan, lang: str = "nl") -> Addresses:
        """Start a rehearsal of this session, in place of one under way; where its screens are.

        Raises InputError where no server can start.
        """
        self.stop()
        told: Future[Addresses] = Future()
        self._thread = threading.Thread(target=self._run, args=(plan, lang, told), daemon=True)
        self._thread.start()
        atexit.register(self.stop)
        try:
            return told.result(PATIENCE)
        except TimeoutError:
            raise InputError("--port", 0, "", "error.port") from None

    def stop(self) -> None:
        """End the rehearsal, if there is one; nothing of it is left."""
        atexit.unregister(self.stop)
        if self.going and self._loop and self._serving:
            self._loop.call_soon_threadsafe(self._serving.cancel)
            assert self._thread is not None
            self._thread.join(PATIENCE)

    def _run(self, plan: SessionPlan, lang: str, told: Future[Addresses]) -> None:
        try:
            asyncio.run(self._served(plan, lang, told))
        except Exception as error:
            if not told.done():
                told.set_exception(error)

    async def _served(self, plan: SessionPlan, lang: str, told: Future[Addresses]) -> None:
        from avgrisk.workshop.room_server import Serving, serve
        from avgrisk.workshop.store import Store

        with tempfile.TemporaryDirectory() as folder:
            store = Store.at(Path(folder) / "room.db")
            try:
                id, secret = store.open(plan, rehearsal=True)
                link = store.room(id).link

                def started(home: str) -> None:
                    told.set_result(
                        Addresses(
                            f"{home}/trainer?lang={lang}#{secret}",
                            f"{home}/wall?lang={lang}#{link}",
                            f"{home}/?lang={lang}#{link}",
                        )
                    )

                self._loop = asyncio.get_running_loop()
                work = serve(store, id, Serving(port=0, simulated=PEOPLE), started)
                self._serving = self._loop.create_task(asyncio.wait_for(work, LONGEST))
                await asyncio.wait([self._serving])
                failed = None if self._serving.cancelled() else self._serving.exception()
                if failed and not isinstance(failed, TimeoutError):
                    raise failed
            finally:
                store.close()
