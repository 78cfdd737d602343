"""The one field a plan begins with: what somebody wants to do with which data, in a sentence."""

from typing import Any

import traitlets

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.widgets.base import Ours

#: Sentences to click, by their label.
EXAMPLES = ("ask.example.bank", "ask.example.shop", "ask.example.town")


def example_in(lang: str, text: str) -> str:
    """An example of ours in this language; "" for any other text."""
    for key in EXAMPLES:
        if text in [label(key, each) for each in LANGUAGES]:
            return label(key, lang)
    return ""


class Ask(Ours):
    """A field, a button and examples; `text` is what was read last, `then` is called with a text.

    `small` folds the examples away once a plan stands.
    """

    text = traitlets.Unicode().tag(sync=True)
    words: Any = traitlets.Dict().tag(sync=True)
    examples: Any = traitlets.List().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    small = traitlets.Bool(False).tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)

    def dress(self, wording: Wording) -> None:
        """Words in the language of the screen."""
        with self.hold_sync():
            self.lang = wording.lang
            self.words = {
                key: label(f"ask.{key}", wording) for key in ("question", "lead", "read", "or")
            }
            self.examples = [label(key, wording) for key in EXAMPLES]

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """Only a text is passed on."""
        if isinstance(content.get("read"), str):
            self.then(content["read"])
