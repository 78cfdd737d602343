"""The app's page: one plan in the explorer, or a whole register, which is loaded when asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.explorer.scenario import ScenarioExplorer
from avgrisk.figures.style import fill
from avgrisk.labels import label

if TYPE_CHECKING:
    from avgrisk.explorer.register_desk import RegisterDesk

#: One plan, a whole register.
PLACES = ("one", "register")

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
"""


class Places(anywidget.AnyWidget):
    """The way between the places of the app; `place` is where we are."""

    _esm = SCRIPT
    _css = fill(LOOK)
    places: Any = traitlets.List().tag(sync=True)
    place = traitlets.Enum(PLACES, PLACES[0]).tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)


class AppPage(widgets.VBox):
    """The explorer and the register, one at a time; `desk` is None until somebody goes there.

    `more` are widgets without size that belong to the page. Each place has its own language
    buttons; whoever goes to the other place takes the language along.
    """

    def __init__(self, explorer: ScenarioExplorer, *more: widgets.Widget):
        self.explorer = explorer
        self.desk: RegisterDesk | None = None
        self.places = Places()
        self.shown = widgets.VBox([explorer])
        super().__init__([self.places, self.shown, *more])
        self._dress(explorer.state.lang)
        self.places.observe(self._went, "place")
        explorer.panel.language.observe(self._spoke, "value")

    def go(self, place: str) -> None:
        """To "one" or "register"."""
        self.places.place = place

    def _went(self, change: Any) -> None:
        if self.places.place == "register":
            desk, lang = self._desk(), self.explorer.state.lang
            if desk.lang != lang:
                desk.speak(lang)
            self.shown.children = (desk,)
        elif self.desk is not None:
            self.explorer.change(replace(self.explorer.state, lang=self.desk.lang))
            self.shown.children = (self.explorer,)

    def _desk(self) -> RegisterDesk:
        """The register, made when somebody first goes there."""
        if self.desk is None:
            from avgrisk.explorer.register_desk import RegisterDesk

            self.desk = RegisterDesk(self.explorer.state.lang)
            self.desk.controls.language.observe(self._spoke, "value")
        return self.desk

    def _spoke(self, change: Any) -> None:
        if change["new"]:
            self._dress(change["new"])

    def _dress(self, lang: str) -> None:
        with self.places.hold_sync():
            self.places.name, self.places.lang = label("app.place", lang), lang
            self.places.places = [[place, label(f"app.{place}", lang)] for place in PLACES]
