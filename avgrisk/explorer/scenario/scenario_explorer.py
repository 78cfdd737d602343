"""The scenario explorer: controls beside pictures that follow every move; one state at a time."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import explain, label
from avgrisk.core.records import LEVEL_FIELDS, InputError, ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number
from avgrisk.explorer.scenario import (
    panel,
    plan_parts,
    scenario_file,
    standing,
    state,
    use_fields,
    views,
)
from avgrisk.explorer.scenario.ask import example_in
from avgrisk.explorer.scenario.drawn import Drawn
from avgrisk.explorer.scenario.keeping import Keeper, Pace, download
from avgrisk.explorer.scenario.layout import layout
from avgrisk.explorer.scenario.scenario_file import Scenario
from avgrisk.explorer.scenario.state import State
from avgrisk.explorer.widgets.base import Screen
from avgrisk.reports.a4 import a4_html
from avgrisk.scoring import plan_reading
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.plan_reading import PlanReading
from avgrisk.scoring.score import RiskScore, score

#: Seconds of rest, one after the other: before the pictures under the bar, so that the score is on
#: screen first; before advice and similar cases; before the comparison, the spectrum and saving;
#: before the sheet for paper, since who prints has stopped moving.
TICK, PAUSE, BREATH, PAPER = 0.02, 0.5, 0.05, 1.0

#: What the buttons do that only make another state.
ACTS: dict[str, Callable[[State], State]] = {
    "undo": state.undo,
    "redo": state.redo,
    "add": state.add,
    "remove": state.remove,
}


class ScenarioExplorer(Screen):
    """One to six proposed uses to change by hand, with the score and its reasons beside them.

    `start` is a use, the id of a case, or nothing; `folder` is where what is typed is kept (in
    .avgrisk) and offered back, None keeps nothing; `index` is a version or an index of your own
    (a calibration's), which scores everything shown. `state` is all it knows; `row` says the score
    in words; `fields`, `buttons` and `confirms` are its controls by name, `steps` the buttons of
    what would help. An unknown case or language, and an index that asks for columns a use does not
    have, are InputErrors.
    """

    def __init__(
        self,
        start: ProposedUse | str | None = None,
        lang: str = "nl",
        folder: Path | str | None = ".",
        index: str | RiskIndex = DEFAULT_INDEX,
    ):
        self.index = load_index(index)
        self.index.check_no_extras()
        self.state = self._first = State((_scenario(start),), lang=lang)
        self.keeper = Keeper(folder)
        self.reading: PlanReading | None = None
        self.picked: frozenset[str] = frozenset()
        acts = panel.Acts(self.read, self.set, self.pull, self.sheet, self.shared)
        self.panel = panel.make(acts)
        self.drawn = Drawn(self.panel, self.index)
        self.fields, self.buttons = self.panel.fields, self.panel.buttons
        self.confirms = self.panel.confirms
        super().__init__(layout(self.panel), "avgrisk-scenario", "avgrisk-one")
        self.pace = Pace(
            (TICK, self._moved),
            (PAUSE, lambda: self.drawn.advise(self.state)),
            (BREATH, self._finish),
            (PAPER, lambda: self.drawn.sheet(self.state)),
            late=1,
        )
        self._connect()
        self._follow()
        self.drawn.advise(self.state)
        self.drawn.beside(self.state)
        self.pace.begin(at=3)

    @property
    def score(self) -> RiskScore:
        """The score of the use in view."""
        return score(self.state.use, self.index)

    @property
    def row(self) -> dict[str, str]:
        """The scenario in view in words, one decimal: what a probe prints."""
        lang, now = self.state.lang, self.score
        if standing.waits(now):
            return {label("column.score", lang): label("standing.none", lang)}
        return {
            label("column.score", lang): number(now.value, lang),
            label("column.band", lang): label(f"band.{now.band}", lang),
            label("axis.legal", lang): label(f"answer.{now.legal.answer(self.state.view)}", lang),
        }

    @property
    def text(self) -> str:
        """What is on screen and follows every move, in words."""
        figures = views.live(self.state, self.score)
        return "\n".join(figure.text for figure in figures.values() if figure.text)

    def change(self, new: State) -> None:
        """Go to another state: its score is shown at once, the rest follows when there is time."""
        if new == self.state:
            return
        self.state = new
        self.drawn.bar(new)
        self._say("")
        self.pace.begin()

    def reset(self) -> None:
        """As it began, with nothing to undo; the language stays."""
        self._forget()
        self.change(replace(self._first, lang=self.state.lang))

    def read(self, text: str) -> None:
        """Read a plan of a sentence or paragraph, and put it in the place of the one in view."""
        try:
            found = plan_reading.read(text)
        except InputError as error:
            self._say(explain(error, self.state.lang))
            return
        self.reading, self.picked = found, frozenset()
        self.panel.ask.text = text
        new = state.plan(self.state, found.use)
        if new == self.state:
            self._follow()
        self.change(new)

    def set(self, part: str, key: str, on: bool) -> None:
        """Set a part of the plan: a key of its list, or nothing; of the data one more or less.

        What is no key of the list is left alone, but a word that nobody knows may be left out.
        """
        field = plan_parts.FIELDS[part]
        known = {known for known, _ in plan_parts.options(part, self.state.lang)}
        value: object = None if field in LEVEL_FIELDS else ""
        if on and key in known:
            value = plan_parts.value_of(part, key)
        if field == "data_categories":
            value = plan_parts.with_data(self.state.use, key, on and key in known)
        elif not on and key in standing.receivers(self.state.use):
            field, value = "recipient_words", plan_parts.without_receiver(self.state.use, key)
        elif on and key not in known:
            return
        self.picked |= {part}
        new = state.edit(self.state, field, value)
        if new == self.state:
            self._follow()  # what stood in doubt is confirmed
        self.change(new)

    def speak(self, lang: str) -> None:
        """The other language; an example of ours that nobody changed is read anew in it."""
        new, text = state.speak(self.state, lang), example_in(lang, self.panel.ask.text)
        if text and not self.picked and self.reading and self.reading.use == self.state.use:
            self.reading, self.panel.ask.text = plan_reading.read(text), text
            new = state.reword(new, self.reading.use)
        self.change(new)

    def pull(self, levers: str) -> None:
        """Make the change of an offer that stands, by the keys of its levers."""
        for offer in self.drawn.offers:
            if offer.levers == levers:
                self.change(state.apply_lever(self.state, *levers.split("+")))
                return

    def sheet(self) -> str:
        """The plan in view as an A4."""
        return a4_html(self.state.use, self.state.lang, self.index)

    def shared(self) -> str:
        """The plan in view in a few lines, with its vector, for a mail."""
        return views.shared(self.state, self.score)

    def settle(self) -> None:
        """Do now what waits for a rest: pictures, advice, comparison, spectrum, saving, sheet."""
        self.pace.settle()

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

    def arrive(self) -> None:
        """A page is opened: look once more for earlier work, which may be younger than we are."""
        self.keeper.look()
        self._follow()

    def restore(self) -> None:
        """Put back what an earlier page kept, the newest first; then what is older, if asked."""
        found = self.keeper.take_back()
        if found:
            self.change(state.fill(self.state, found))
        self._follow()
        self._say(label("scenario.restored" if found else "scenario.no_earlier", self.state.lang))

    def begin(self) -> None:
        """An empty plan; undo brings the old one back."""
        self._forget()
        self.change(state.plan(self.state, ProposedUse()))

    def save(self) -> None:
        """Put a link on the page that saves the scenarios as a file."""
        text = scenario_file.to_json(self.state.scenarios)
        self.panel.link.value = download(text, self.state.lang)

    def _connect(self) -> None:
        """Connect every control of the panel."""
        part, unless = self.panel, self.drawn.ours.unless

        def to(make: Callable[[State], State]) -> Callable[[object], None]:
            """A handler that goes to the state that `make` gives."""
            return unless(lambda _: self.change(make(self.state)))

        for name, widget in part.fields.items():
            widget.observe(to(partial(_edited, widget, name)), "value")
        part.called.observe(to(lambda now: state.rename(now, part.called.value)), "value")
        part.pick.observe(to(lambda now: state.select(now, part.pick.value or 0)), "value")
        part.views.observe(to(lambda now: state.look(now, part.views.value)), "value")
        part.language.observe(unless(lambda change: self.speak(change["new"])), "value")
        part.upload.observe(self._uploaded, "value")
        for name, act in ACTS.items():
            part.buttons[name].on_click(to(act))
        for reading, button in part.confirms.items():
            button.on_click(to(partial(state.confirm, reading=reading)))
        for name, work in (("new", self.begin), ("save", self.save), ("restore", self.restore)):
            part.buttons[name].on_click(lambda _, work=work: work())

    def _uploaded(self, _: object) -> None:
        files = self.panel.upload.value
        self.panel.upload.value = ()  # so that the same file can be opened again
        for item in files:
            self.take(str(item["name"]), bytes(item["content"]))

    def _forget(self) -> None:
        """No text was read, nothing was picked."""
        self.reading, self.picked, self.panel.ask.text = None, frozenset(), ""

    def _moved(self) -> None:
        """What follows every move; what would help has no numbers until it is worked out."""
        self._follow()
        self.drawn.unsure(self.state)

    def _follow(self) -> None:
        """The pictures and the controls, as the plan in view was read."""
        self.drawn.follow(self.state, self.reading, self.picked, bool(self.keeper.waiting))

    def _finish(self) -> None:
        """The comparison, the spectrum, and keeping what was made."""
        self.drawn.beside(self.state)
        problem = self.keeper.keep(self.state.scenarios, self.state.lang)
        if problem:  # what was said of a file stays to be read
            self._say(problem)

    def _say(self, message: str) -> None:
        self.drawn.say(message, self.state.lang)


def _edited(widget: object, field: str, now: State) -> State:
    return state.edit(now, field, use_fields.read(widget, field))


def _scenario(start: ProposedUse | str | None) -> Scenario:
    """The first scenario: a use as it is, a case under its title, or an empty one."""
    if isinstance(start, str):
        case = load_case(start)
        return Scenario(scenario_file.plain(case.use.title, scenario_file.NAME), case.use)
    return Scenario("", start or ProposedUse())
