"""Tabs: one panel of a screen at a time, switched in the browser without asking the kernel."""

from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.figures.style import TOKENS, rules


class Tabs(anywidget.AnyWidget):
    """A row of tabs over panels made by `panel`; `tabs` are [key, words], `tab` the first shown."""

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, Path(__file__).with_suffix(".css"))
    tabs: Any = traitlets.List().tag(sync=True)
    tab = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)


def panel(key: str, *parts: widgets.Widget) -> widgets.Box:
    """What stands under the tab of this key."""
    box = widgets.VBox(list(parts))
    box.add_class("avgrisk-tab")
    box.add_class(f"avgrisk-tab-{key}")
    return box
