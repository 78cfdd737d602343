"""A button that puts words on the clipboard, and shows them, to be pasted in a mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.figures.style import TOKENS, rules


class Copier(anywidget.AnyWidget):
    """A button with `words`; pressed, it shows the text that `made` returns and copies it.

    `done` is said when it was copied, `shut` stands on the button that closes it.
    """

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, Path(__file__).with_suffix(".css"), Path(__file__).with_name("opener.css"))
    words = traitlets.Unicode().tag(sync=True)
    done = traitlets.Unicode().tag(sync=True)
    shut = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    ready = traitlets.Bool(True).tag(sync=True)

    def __init__(self, made: Callable[[], str], **traits: Any):
        super().__init__(**traits)
        self._made = made
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == "copy":
            self.send({"text": self._made()})
