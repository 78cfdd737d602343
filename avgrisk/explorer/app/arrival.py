"""Tells the kernel that a page is seen: a warm kernel may be older than what it should know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import anywidget


class Arrival(anywidget.AnyWidget):
    """Calls `then` each time it is drawn on a page."""

    _esm = Path(__file__).with_suffix(".js")

    def __init__(self, then: Callable[[], None]):
        super().__init__()
        self.on_msg(lambda _widget, content, _buffers: then() if content == "arrived" else None)
