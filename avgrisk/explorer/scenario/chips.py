"""What was understood of a plan, as chips: each opens a list and can be put right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import plan_parts
from avgrisk.explorer.widgets.base import PARTS
from avgrisk.figures.style import TOKENS, rules

#: The words of the browser's part.
WORDS = ("search", "clear", "close", "either", "nothing", "drop", "name")


class Chips(anywidget.AnyWidget):
    """The chips of a plan; `then` is called with a part, a key, and whether it now holds."""

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, PARTS, Path(__file__).with_suffix(".css"))
    parts: Any = traitlets.List().tag(sync=True)
    options: Any = traitlets.Dict().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)

    def __init__(self, then: Callable[[str, str, bool], None]):
        super().__init__()
        self._then = then
        self.on_msg(self._asked)

    def dress(self, parts: list[plan_parts.Shown], wording: Wording) -> None:
        """These parts, in the language of the screen."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {key: label(f"chips.{key}", wording) for key in WORDS}
            options = {part.name: plan_parts.options(part.name, wording.lang) for part in parts}
            self.options = {name: [list(pair) for pair in found] for name, found in options.items()}
            self.parts = [part.plain() for part in parts]

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if not isinstance(content, dict):
            return
        part, key, on = (content.get(name) for name in ("part", "key", "on"))
        if part in plan_parts.FIELDS and isinstance(key, str):
            self._then(part, key, bool(on))
