"""Tabs: one panel of a screen at a time, switched in the browser without asking the kernel."""

from typing import Any

import ipywidgets as widgets
import traitlets

from avgrisk.explorer.widgets.base import Ours, classed
from avgrisk.figures.style import TOKENS


class Tabs(Ours):
    """A row of tabs over panels made by `panel`; `tabs` are [key, words], `tab` the first shown."""

    SHEETS = (TOKENS,)
    tabs: Any = traitlets.List().tag(sync=True)
    tab = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)


def panel(key: str, *parts: widgets.Widget) -> widgets.Box:
    """What stands under the tab of this key."""
    return classed(widgets.VBox(list(parts)), "avgrisk-tab", f"avgrisk-tab-{key}")
