"""Tells the kernel that a page is seen (a warm one may be older than what it should know), and the
page that its kernel is gone: what it shows is then old, and what was typed is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.core.labels import label

#: What the page says of a kernel that is gone.
SAID = ("title", "text", "again")


class Arrival(anywidget.AnyWidget):
    """Calls `then` each time it is drawn on a page, and answers when the page asks who is there."""

    _esm = Path(__file__).with_suffix(".js")
    _css = Path(__file__).with_suffix(".css")
    words: Any = traitlets.Dict().tag(sync=True)

    def __init__(self, then: Callable[[], None], lang: str = "nl"):
        super().__init__()
        self._then = then
        self.speak(lang)
        self.on_msg(self._heard)

    def speak(self, lang: str) -> None:
        """The language of what the page says when nobody answers any more."""
        self.words = {"lang": lang} | {part: label(f"app.gone_{part}", lang) for part in SAID}

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        if content == "arrived":
            self._then()
        elif content == "there?":
            self.send("here")
