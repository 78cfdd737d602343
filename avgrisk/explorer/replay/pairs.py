"""What if, for any case; and the pairs of cases side by side, with buttons, endings last."""

import ipywidgets as widgets
import traitlets

from avgrisk.cases.case_base import load_case, teaching_pairs
from avgrisk.core.labels import label
from avgrisk.core.languages import either
from avgrisk.explorer.widgets.base import Screen, classed
from avgrisk.explorer.widgets.names import Names
from avgrisk.figures.twins import twin_compare


class TwinExplorer(Screen):
    """Choose one of the shipped pairs and compare; `revealed` shows how both ended.

    `pair` is a place in `teaching_pairs()`; another pair hides the endings again.
    """

    text: str
    pair = traitlets.Int(0)
    revealed = traitlets.Bool(False)

    def __init__(self, pair: int = 0, lang: str = "nl"):
        self.lang, self.text = lang, ""
        options = [(_pair_name(place, lang), place) for place in range(len(teaching_pairs()))]
        name = label("twins.pair", lang)
        self.choice = widgets.Dropdown(options=options, description=name)
        self.choice.layout.width = "min(100%, 640px)"
        self.reveal = widgets.ToggleButton(description=label("twins.reveal", lang), icon="eye")
        self.reveal.layout.width = "240px"
        self.picture = classed(widgets.HTML(), "avgrisk-live")
        names = Names(lang=lang, name=label("twins.title", lang))
        super().__init__([self.choice, self.picture, self.reveal, names])
        traitlets.link((self, "pair"), (self.choice, "value"))
        traitlets.link((self, "revealed"), (self.reveal, "value"))
        self.observe(self._other, "pair")
        self.observe(self._show, "revealed")
        self.pair = pair
        self._show()

    def reset(self) -> None:
        """As it began: the first pair, its endings hidden."""
        self.pair = 0
        self._other()

    def _other(self, change: object = None) -> None:
        self.revealed = False
        self._show()

    def _show(self, change: object = None) -> None:
        first, second, *_ = teaching_pairs()[self.pair]
        figure = twin_compare(first, second, self.lang, self.revealed)
        self.picture.value, self.text = figure.markup, figure.text


def _pair_name(place: int, lang: str) -> str:
    """Both organisations and what differs."""
    pair = teaching_pairs()[place]
    first, second = (load_case(id).named(lang) for id in (pair.first, pair.second))
    return f"{first} / {second}: {either(pair.why_nl, pair.why_en, lang)}"
