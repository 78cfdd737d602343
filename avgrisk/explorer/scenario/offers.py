"""What would help, as buttons in a list: words, effort, and numbers that can be compared."""

from dataclasses import asdict
from typing import Any

import traitlets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario.slow_views import Offer
from avgrisk.explorer.widgets.base import Ours

#: What stands above the columns, by its label.
HEADS = ("name", "step", "effort", "drop", "value")


class Offers(Ours):
    """A button a row; `then` is called with the levers of the one that was pressed."""

    rows: Any = traitlets.List().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)

    def dress(self, offers: tuple[Offer, ...], wording: Wording) -> None:
        """The rows, and the words above them."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {head: label(f"offers.{head}", wording) for head in HEADS}
            self.rows = [asdict(offer) for offer in offers]

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """Only levers are passed on."""
        if isinstance(content.get("take"), str):
            self.then(content["take"])
