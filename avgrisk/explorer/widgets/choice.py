"""One of a few named levels, as a row of radio buttons with every word in view."""

from typing import Any

import traitlets

from avgrisk.explorer.widgets.base import Ours
from avgrisk.figures.style import TOKENS


class Choice(Ours):
    """A row of radio buttons: `options` are (words, value), `value` the chosen one.

    In the browser it is known by its place among the options, so that a value may be anything.
    """

    SHEETS = (TOKENS,)
    description = traitlets.Unicode().tag(sync=True)
    words: Any = traitlets.List().tag(sync=True)
    place = traitlets.Int(0).tag(sync=True)
    options: Any = traitlets.Tuple()
    value: Any = traitlets.Any("")

    def __init__(self, options: Any = (("", ""),), **kwargs: Any):
        super().__init__(**kwargs)
        self.options = tuple(options)
        self.value = self.options[0][1] if self.options else ""

    @property
    def label(self) -> str:
        """The words of the chosen value."""
        return str(self.options[self.place][0])

    @traitlets.observe("options", "value")
    def _follow(self, _: Any) -> None:
        """Other options or another value: what the browser shows."""
        values = [value for _, value in self.options]
        with self.hold_sync():
            self.words = [str(words) for words, _ in self.options]
            if self.value in values:
                self.place = values.index(self.value)

    @traitlets.observe("place")
    def _placed(self, change: Any) -> None:
        if 0 <= change["new"] < len(self.options):
            self.value = self.options[change["new"]][1]
