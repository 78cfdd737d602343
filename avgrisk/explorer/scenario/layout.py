"""Where every part of one plan stands: the question, what was read, the bar, and the tabs."""

from pathlib import Path

import ipywidgets as widgets

from avgrisk.explorer.scenario.panel import Panel
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.base import bar, classed
from avgrisk.explorer.widgets.tabs import panel as tab

#: How it fits on a screen.
LAYOUT = Path(__file__).with_suffix(".css")

#: Which note stands under which field.
NOTES = {"sector": "place", "data_categories": "data"}


def layout(panel: Panel) -> list[widgets.Widget]:
    """Where everything stands: the question, what was read, the bar, and the tabs under it."""
    shown, button = panel.places, panel.buttons
    fields = [
        widgets.VBox([widget, *([shown[NOTES[name]]] if name in NOTES else [])])
        for name, widget in panel.fields.items()
    ]
    top = [button["new"], panel.a4, button["save"], panel.share, button["undo"], button["redo"]]
    top += [panel.upload, button["restore"], panel.language]
    return [
        *(base.styles(LAYOUT), bar(top, "avgrisk-top"), panel.message, panel.link),
        *(panel.ask, panel.chips, shown["bar"], panel.tabs),
        tab(
            "why",
            _column(
                *(shown["strip"], shown["text"]), bar(panel.confirms.values(), "avgrisk-confirms")
            ),
            shown["bars"],
        ),
        tab("help", _column(shown["advice"], panel.offers), shown["questions"]),
        tab("law", _column(panel.views, shown["law"]), shown["axes"]),
        tab("cases", shown["similar"], shown["article"]),
        tab("spectrum", shown["spectrum"], shown["grants"]),
        tab(
            "compare",
            bar([panel.pick, panel.called, button["add"], button["remove"]]),
            shown["compare"],
        ),
        tab("fields", classed(widgets.Box(fields), "avgrisk-fields")),
        *(shown["sheet"], panel.names),
    ]


def _column(*parts: widgets.Widget) -> widgets.VBox:
    """Parts under one another, beside another column where there is room."""
    return classed(widgets.VBox(list(parts)), "avgrisk-column")
