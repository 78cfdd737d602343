"""Work that takes longer than a moment: beside the page, with its progress, and it can be ended."""

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import Any

from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.explorer.register.desk_controls import progress

#: Seconds between two looks at work that goes on beside the page.
BEAT = 0.1


class _Stopped(Exception):
    """Raised within the work when nobody wants its result any more."""


class Job:
    """Runs `work` in a thread of its own; `work` is given a function to tell how many more rows
    are done.

    `done` counts rows; `result` or `error` is there once it has `ended`; what nobody foresaw is an
    InputError too, and never a traceback on a page. A stopped job has neither.
    """

    def __init__(self, work: Callable[[Callable[[int], None]], Any]):
        self.done, self.ended, self.stopped = 0, False, False
        self.result: Any = None
        self.error: InputError | None = None
        self._work = work
        self._thread = Thread(target=self.run, daemon=True)

    def start(self) -> None:
        """Begin, beside whatever else happens."""
        self._thread.start()

    def stop(self) -> None:
        """End it at its next step; its result counts no more."""
        self.stopped = True

    def wait(self) -> None:
        """Until it has ended; works it off here where it was not begun."""
        if self._thread.ident is None:
            self.run()
        else:
            self._thread.join()

    def run(self) -> None:
        """Do the work, here and now."""
        try:
            self.result = self._work(self._tell)
        except _Stopped:
            self.stopped = True
        except InputError as error:
            self.error = error
        except Exception as error:
            self.error = InputError("", type(error).__name__, "", "error.unexpected")
        self.ended = True

    def _tell(self, rows: int) -> None:
        if self.stopped:
            raise _Stopped
        self.done += rows


class Worker:
    """One job at a time: `moved` is called with True while it goes on and with False when there is
    something new to show, `say` with the error of one that failed."""

    def __init__(self, moved: Callable[[bool], None], say: Callable[[InputError | None], None]):
        self.job: Job | None = None
        self._moved, self._say = moved, say
        self._then: Callable[[Any], None] = lambda result: None
        self._doing, self._total = "", 0

    def begin(
        self,
        work: Callable[[Callable[[int], None]], Any],
        then: Callable[[Any], None],
        doing: str,
        total: int = 0,
    ) -> None:
        """Do work beside the page, then `then` with its result; at once where no loop runs.

        `doing` is a label for the progress bar, `total` the rows there are to do.
        """
        if self.job is not None:
            self.job.stop()
        job = self.job = Job(work)
        self._then, self._doing, self._total = then, doing, total
        self._say(None)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            job.run()
            self._ended(job)
            return
        job.start()
        self._moved(False)
        loop.call_later(BEAT, self._look, job, loop)

    def stop(self) -> None:
        """End the job; nothing comes of it."""
        if self.job is not None:
            self.job.stop()
            self.job = None
            self._moved(False)

    def settle(self) -> None:
        """Wait for the job, and for those that follow from it."""
        while self.job is not None:
            self.job.wait()
            self._ended(self.job)

    def bar(self, lang: str) -> str:
        """How far it is, as a bar with words."""
        done = 0 if self.job is None else self.job.done
        return progress(done, self._total, label(self._doing, lang, done=done, total=self._total))

    def _look(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        if job is not self.job:
            return
        if job.ended:
            self._ended(job)
            return
        self._moved(True)
        loop.call_later(BEAT, self._look, job, loop)

    def _ended(self, job: Job) -> None:
        self.job = None
        if job.error is not None:
            self._say(job.error)
        elif not job.stopped:
            self._then(job.result)
        self._moved(False)
