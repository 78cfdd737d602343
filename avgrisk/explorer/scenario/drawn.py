"""One plan on its panel: how a state is drawn there."""

from avgrisk.core.records import ProposedUse
from avgrisk.explorer.scenario import (
    panel,
    pinned,
    plan_parts,
    slow_views,
    standing,
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
        of_it = reading is not None and reading.use.proposed_use == use.proposed_use
        known = reading if of_it else None
        stands = use != ProposedUse()
        shown = plan_parts.parts(use, known, picked, wording) if stands else []
        self.panel.chips.dress(shown, wording)
        self.panel.ask.small = stands
        self.panel.ask.told = views.unused(known, wording)
