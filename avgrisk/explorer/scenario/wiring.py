"""One plan on its panel: how a state is drawn there, and which control makes which other state."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from avgrisk.core.records import ProposedUse
from avgrisk.explorer.scenario import (
    panel,
    pinned,
    plan_parts,
    slow_views,
    standing,
    state,
    use_fields,
    views,
)
from avgrisk.explorer.scenario.panel import Panel
from avgrisk.explorer.scenario.state import State
from avgrisk.explorer.widgets.base import Ourselves, put
from avgrisk.reports.a4 import a4_figure
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.plan_reading import PlanReading
from avgrisk.scoring.score import score


class Drawn:
    """Draws states on a panel, scored by an index, and sends only what differs.

    `ours` while it moves the controls itself; `offers` are what the buttons of *what helps* do.
    """

    def __init__(self, shown: Panel, index: RiskIndex):
        self.panel, self.index = shown, index
        self.ours = Ourselves()
        self.offers: tuple[slow_views.Offer, ...] = ()
        self.panel.stage.put({"sheet": views.NOTHING})

    def bar(self, state: State) -> None:
        """The score and its two answers: what nobody may wait for."""
        now = score(state.use, self.index)
        self.panel.stage.put({"bar": pinned.bar(state, now, views.spoken(state))})

    def follow(
        self, state: State, reading: PlanReading | None, picked: frozenset[str], waits: bool
    ) -> None:
        """The pictures that follow every move; then the controls.

        `reading` is of the text the plan came from, `picked` the parts chosen by hand; `waits`:
        earlier work can be put back.
        """
        now = score(state.use, self.index)
        self.panel.stage.put(views.live(state, now))
        with self.ours:
            panel.dress(self.panel, state, now, waits)
            self._parts(state, reading, picked)

    def unsure(self, state: State) -> None:
        """What would help without its numbers, until they are worked out anew."""
        unsure = tuple(offer.unsure() for offer in self.offers)
        self.panel.offers.dress(unsure, views.spoken(state))

    def advise(self, state: State) -> None:
        """What would help, and similar cases."""
        figures, self.offers = slow_views.slow(state, self.index)
        self.panel.stage.put(figures)
        self.panel.offers.dress(self.offers, views.spoken(state))

    def beside(self, state: State) -> None:
        """The comparison, the spectrum and the uses that are granted."""
        self.panel.stage.put(slow_views.beside(state, self.index))

    def sheet(self, state: State) -> None:
        """The A4 for paper; nothing without a score."""
        held = standing.waits(score(state.use, self.index))
        sheet = views.NOTHING if held else a4_figure(state.use, state.lang, self.index)
        self.panel.stage.put({"sheet": sheet})

    def say(self, message: str, lang: str) -> None:
        """A line above the question; "" takes it away."""
        put(self.panel.message, views.notes([message] if message else [], lang).markup)

    def _parts(self, state: State, reading: PlanReading | None, picked: frozenset[str]) -> None:
        """The chips of the plan in view; the examples only as long as there is no plan."""
        use, wording = state.use, views.spoken(state)
        known = reading if reading and plan_parts.is_of(reading, use) else None
        stands = use != ProposedUse()
        shown = plan_parts.parts(use, known, picked, wording) if stands else []
        self.panel.chips.dress(shown, wording)
        self.panel.ask.small = stands
        self.panel.ask.told = views.unused(known, wording)


class Explorer(Protocol):
    """What the controls need: the panel they stand on, the state in view, what they set going."""

    panel: Panel
    drawn: Drawn
    state: State

    def change(self, new: State) -> None: ...
    def speak(self, lang: str) -> None: ...
    def take(self, name: str, content: bytes) -> None: ...
    def begin(self) -> None: ...
    def save(self) -> None: ...
    def restore(self) -> None: ...


#: What the buttons do that only make another state.
ACTS: dict[str, Callable[[State], State]] = {
    "undo": state.undo,
    "redo": state.redo,
    "add": state.add,
    "remove": state.remove,
}


def connect(explorer: Explorer) -> None:
    """Connect every control of the panel."""
    part, to = explorer.panel, partial(_to, explorer)
    for name, widget in part.fields.items():
        widget.observe(to(partial(_edited, widget, name)), "value")
    for widget, make in (
        (part.called, lambda now: state.rename(now, part.called.value)),
        (part.pick, lambda now: state.select(now, part.pick.value or 0)),
        (part.views, lambda now: state.look(now, part.views.value)),
    ):
        widget.observe(to(make), "value")
    part.language.observe(partial(_spoken, explorer), "value")
    for name, act in ACTS.items():
        part.buttons[name].on_click(to(act))
    for reading, button in part.confirms.items():
        button.on_click(to(partial(state.confirm, reading=reading)))
    part.upload.observe(partial(_uploaded, explorer), "value")
    for name, work in (
        ("new", explorer.begin),
        ("save", explorer.save),
        ("restore", explorer.restore),
    ):
        part.buttons[name].on_click(lambda _, work=work: work())


def _spoken(explorer: Explorer, change: Any) -> None:
    if not explorer.drawn.ours:
        explorer.speak(change["new"])


def _to(explorer: Explorer, make: Callable[[State], State]) -> Callable[[object], None]:
    """A handler that goes to the state that `make` gives, unless we moved the control."""

    def handler(_: object) -> None:
        if not explorer.drawn.ours:
            explorer.change(make(explorer.state))

    return handler


def _edited(widget: object, field: str, now: State) -> State:
    return state.edit(now, field, use_fields.read(widget, field))


def _uploaded(explorer: Explorer, _: object) -> None:
    files = explorer.panel.upload.value
    explorer.panel.upload.value = ()  # so that the same file can be opened again
    for item in files:
        explorer.take(str(item["name"]), bytes(item["content"]))
