"""A button that opens a page of ours in a tab of its own: made when asked for, kept nowhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.explorer.widgets.base import PARTS
from avgrisk.figures.style import TOKENS, rules


class Opener(anywidget.AnyWidget):
    """A button with `words`; pressed, it opens the page that `made` returns. Disabled: `ready`."""

    #: What the button asks the kernel for, and the name of what comes back.
    ASKED, ANSWER = "open", "page"

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, PARTS)
    words = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    ready = traitlets.Bool(True).tag(sync=True)

    def __init__(self, made: Callable[[], str], **traits: Any):
        super().__init__(**traits)
        self._made = made
        self.on_msg(self._asked)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == self.ASKED:
            self.send({self.ANSWER: self._made()})
