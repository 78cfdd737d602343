"""The parts of the scenario explorer on screen: widgets and their words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import scenario_file, standing, use_fields, views
from avgrisk.explorer.scenario.ask import Ask
from avgrisk.explorer.scenario.chips import Chips
from avgrisk.explorer.scenario.offers import Offers
from avgrisk.explorer.scenario.state import State
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.base import classed
from avgrisk.explorer.widgets.copier import Copier
from avgrisk.explorer.widgets.names import Names
from avgrisk.explorer.widgets.opener import Opener
from avgrisk.explorer.widgets.stage import Place, Stage
from avgrisk.explorer.widgets.tabs import Tabs
from avgrisk.scoring.legal import VIEWS
from avgrisk.scoring.score import RiskScore

#: The pictures that follow every move, and those that wait for a pause.
LIVE = ("bar", "strip", "bars", "law", "axes", "questions", "text", "data", "place")
LATER = ("article", "advice", "similar", "compare", "spectrum", "grants", "sheet")

#: One thing at a time under the bar; the first is shown first.
TABS = ("why", "help", "law", "cases", "spectrum", "compare", "fields")

#: Buttons by name, with their sign.
BUTTONS = {
    "new": "file-o",
    "undo": "undo",
    "redo": "repeat",
    "add": "plus",
    "remove": "trash",
    "save": "save",
    "restore": "history",
}


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Every widget of the explorer. `fields` by field of a use, `buttons` by name, `confirms` by
    reading; `stage` holds the pictures of `places`."""

    ask: Ask
    chips: Chips
    offers: Offers
    tabs: Tabs
    a4: Opener
    share: Copier
    stage: Stage
    places: dict[str, Place]
    fields: dict[str, Any]
    buttons: dict[str, widgets.Button]
    confirms: dict[str, widgets.Button]
    pick: widgets.Dropdown
    called: widgets.Text
    language: widgets.ToggleButtons
    views: widgets.ToggleButtons
    upload: widgets.FileUpload
    message: widgets.HTML
    link: widgets.HTML
    names: Names


@dataclass(frozen=True, slots=True)
class Acts:
    """What our own controls ask for: read, set a part, take an offer, make the sheet or words."""

    read: Callable[[str], None]
    set: Callable[[str, str, bool], None]
    pull: Callable[[str], None]
    sheet: Callable[[], str]
    words: Callable[[], str]


def make(acts: Acts) -> Panel:
    """Every widget, still without words."""
    stage = Stage.of(*LIVE, *LATER)
    panel = Panel(
        ask=Ask(acts.read),
        chips=Chips(acts.set),
        offers=Offers(acts.pull),
        tabs=Tabs(tab=TABS[0]),
        a4=Opener(acts.sheet),
        share=Copier(acts.words),
        stage=stage,
        places={name: Place(stage, name) for name in (*LIVE, *LATER)},
        fields={name: use_fields.make(name) for name in use_fields.FIELDS},
        buttons={name: base.button(icon) for name, icon in BUTTONS.items()},
        confirms={name: base.button("check") for name in READINGS},
        pick=classed(widgets.Dropdown(options=[("", 0)]), "avgrisk-field"),
        called=classed(widgets.Text(), "avgrisk-field"),
        language=base.language_switch(),
        views=classed(base.switch(), "avgrisk-views"),
        upload=classed(widgets.FileUpload(accept=".json", multiple=False), "avgrisk-act"),
        message=classed(widgets.HTML(), "avgrisk-live"),
        link=widgets.HTML(),
        names=Names(),
    )
    for name in ("undo", "redo", "restore"):
        panel.buttons[name].add_class("avgrisk-icon")
    panel.buttons["restore"].add_class("avgrisk-told-once")
    classed(panel.places["bar"], "avgrisk-live", "avgrisk-pinned")
    classed(panel.places["sheet"], "avgrisk-sheet")
    return panel


def dress(panel: Panel, state: State, score: RiskScore, waits: bool) -> None:
    """Words and values of every control; what did not change is not sent.

    `waits`: earlier work can be put back.
    """
    wording = views.spoken(state)
    for name, widget in panel.fields.items():
        use_fields.dress(widget, name, state.use, wording)
    places = [(views.title(state, at), at) for at in range(len(state.scenarios))]
    base.choose(panel.pick, _told(places), state.active, label("scenario.pick", wording))
    panel.called.description = label("scenario.called", wording)
    if panel.called.value != state.scenario.name:
        panel.called.value = state.scenario.name
    looks = [(label(f"explorer.view.{view}", wording), view) for view in VIEWS]
    base.choose(panel.views, looks, state.view, label("explorer.view", wording))
    base.choose_language(panel.language, wording.lang)
    panel.upload.description = panel.upload.tooltip = label("scenario.load", wording)
    panel.names.name, panel.names.lang = label("scenario.name", wording), wording.lang
    _dress_own(panel, score, wording)
    _dress_buttons(panel.buttons, state, waits)
    _dress_confirms(panel.confirms, score, wording)


def _dress_own(panel: Panel, score: RiskScore, wording: Wording) -> None:
    """The words of our own controls, and whether there is a sheet to open."""
    panel.ask.dress(wording)
    panel.tabs.name = label("tab.name", wording)
    panel.tabs.tabs = [[name, label(f"tab.{name}", wording)] for name in TABS]
    for button, words in ((panel.a4, "one.a4"), (panel.share, "one.share")):
        button.words, button.lang = label(words, wording), wording.lang
        button.ready = not standing.waits(score)
    panel.share.done, panel.share.shut = label("one.shared", wording), label("chips.close", wording)


def _dress_buttons(buttons: dict[str, widgets.Button], state: State, waits: bool) -> None:
    for name, button in buttons.items():
        button.description = label("one.new" if name == "new" else f"scenario.{name}", state.lang)
    buttons["undo"].disabled = not state.past
    buttons["redo"].disabled = not state.future
    buttons["add"].disabled = len(state.scenarios) >= scenario_file.MOST
    buttons["remove"].disabled = len(state.scenarios) == 1
    base.show(buttons["restore"], waits)


def _dress_confirms(
    confirms: dict[str, widgets.Button], score: RiskScore, wording: Wording
) -> None:
    for reading, button in confirms.items():
        suggested = score.readings[reading].status == "suggested"
        base.show(button, suggested)
        name = label(f"reading.{reading}", wording)
        button.description = views.suggestion(score, reading, wording) if suggested else name


def _told(places: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names that occur twice get their number."""
    names = [name for name, _ in places]
    return [(f"{at + 1}. {name}" if names.count(name) > 1 else name, at) for name, at in places]
