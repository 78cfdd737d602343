"""The app's page: one plan, a whole register, a case, a workshop; what is asked for is loaded."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import ipywidgets as widgets
import traitlets

from avgrisk.core.labels import label
from avgrisk.explorer.scenario.scenario_explorer import ScenarioExplorer
from avgrisk.explorer.widgets.base import Ours

#: One plan, a whole register, a case, a workshop.
PLACES = ("one", "register", "case", "workshop")


class Places(Ours):
    """The way between the places of the app; `place` is where we are."""

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
        """To "one", "register", "case" or "workshop"."""
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
            self.places.places = [
                [place, label(f"app.{place}", lang), label(f"app.short.{place}", lang)]
                for place in PLACES
            ]


def _one(explorer: ScenarioExplorer) -> Stand:
    return Stand(explorer, explorer.panel.language, explorer.speak)


def _register(lang: str) -> Stand:
    from avgrisk.explorer.register.register_desk import RegisterDesk

    desk = RegisterDesk(lang)
    return Stand(desk, desk.controls.language, desk.speak)


def _case(lang: str) -> Stand:
    from avgrisk.explorer.replay.replay_desk import ReplayDesk

    desk = ReplayDesk(lang=lang)
    return Stand(desk, desk.language, partial(desk.set_trait, "lang"), desk.pause)


def _workshop(lang: str) -> Stand:
    from avgrisk.explorer.workshop.desk import WorkshopDesk

    desk = WorkshopDesk(lang, os.environ.get("AVGRISK_FOLDER", "."))
    return Stand(desk, desk.language, partial(desk.set_trait, "lang"))


#: What is made when somebody first goes to a place.
MADE: dict[str, Callable[[str], Stand]] = {
    "register": _register,
    "case": _case,
    "workshop": _workshop,
}
