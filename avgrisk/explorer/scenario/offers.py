"""What would help, as buttons in a list: words, effort, and numbers that can be compared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario.slow_views import Offer
from avgrisk.explorer.widgets.base import PARTS
from avgrisk.figures.style import TOKENS, rules

#: What stands above the columns, by its label.
HEADS = ("name", "step", "effort", "drop", "value")


class Offers(anywidget.AnyWidget):
    """A button a row; `then` is called with the levers of the one that was pressed."""

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, PARTS, Path(__file__).with_suffix(".css"))
    rows: Any = traitlets.List().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)

    def __init__(self, then: Callable[[str], None]):
        super().__init__()
        self._then = then
        self.on_msg(self._pressed)

    def dress(self, offers: tuple[Offer, ...], wording: Wording) -> None:
        """The rows, and the words above them."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {head: label(f"offers.{head}", wording) for head in HEADS}
            self.rows = [offer.plain() for offer in offers]

    def _pressed(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and isinstance(content.get("take"), str):
            self._then(content["take"])
