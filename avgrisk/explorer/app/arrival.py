"""Tells the kernel that a page is seen (a warm one may be older than what it should know), and the
page that its kernel is gone: what it shows is then old, and what was typed is kept."""

from collections.abc import Callable
from typing import Any

import traitlets

from avgrisk.core.labels import label
from avgrisk.explorer.widgets.base import Ours

#: What the page says of a kernel that is gone.
SAID = ("title", "text", "again")


class Arrival(Ours):
    """Calls `then` each time it is drawn on a page, and answers when the page asks who is there."""

    SHEETS = ()
    words: Any = traitlets.Dict().tag(sync=True)

    def __init__(self, then: Callable[[], None], lang: str = "nl"):
        super().__init__(then)
        self.speak(lang)

    def speak(self, lang: str) -> None:
        """The language of what the page says when nobody answers any more."""
        self.words = {"lang": lang} | {part: label(f"app.gone_{part}", lang) for part in SAID}

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """That it is drawn, or the question who is there."""
        if content.get("said") == "arrived":
            self.then()
        elif content.get("said") == "there?":
            self.send("here")
