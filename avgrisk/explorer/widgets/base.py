"""What every screen of widgets shares: the rules of the page, and a choice sent in one piece."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgrisk.figures.markup import TextTwin
from avgrisk.figures.style import TOKENS, rules

#: Labels above their control, in columns that wrap.
CONTROLS = Path(__file__).with_name("controls.css")

#: What our own controls are made of.
PARTS = Path(__file__).with_name("parts.css")


class Screen(TextTwin, widgets.VBox):
    """A block of widgets that is one screen, with all its words where there is no widget."""

    def __init__(self, children: Iterable[widgets.Widget], *classes: str, **traits: Any):
        super().__init__(list(children), **traits)
        for name in ("avgrisk-explorer", *classes):
            self.add_class(name)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget, and its words for a web page and a check of the notebook."""
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": self.text}


def styles(*sheets: Path) -> widgets.HTML:
    """The rules of the page and those of these style sheets, as a widget without size."""
    hidden = widgets.Layout(display="none")
    return widgets.HTML(f"<style>{rules(TOKENS, CONTROLS, *sheets)}</style>", layout=hidden)


def choose(widget: Any, options: list[tuple[str, Any]], value: Any) -> None:
    """Send options and value together, so that no other value is shown in between."""
    with widget.hold_sync():
        if tuple(widget.options) != tuple(options):
            widget.options = options
        if widget.value != value:
            widget.value = value
