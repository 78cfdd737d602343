"""A button that opens the stage of a case, full screen for a room, in a tab of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
from avgrisk.figures.markup import language
from avgrisk.figures.style import TOKENS, rules


class Presenter(anywidget.AnyWidget):
    """The button *Presenteer*. The page is made when it is pressed, and stays in the browser.

    `case` is a shipped case, `lang` the language of its page; an unknown one is an InputError.
    """

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, Path(__file__).with_suffix(".css"))
    case = traitlets.Unicode("ing-2014")
    lang = traitlets.Unicode("nl").tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)

    def __init__(self, case: str = "ing-2014", lang: str = "nl"):
        super().__init__(case=load_case(case).id, lang=language(lang))
        self.words = label("stage.present", self.lang)
        self.on_msg(self._asked)

    @property
    def page(self) -> str:
        """The stage as one page."""
        from avgrisk.reports.stage_page import stage_html

        return stage_html(self.case, self.lang)

    @traitlets.observe("lang")
    def _spoke(self, change: dict) -> None:
        self.words = label("stage.present", change["new"])

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content == "present":
            self.send({"page": self.page})


def present(case: str = "ing-2014", lang: str = "nl") -> Presenter:
    """A button that opens the stage of a case in a tab of its own."""
    return Presenter(case, lang)
