"""The table of a scored register on the page: a real table with sorting, a filter and pages."""

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from avgrisk.core.labels import label
from avgrisk.explorer.register import view as views
from avgrisk.explorer.register.view import CHANGED, COLUMNS, PAGE, REJECTED, RIGHT, View
from avgrisk.explorer.widgets.base import Ours, Ourselves

#: Longest filter that is looked at.
LONGEST = 200
#: What can be done with a row.
ACTIONS = ("a4", "explore")
WORDS = ("filter", "kind", "previous", "next", "caption", "actions", "a4", "explore")


class Grid(Ours):
    """A page of rows; `query`, `kind`, `sort`, `down` and `page` say which, from either side.

    `then` is called with an action and a row of the register when its button is pressed. Sorting
    and filtering happen in the kernel, so that the page holds a hundred rows however many there
    are.
    """

    heads: Any = traitlets.List().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    kinds: Any = traitlets.List().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)
    pages = traitlets.Int(1).tag(sync=True)
    query = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    sort = traitlets.Unicode("rank").tag(sync=True)
    down = traitlets.Bool(False).tag(sync=True)
    page = traitlets.Int(0).tag(sync=True)

    def __init__(self, then: Callable[[str, int], None]):
        super().__init__(then)
        self.shown: View | None = None
        self.order = np.array([], dtype=np.int64)
        self._ours = Ourselves()
        self.observe(self._ours.unless(self._looked), ["query", "kind", "sort", "down"])
        self.observe(self._ours.unless(lambda _: self._fill()), "page")

    def anew(self) -> None:
        """As if nobody had sorted or filtered: for another register."""
        self.shown = None
        with self.hold_sync():
            self.query = self.kind = ""
            self.sort, self.down, self.page = "rank", False, 0

    def show(self, view: View, lang: str) -> None:
        """Another register, or the same one in other words or with other scores."""
        self.shown = view
        heads = [
            {"key": key, "label": label(name, lang), "right": key in RIGHT}
            for key, name in view.columns.items()
        ]
        kinds = [["", label("desk.every", lang)]]
        kinds += [[name, label(f"band.{name}", lang)] for name, _ in view.assessed.index.bands]
        kinds.append([REJECTED, label("desk.only_rejected", lang)])
        kinds.append([CHANGED, label("desk.only_changed", lang)])
        words = {name: label(f"desk.table.{name}", lang) for name in WORDS}
        counts = label("desk.table.count", lang, shown="{shown}", total="{total}")
        turns = label("desk.table.page", lang, page="{page}", pages="{pages}")
        with self.hold_sync():
            self.heads, self.kinds = heads, kinds
            self.words = words | {"count": counts, "page": turns}
            self._fill()

    def return_to(self, row: int, action: str) -> None:
        """Put the reader back on the button of a row."""
        self.send({"kind": "focus", "row": row, "action": action})

    def _looked(self, change: Any) -> None:
        """Another filter or order begins on the first page."""
        with self._ours, self.hold_sync():
            self.page = 0
            self._fill()

    def _fill(self) -> None:
        """The rows of this page."""
        shown = self.shown
        if shown is None:
            return
        sort = self.sort if self.sort in shown.columns else "rank"
        found = views.chosen(shown, self.query[:LONGEST], self.kind)
        self.order = views.ordered(shown, found, sort, self.down)
        self.pages = max(1, -(-len(self.order) // PAGE))
        page = min(max(self.page, 0), self.pages - 1)
        here = self.order[page * PAGE : (page + 1) * PAGE].tolist()
        self.rows = [self._row(shown, row) for row in here]
        counts = {"shown": len(self.order), "total": len(shown.search)}
        self.told = self.words["count"].format(**counts)

    def _row(self, shown: View, row: int) -> dict[str, Any]:
        cells = [shown.cells[key][row] for key in shown.columns]
        return {"row": row, "kind": str(shown.kind[row]), "cells": cells}

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """A button of a row; only rows that are scored have buttons."""
        if self.shown is None:
            return
        action, row = content.get("action"), content.get("row")
        if action not in ACTIONS or not isinstance(row, int):
            return
        if 0 <= row < len(self.shown.search) and self.shown.kind[row] != REJECTED:
            self.then(str(action), row)

    def table(self, *columns: str, most: int = PAGE) -> list[dict[str, str]]:
        """The rows on this page in words, by the heads of these columns (or all): for a probe."""
        if self.shown is None:
            return []
        kept = columns or tuple(COLUMNS)
        names = {head["key"]: head["label"] for head in self.heads}
        places = {head["key"]: place for place, head in enumerate(self.heads)}
        return [
            {names[key]: row["cells"][places[key]] for key in kept if key in names}
            for row in self.rows[:most]
        ]
