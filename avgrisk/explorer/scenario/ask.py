"""The one field a plan begins with: what somebody wants to do with which data, in a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.widgets.base import PARTS
from avgrisk.figures.style import TOKENS, rules

#: Sentences to click, by their label.
EXAMPLES = ("ask.example.bank", "ask.example.shop", "ask.example.town")


class Ask(anywidget.AnyWidget):
    """A field, a button and examples; `text` is what was read last, `then` is called with a text.

    `small` folds the examples away once a plan stands.
    """

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, PARTS, Path(__file__).with_suffix(".css"))
    text = traitlets.Unicode().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    examples: Any = traitlets.List().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    small = traitlets.Bool(False).tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)

    def __init__(self, then: Callable[[str], None]):
        super().__init__()
        self._then = then
        self.on_msg(self._asked)

    def dress(self, wording: Wording) -> None:
        """Words in the language of the screen."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {
                key: label(f"ask.{key}", wording) for key in ("question", "lead", "read", "or")
            }
            self.examples = [label(key, wording) for key in EXAMPLES]

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and isinstance(content.get("read"), str):
            self._then(content["read"])
