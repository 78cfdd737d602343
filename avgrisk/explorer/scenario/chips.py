"""What was understood of a plan, as chips: each opens a list and can be put right."""

from typing import Any

import traitlets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import plan_parts
from avgrisk.explorer.widgets.base import Ours

#: The words of the browser's part.
WORDS = ("search", "clear", "close", "either", "nothing", "drop", "name")


class Chips(Ours):
    """The chips of a plan; `then` is called with a part, a key, and whether it now holds."""

    parts: Any = traitlets.List().tag(sync=True)
    options: Any = traitlets.Dict().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)

    def dress(self, parts: list[plan_parts.Shown], wording: Wording) -> None:
        """These parts, in the language of the screen."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {key: label(f"chips.{key}", wording) for key in WORDS}
            options = {part.name: plan_parts.options(part.name, wording.lang) for part in parts}
            self.options = {name: [list(pair) for pair in found] for name, found in options.items()}
            self.parts = [part.plain() for part in parts]

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """Only a part that there is is passed on, with a key."""
        part, key, on = (content.get(name) for name in ("part", "key", "on"))
        if part in plan_parts.FIELDS and isinstance(key, str):
            self.then(part, key, bool(on))
