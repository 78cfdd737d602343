"""The scenario explorer: controls beside pictures that follow every move; it only connects."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgrisk import scenario_file
from avgrisk.cases import load_case
from avgrisk.explorer import compare, controls, state, views
from avgrisk.explorer.keeping import Keeper, download
from avgrisk.explorer.names import Names
from avgrisk.explorer.state import State
from avgrisk.figures.markup import Figure
from avgrisk.labels import LANGUAGES, explain, label
from avgrisk.legal import VIEWS
from avgrisk.records import READINGS, InputError, ProposedUse
from avgrisk.scenario_file import Scenario
from avgrisk.scoring import score
from avgrisk.tables import number

#: Seconds without a move before what takes longer is worked out: advice, similar cases, saving.
PAUSE = 0.5

#: The pictures that follow every move, and those that wait for a pause.
LIVE = ("strip", "bars", "law", "axes", "questions", "text", "data", "place")
LATER = ("advice", "similar", "compare", "grants")

#: Which note stands under which field.
NOTES = {"sector": "place", "purpose_statement": "text", "data_categories": "data"}


class ScenarioExplorer(widgets.VBox):
    """One to six proposed uses to change by hand, with the score and its reasons beside them.

    `start` is a use, the id of a case, or nothing; `folder` is where what is typed is kept (in
    .avgrisk/scenario.json) and offered back, None keeps nothing. `state` is all it knows; `row`
    says the score in words. An unknown case or language is an InputError.
    """

    def __init__(
        self,
        start: ProposedUse | str | None = None,
        lang: str = "nl",
        folder: Path | str | None = ".",
    ):
        self.state = State((_scenario(start, lang),), lang=lang)
        self.keeper = Keeper(folder)
        self.opened, self._busy = False, False
        self._timer: asyncio.TimerHandle | None = None
        self._offers: tuple[views.Offer, ...] = ()
        self._make()
        super().__init__(self._layout())
        for name in ("avgrisk-explorer", "avgrisk-scenario"):
            self.add_class(name)
        self._connect()
        self._show()
        self._work_out()

    @property
    def score(self) -> Any:
        """The score of the use in view."""
        return score(self.state.use)

    @property
    def row(self) -> dict[str, str]:
        """The scenario in view in words, one decimal: what a probe prints."""
        lang, now = self.state.lang, self.score
        return {
            label("column.score", lang): number(now.value, lang),
            label("column.band", lang): label(f"band.{now.band}", lang),
            label("axis.legal", lang): label(f"answer.{now.legal.answer(self.state.view)}", lang),
        }

    @property
    def text(self) -> str:
        """What is on screen and follows every move, in words."""
        figures = views.live(self.state, self.score, self.opened)
        return "\n".join(figure.text for figure in figures.values() if figure.text)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget, with all its words where there is no widget: on a web page, in a check."""
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": self.text}

    def change(self, new: State) -> None:
        """Go to another state and show it; advice and similar cases follow after a pause."""
        if new == self.state:
            return
        self.state = new
        self._show()
        self._soon()

    def settle(self) -> None:
        """Do now what waits for a pause: advice, similar cases, comparison, saving."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._work_out()
        self._say(self.keeper.keep(self.state.scenarios, self.state.lang))

    def take(self, name: str, content: bytes) -> None:
        """Take the scenarios of a file; what is wrong with it is said on screen."""
        try:
            found = scenario_file.from_json(bytes(content).decode("utf-8", "replace"))
        except InputError as error:
            self._say(explain(error, self.state.lang))
            return
        self.change(state.fill(self.state, found))
        told = {"count": str(len(found)), "file": name[: scenario_file.NAME]}
        self._say(label("scenario.loaded", self.state.lang, **told))

    def restore(self) -> None:
        """Put back what an earlier session kept; nothing happens where there is nothing."""
        if self.keeper.found:
            self.change(state.fill(self.state, self.keeper.found))
            self.keeper.found = ()
            self._show()
            self._say(label("scenario.restored", self.state.lang))

    def _make(self) -> None:
        """Every widget, still without words."""
        self.fields = {name: controls.make(name) for name in controls.FIELDS}
        self.pictures = {name: widgets.HTML() for name in (*LIVE, *LATER)}
        self.pick = widgets.Dropdown(options=[("", 0)])
        self.called = widgets.Text()
        for widget in (self.pick, self.called):
            widget.add_class("avgrisk-field")
        names = ("undo", "redo", "add", "remove", "save", "restore", "open")
        icons = ("undo", "repeat", "plus", "trash", "save", "history", "search-plus")
        self.buttons = {name: _button(icon) for name, icon in zip(names, icons, strict=True)}
        self.upload = widgets.FileUpload(accept=".json", multiple=False)
        self.upload.add_class("avgrisk-act")
        self.language, self.views = (
            widgets.ToggleButtons(style={"button_width": "auto", "description_width": "auto"})
            for _ in range(2)
        )
        self.confirms = {name: _button("check") for name in READINGS}
        self.steps = [_button("arrow-down") for _ in range(views.STEPS + 1)]
        self.message, self.link = widgets.HTML(), widgets.HTML()
        self.message.add_class("avgrisk-live")
        self.pictures["strip"].add_class("avgrisk-live")
        self.names = Names()

    def _layout(self) -> list[widgets.Widget]:
        left: list[widgets.Widget] = [self.pick, self.called]
        for name, widget in self.fields.items():
            left.append(widget)
            if name in NOTES and name != "purpose_statement":
                left.append(self.pictures[NOTES[name]])
        button = self.buttons
        top = [self.language, button["undo"], button["redo"], button["add"], button["remove"]]
        top += [button["save"], self.upload, button["restore"]]
        shown, bar = self.pictures, [*self.confirms.values()]
        right = [
            *(shown["text"], shown["strip"], shown["bars"], _bar([button["open"], *bar])),
            *(shown["advice"], _bar(self.steps, "avgrisk-offers"), self.views),
            *(shown["law"], shown["axes"], shown["questions"], shown["similar"]),
        ]
        columns = widgets.Box([widgets.VBox(left), widgets.VBox(right)])
        columns.add_class("avgrisk-columns")
        under = [shown["compare"], shown["grants"]]
        head = [controls.styles(), _bar(top), self.message, self.link]
        return [*head, columns, *under, self.names]

    def _connect(self) -> None:
        """Every control makes another state; the state is shown."""
        for name, widget in self.fields.items():
            widget.observe(lambda change, field=name: self._edited(field), "value")
        on, button = self._when, self.buttons
        self.called.observe(on(lambda: state.rename(self.state, self.called.value)), "value")
        self.pick.observe(on(lambda: state.select(self.state, self.pick.value or 0)), "value")
        self.views.observe(on(lambda: state.look(self.state, self.views.value)), "value")
        self.language.observe(on(lambda: state.speak(self.state, self.language.value)), "value")
        self.upload.observe(self._uploaded, "value")
        button["undo"].on_click(on(lambda: state.undo(self.state)))
        button["redo"].on_click(on(lambda: state.redo(self.state)))
        button["add"].on_click(on(lambda: state.add(self.state)))
        button["remove"].on_click(on(lambda: state.remove(self.state)))
        button["save"].on_click(self._saved)
        button["restore"].on_click(lambda _: self.restore())
        button["open"].on_click(self._opened)
        for reading, part in self.confirms.items():
            part.on_click(on(lambda name=reading: state.confirm(self.state, name)))
        for place, part in enumerate(self.steps):
            part.on_click(on(lambda at=place: self._pulled(at)))

    def _when(self, make: Any) -> Any:
        """A handler that goes to the state that `make` gives, unless we moved the control."""

        def handler(_: object) -> None:
            if not self._busy:
                self.change(make())

        return handler

    def _edited(self, field: str) -> None:
        if not self._busy:
            value = controls.read(self.fields[field], field)
            self.change(state.edit(self.state, field, value))

    def _pulled(self, place: int) -> State:
        if place >= len(self._offers):
            return self.state
        return state.apply_lever(self.state, *self._offers[place].levers)

    def _opened(self, _: object) -> None:
        self.opened = not self.opened
        self._show()

    def _saved(self, _: object) -> None:
        text = scenario_file.to_json(self.state.scenarios)
        self.link.value = download(text, self.state.lang)

    def _uploaded(self, _: object) -> None:
        for item in self.upload.value:
            self.take(str(item["name"]), bytes(item["content"]))

    def _soon(self) -> None:
        """Work out the rest after a pause; where no loop runs, at once."""
        if self._timer is not None:
            self._timer.cancel()
        try:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self.settle)
        except RuntimeError:
            self._timer = None
            self.settle()

    def _show(self) -> None:
        """The pictures that follow every move, first; then the controls."""
        now = self.score
        self._put(views.live(self.state, now, self.opened))
        self._busy = True
        try:
            self._dress(now)
        finally:
            self._busy = False

    def _work_out(self) -> None:
        """Advice, similar cases, comparison and the table of uses."""
        figures, self._offers = views.slow(self.state)
        lang, every = self.state.lang, self.state.scenarios
        if len(every) > 1:
            names = [views.title(self.state, place) for place in range(len(every))]
            scores = [score(item.use) for item in every]
            figures["compare"] = compare.side_by_side(scores, names, lang)
        else:
            figures["compare"] = Figure("", "")
        figures["grants"] = (
            compare.grants(self.state.use, lang) if self.state.use.sector else Figure("", "")
        )
        self._put(figures)
        for place, button in enumerate(self.steps):
            offer = self._offers[place] if place < len(self._offers) else None
            button.layout.display = None if offer else "none"
            if offer:
                button.description, button.tooltip = offer.words, offer.more
            else:
                button.description = str(place + 1)

    def _put(self, figures: dict[str, Figure]) -> None:
        """Only a picture that changed is sent."""
        for name, figure in figures.items():
            if self.pictures[name].value != figure.markup:
                self.pictures[name].value = figure.markup

    def _dress(self, now: Any) -> None:
        """Words and values of every control; what did not change is not sent."""
        lang, known = self.state.lang, self.state
        for name, widget in self.fields.items():
            controls.dress(widget, name, known.use, lang)
        places = [(views.title(known, at), at) for at in range(len(known.scenarios))]
        controls.choose(self.pick, _told(places), known.active)
        self.pick.description = label("scenario.pick", lang)
        self.called.description = label("scenario.called", lang)
        if self.called.value != known.scenario.name:
            self.called.value = known.scenario.name
        controls.choose(
            self.views, [(label(f"explorer.view.{v}", lang), v) for v in VIEWS], known.view
        )
        self.views.description = label("explorer.view", lang)
        languages = [(label(f"scenario.language.{part}", lang), part) for part in LANGUAGES]
        controls.choose(self.language, languages, lang)
        self.language.description = label("scenario.language", lang)
        self._dress_buttons(now)
        self.names.name, self.names.lang = label("scenario.name", lang), lang

    def _dress_buttons(self, now: Any) -> None:
        lang, button = self.state.lang, self.buttons
        for name in ("undo", "redo", "add", "remove", "save", "restore"):
            button[name].description = label(f"scenario.{name}", lang)
        self.upload.description = label("scenario.load", lang)
        button["open"].description = label(
            "scenario.close" if self.opened else "scenario.open", lang
        )
        button["undo"].disabled, button["redo"].disabled = (
            not self.state.past,
            not self.state.future,
        )
        button["add"].disabled = len(self.state.scenarios) >= scenario_file.MOST
        button["remove"].disabled = len(self.state.scenarios) == 1
        button["restore"].layout.display = None if self.keeper.found else "none"
        for reading, part in self.confirms.items():
            waits = now.readings[reading].status == "suggested"
            part.layout.display = None if waits else "none"
            # A hidden button has a name too: it may be shown before its next words arrive.
            name = label(f"reading.{reading}", lang)
            part.description = views.suggestion(now, reading, lang) if waits else name

    def _say(self, message: str) -> None:
        shown = views.notes([message] if message else [], self.state.lang).markup
        if self.message.value != shown:
            self.message.value = shown


def _scenario(start: ProposedUse | str | None, lang: str) -> Scenario:
    """The first scenario: a use as it is, a case under its title, or an empty one."""
    if isinstance(start, str):
        case = load_case(start)
        return Scenario(scenario_file.plain(case.use.title, scenario_file.NAME), case.use)
    return Scenario("", start or ProposedUse())


def _button(icon: str) -> widgets.Button:
    button = widgets.Button(icon=icon)
    button.add_class("avgrisk-act")
    return button


def _bar(parts: list[Any], name: str = "avgrisk-bar") -> widgets.Box:
    bar = widgets.Box(parts)
    for part in {"avgrisk-bar", name}:
        bar.add_class(part)
    return bar


def _told(places: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names that occur twice get their number."""
    names = [name for name, _ in places]
    return [(f"{at + 1}. {name}" if names.count(name) > 1 else name, at) for name, at in places]
