"""A button that opens a page of ours in a tab of its own: made when asked for, kept nowhere."""

from typing import Any

import traitlets

from avgrisk.explorer.widgets.base import PARTS, Ours
from avgrisk.figures.style import TOKENS, rules


class Opener(Ours):
    """A button with `words`; pressed, it opens the page that `then` returns. Disabled: `ready`."""

    #: What the button asks the kernel for, and the name of what comes back.
    ASKED, ANSWER = "open", "page"

    _css = rules(TOKENS, PARTS)
    words = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    ready = traitlets.Bool(True).tag(sync=True)

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """The button is pressed."""
        if content.get("said") == self.ASKED:
            self.send({self.ANSWER: self.then()})
