"""The app's page: one plan, a whole register or a case to replay; what is asked for is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.core.labels import label
from avgrisk.explorer.scenario import state
from avgrisk.explorer.scenario.explorer import ScenarioExplorer
from avgrisk.figures.style import fill

#: One plan, a whole register, a case.
PLACES = ("one", "register", "case")

SCRIPT = """
export default {
  render({ model, el }) {
    const nav = document.createElement("nav");
    nav.className = "avgrisk-places";
    el.append(nav);
    const draw = () => {
      nav.setAttribute("aria-label", model.get("name"));
      nav.lang = model.get("lang");
      const held = nav.contains(document.activeElement);
      nav.replaceChildren(...model.get("places").map(([key, text]) => {
        const press = document.createElement("button"), here = key === model.get("place");
        press.textContent = text;
        press.className = "avgrisk-goto";
        if (here) press.setAttribute("aria-current", "page");
        press.addEventListener("click", () => { model.set("place", key); model.save_changes(); });
        return press;
      }));
      if (held) nav.querySelector("[aria-current]")?.focus();
    };
    const watched = ["change:places", "change:place", "change:name"];
    for (const event of watched) model.on(event, draw);
    draw();
    return () => { for (const event of watched) model.off(event, draw); };
  },
};
"""
LOOK = """
.avgrisk-places{display:flex;flex-wrap:wrap;gap:4px;margin:4px 2px 8px}
.avgrisk-goto{min-height:36px;padding:4px 16px;border:1px solid $muted;border-radius:6px;
background:$surface;color:$ink;font:600 15px/22px system-ui,sans-serif;cursor:pointer}
.avgrisk-goto[aria-current]{background:$ink;color:$surface}
.avgrisk-goto:focus-visible{outline:3px solid $link;outline-offset:1px}
.avgrisk-app,.avgrisk-app>.widget-box,.jp-OutputArea:has(.avgrisk-app),
.jp-OutputArea-child:has(.avgrisk-app),.jp-OutputArea-output:has(.avgrisk-app){overflow:visible}
@media(min-width:900px){.avgrisk-app .avgrisk-columns>:first-child{position:sticky;top:0;
align-self:start;max-height:100vh;overflow-y:auto;scrollbar-gutter:stable}
.avgrisk-app .avgrisk-columns>:first-child>*{flex-shrink:0}}
"""


class Places(anywidget.AnyWidget):
    """The way between the places of the app; `place` is where we are."""

    _esm = SCRIPT
    _css = fill(LOOK)
    places: Any = traitlets.List().tag(sync=True)
    place = traitlets.Enum(PLACES, PLACES[0]).tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """What stands in a place: its widget, its language buttons, and how to leave it or speak."""

    widget: widgets.Widget
    language: widgets.ToggleButtons
    speak: Callable[[str], None]
    leave: Callable[[], None] = lambda: None


class AppPage(widgets.VBox):
    """The places of the app, one at a time; `stands` holds those where somebody has been.

    `more` are widgets without size that belong to the page. Each place has its own language
    buttons; whoever goes to another place takes the language along.
    """

    def __init__(self, explorer: ScenarioExplorer, *more: widgets.Widget):
        self.stands = {PLACES[0]: _one(explorer)}
        self.places = Places()
        self.shown = widgets.VBox([explorer])
        super().__init__([self.places, self.shown, *more])
        self.add_class("avgrisk-app")
        self._dress(explorer.state.lang)
        self.places.observe(self._went, "place")
        explorer.panel.language.observe(self._spoke, "value")

    def go(self, place: str) -> None:
        """To "one", "register" or "case"."""
        self.places.place = place

    def _went(self, change: dict) -> None:
        """The place is shown in the language of the one we come from."""
        old = self.stands[change["old"]]
        old.leave()
        new = self._stand(change["new"], old.language.value)
        if new.language.value != old.language.value:
            new.speak(old.language.value)
        self.shown.children = (new.widget,)

    def _stand(self, place: str, lang: str) -> Stand:
        """What stands in a place, made when somebody first goes there."""
        if place not in self.stands:
            self.stands[place] = MADE[place](lang)
            self.stands[place].language.observe(self._spoke, "value")
        return self.stands[place]

    def _spoke(self, change: dict) -> None:
        """The page follows the button, also one pressed on the place that was just left."""
        lang, here = change["new"], self.stands[self.places.place]
        if lang and here.language.value != lang:
            here.speak(lang)
        elif lang:
            self._dress(lang)

    def _dress(self, lang: str) -> None:
        with self.places.hold_sync():
            self.places.name, self.places.lang = label("app.place", lang), lang
            self.places.places = [[place, label(f"app.{place}", lang)] for place in PLACES]


def _one(explorer: ScenarioExplorer) -> Stand:
    def speak(lang: str) -> None:
        explorer.change(state.speak(explorer.state, lang))

    return Stand(explorer, explorer.panel.language, speak)


def _register(lang: str) -> Stand:
    from avgrisk.explorer.register.desk import RegisterDesk

    desk = RegisterDesk(lang)
    return Stand(desk, desk.controls.language, desk.speak)


def _case(lang: str) -> Stand:
    from avgrisk.explorer.replay.desk import ReplayDesk

    desk = ReplayDesk(lang=lang)
    return Stand(desk, desk.language, partial(desk.set_trait, "lang"), desk.pause)


#: What is made when somebody first goes to a place.
MADE: dict[str, Callable[[str], Stand]] = {"register": _register, "case": _case}
