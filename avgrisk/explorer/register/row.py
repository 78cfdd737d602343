"""One row of a register on the page: its A4, or the scenario explorer that begins with its use."""

from collections.abc import Callable
from dataclasses import replace

import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.core.records import ProposedUse
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.register.shown import KINDS
from avgrisk.explorer.scenario.scenario_explorer import ScenarioExplorer
from avgrisk.explorer.scenario.scenario_file import NAME, Scenario, plain
from avgrisk.explorer.widgets.base import bar, button, put, show
from avgrisk.reports.a4 import a4_figure, a4_html
from avgrisk.scoring.index import RiskIndex


class RowPage(widgets.VBox):
    """Shows the row that is open; `row` is None where there is none.

    `explorer` is the scenario explorer while it is open. `back` is called by the way back.
    """

    def __init__(self, back: Callable[[], None], saver: Saver):
        self.row: int | None = None
        self.explorer: ScenarioExplorer | None = None
        self._use = ProposedUse()
        self._index: RiskIndex | None = None
        self._saver, self._lang = saver, "nl"
        self.buttons = {
            "back": button("arrow-left", then=back),
            "sheet": button("download", then=self.save),
        }
        self.bar = bar(self.buttons.values())
        self.sheet = widgets.HTML()
        super().__init__()
        self.children: tuple[widgets.Widget, ...] = ()

    def enter(self, row: int, use: ProposedUse, action: str, index: RiskIndex, lang: str) -> None:
        """Open a row with its use: "a4" or "explore"."""
        self.row, self._use, self._index, self._lang = row, use, index, lang
        self.explorer = _explorer(use, lang, index) if action == "explore" else None
        self.dress(lang)

    def begin(self) -> None:
        """Put the reader at the top of it."""
        self.buttons["back"].focus()

    def leave(self) -> tuple[int | None, ProposedUse | None]:
        """Close it: which row it was, and the use as the explorer left it (None for a sheet)."""
        row, explorer = self.row, self.explorer
        self.row, self.explorer = None, None
        self._put()
        return row, None if explorer is None else explorer.state.use

    def save(self) -> None:
        """The sheet as a page of its own, which prints on one A4."""
        if self.row is not None and self._index is not None:
            page = a4_html(self._use, self._lang, self._index).encode("utf-8", "replace")
            self._saver.save(f"a4-{self.row + 1}.html", KINDS["html"], page)

    def dress(self, lang: str) -> None:
        """Everything in a language."""
        for name, part in self.buttons.items():
            part.description = label(f"desk.{name}", lang)
        if self.row is None or self._index is None:
            return
        if self.explorer is not None:
            if self.explorer.state.lang != lang:
                self.explorer.change(replace(self.explorer.state, lang=lang))
            self._put(self.explorer)
            return
        if lang != self._lang or not self.children:
            put(self.sheet, a4_figure(self._use, lang, self._index).markup)
        self._lang = lang
        self._put(self.sheet)

    def _put(self, *shown: widgets.Widget) -> None:
        """Under the buttons; nothing at all where no row is open."""
        show(self.buttons["sheet"], self.explorer is None)
        whole = (self.bar, *shown) if shown else ()
        if self.children != whole:
            self.children = whole


def _explorer(use: ProposedUse, lang: str, index: RiskIndex) -> ScenarioExplorer:
    """The explorer with the use under its own name, scored as the register is; its language is
    that of the page around it."""
    made = ScenarioExplorer(use, lang, None, index)
    made.change(replace(made.state, scenarios=(Scenario(plain(use.title, NAME), use),)))
    show(made.panel.language, False)
    return made
