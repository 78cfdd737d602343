"""Where every part of one plan stands: the question, what was read, the bar, and the tabs."""

from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgrisk.explorer.scenario.panel import Panel
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.tabs import panel as tab

#: How it fits on a screen.
LAYOUT = Path(__file__).with_suffix(".css")

#: Which note stands under which field.
NOTES = {"sector": "place", "data_categories": "data"}


def layout(panel: Panel) -> list[widgets.Widget]:
    """Where everything stands: the question, what was read, the bar, and the tabs under it."""
    shown, button = panel.places, panel.buttons
    fields: list[widgets.Widget] = []
    for name, widget in panel.fields.items():
        note = [shown[NOTES[name]]] if name in NOTES else []
        fields.append(widgets.VBox([widget, *note]))
    grid = widgets.Box(fields)
    grid.add_class("avgrisk-fields")
    top = [button["new"], panel.a4, button["save"], panel.share, button["undo"], button["redo"]]
    top += [panel.upload, button["restore"], panel.language]
    return [
        *(base.styles(LAYOUT), _bar(top, "avgrisk-top"), panel.message, panel.link),
        *(panel.ask, panel.chips, shown["bar"], panel.tabs),
        tab(
            "why",
            _column(
                shown["strip"],
                shown["text"],
                _bar([*panel.confirms.values()], "avgrisk-confirms"),
            ),
            shown["bars"],
        ),
        tab(
            "help",
            _column(shown["advice"], panel.offers),
            shown["questions"],
        ),
        tab("law", _column(panel.views, shown["law"]), shown["axes"]),
        tab("cases", shown["similar"], shown["article"]),
        tab("spectrum", shown["spectrum"], shown["grants"]),
        tab(
            "compare",
            _bar([panel.pick, panel.called, button["add"], button["remove"]]),
            shown["compare"],
        ),
        tab("fields", grid),
        *(shown["sheet"], panel.names),
    ]


def _bar(parts: list[Any], name: str = "avgrisk-bar") -> widgets.Box:
    bar = widgets.Box(parts)
    for part in {"avgrisk-bar", name}:
        bar.add_class(part)
    return bar


def _column(*parts: widgets.Widget) -> widgets.VBox:
    """Parts under one another, beside another column where there is room."""
    column = widgets.VBox(list(parts))
    column.add_class("avgrisk-column")
    return column
