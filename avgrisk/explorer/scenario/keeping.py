"""Nothing typed is lost: a page keeps a file of its own in .avgrisk; no move waits for the last."""

import asyncio
import base64
import contextlib
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.explorer.scenario.scenario_file import Scenario, load, save
from avgrisk.figures.markup import words

#: Where it is kept within the folder, and which files there are ours.
PLACE, OURS = Path(".avgrisk"), "scenario*.json"

#: Files of earlier pages that stay; older ones are deleted when a new one is begun.
STAY = 20


class Keeper:
    """Keeps the scenarios of one page in a file of its own, so that two pages never overwrite.

    `waiting` are the files of other pages, newest first, until they are taken back.
    """

    def __init__(self, folder: Path | str | None):
        self.folder = None if folder is None else Path(folder) / PLACE
        self.file = f"scenario-{secrets.token_hex(6)}.json"
        self.last: tuple[Scenario, ...] = ()
        self.waiting: list[Path] = []
        self.look()

    def look(self) -> None:
        """Look again for what other pages left: a page may be older than that work."""
        self.waiting = [path for path in self._files() if path.name != self.file]

    def keep(self, scenarios: Sequence[Scenario], lang: str) -> str:
        """Write them where they changed; returns what went wrong, in words, or nothing."""
        if self.folder is None or tuple(scenarios) == self.last:
            return ""
        if not self.last:
            for path in self._files()[STAY:]:
                with contextlib.suppress(OSError):
                    path.unlink()
        try:
            save(scenarios, self.folder / self.file)
        except InputError as error:
            return explain(error, lang)
        self.last = tuple(scenarios)
        return ""

    def take_back(self) -> tuple[Scenario, ...]:
        """The newest work that waits, then what is older; unreadable files are left alone."""
        while self.waiting:
            path = self.waiting.pop(0)
            with contextlib.suppress(InputError):
                return tuple(load(path))
        return ()

    def _files(self) -> list[Path]:
        """Our files, newest first; a folder that cannot be read has none."""
        found: list[tuple[float, Path]] = []
        with contextlib.suppress(OSError):
            for path in self.folder.glob(OURS) if self.folder else ():
                found.append((path.stat().st_mtime, path))
        return [path for _, path in sorted(found, reverse=True)]


def download(text: str, lang: str) -> str:
    """A link that saves a text as scenario.json, without a server."""
    data = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return (
        f'<a class="avgrisk-note" download="scenario.json" lang="{lang}" '
        f'href="data:application/json;base64,{data}">{words("scenario.download", lang)}</a>'
    )


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
