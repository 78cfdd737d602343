"""How many pages at once: each has a kernel of its own; one page too many waits, and says so."""

import html
import os
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import authenticated
from voila.tornado.handler import TornadoVoilaHandler

from avgrisk.core.labels import label
from avgrisk.core.languages import spoken

#: The page of who has to wait, and after how many seconds it looks again.
WAITING, AGAIN = Path(__file__).parent / "share" / "waiting.html", 3

#: Pages made at the same time (a start takes a processor), and pages that are open, at about 100 MB
#: each; AVGRISK_PAGES sets the second.
MAKING, OPEN = 2, 24


class Kernels(AsyncMappingKernelManager):
    """Kernels of which those that wait for a page are in use: none is stopped on the way to it."""

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Stop a kernel whose page is gone; the clock of one kept warm starts when it is given."""
        if kernel_id in self.warm():
            self._kernels[kernel_id].last_activity = datetime.now(UTC)
        else:
            await super().cull_kernel_if_idle(kernel_id)

    def warm(self) -> set[str]:
        """The kernels that wait for a page."""
        pools: dict[str, list[Any]] = getattr(self, "_pools", {})
        waiting = [task for pool in pools.values() for task in pool if task.done()]
        return {task.result()["kernel_id"] for task in waiting if not task.exception()}


class BoundedPage(TornadoVoilaHandler):
    """The page, or the page that waits for it where too many are being made or open."""

    making = 0

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Answer with the page; 503 with words and a time where it has to wait."""
        key = self._full()
        if key:
            self.set_status(503)
            self.set_header("Retry-After", str(AGAIN))
            self.finish(waiting(key, os.environ.get("AVGRISK_LANG", "nl")))
            return
        BoundedPage.making += 1
        try:
            await super().get(path)
        finally:
            BoundedPage.making -= 1

    def _full(self) -> str:
        """Why the page has to wait: "busy", "full"; "" where it has not."""
        if BoundedPage.making >= MAKING:
            return "busy"
        manager = self.kernel_manager
        open_pages = len(manager.list_kernel_ids()) - len(manager.warm())
        return "full" if open_pages >= most_pages() else ""


def most_pages() -> int:
    """How many pages may be open, at least one."""
    asked = os.environ.get("AVGRISK_PAGES", "")
    return max(1, int(asked)) if asked.isdecimal() else OPEN


def waiting(key: str, lang: str) -> str:
    """The page of who has to wait, which looks again by itself."""
    lang = lang if lang in spoken() else "nl"
    text = label(f"app.{key}", lang, pages=most_pages())
    return Template(WAITING.read_text(encoding="utf-8")).substitute(
        lang=lang, seconds=AGAIN, title=html.escape(label("app.wait", lang)), text=html.escape(text)
    )
