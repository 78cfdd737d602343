"""A button that opens the stage of a case, full screen for a room, in a tab of its own."""

import traitlets

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
from avgrisk.explorer.widgets.opener import Opener
from avgrisk.figures.markup import language


class Presenter(Opener):
    """The button *Presenteer*; `case` is a shipped case, an unknown one is an InputError."""

    case = traitlets.Unicode("ing-2014")

    def __init__(self, case: str = "ing-2014", lang: str = "nl"):
        super().__init__(self._page, case=load_case(case).id, lang=language(lang))
        self._spoke()
        self.observe(self._spoke, "lang")

    def _page(self) -> str:
        from avgrisk.reports.stage_page import stage_html

        return stage_html(self.case, self.lang)

    def _spoke(self, _: object = None) -> None:
        self.words = f"▶ {label('stage.present', self.lang)}"


def present(case: str = "ing-2014", lang: str = "nl") -> Presenter:
    """A button that opens the stage of a case in a tab of its own."""
    return Presenter(case, lang)
