"""Two boxes for raised hands, and the room beside the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.explorer.widgets.base import Screen, classed
from avgrisk.explorer.widgets.names import Names
from avgrisk.figures.markup import esc
from avgrisk.figures.show_of_hands import MOST, room

if TYPE_CHECKING:
    from avgrisk.scoring.score import RiskScore


class Hands(Screen):
    """Two boxes, `yes` and `no`, and the picture of the room; nothing is stored.

    `text` is what the picture says. Without a score the room stands alone, to be counted first.
    """

    text: str

    def __init__(self, score: RiskScore | None = None, lang: str = "nl", question: str = ""):
        self.score, self.lang = score, lang
        self.yes, self.no = (_box(label(f"room.{side}", lang)) for side in ("yes", "no"))
        self.picture, self.text = classed(widgets.HTML(), "avgrisk-live"), ""
        asked = question or label("room.question", lang)
        boxes = widgets.HBox([self.yes, self.no], layout=widgets.Layout(flex_flow="row wrap"))
        names = Names(lang=lang, name=asked)
        super().__init__([widgets.HTML(_heading(asked)), boxes, self.picture, names])
        for box in (self.yes, self.no):
            box.observe(self._show, "value")
        self._show()

    def reset(self) -> None:
        """As it began: both boxes at 0."""
        self.yes.value = self.no.value = 0

    def _show(self, change: object = None) -> None:
        shown = room(self.yes.value, self.no.value, self.score, self.lang)
        self.picture.value, self.text = shown.markup, shown.text


def hands(score: RiskScore | None = None, lang: str = "nl", question: str = "") -> Hands:
    """Two boxes for raised hands, with the score beside the room where one is given."""
    return Hands(score, lang, question)


def _box(name: str) -> widgets.BoundedIntText:
    layout = widgets.Layout(width="240px")
    style = {"description_width": "140px"}
    return widgets.BoundedIntText(
        value=0, min=0, max=MOST, description=name, layout=layout, style=style
    )


def _heading(question: str) -> str:
    style = "font-size:18px;line-height:28px;font-weight:600;margin:8px 0"
    return f'<p style="{style}">{esc(question)}</p>'
