"""Replay a case with buttons: Play, steps, teaching moments, index version, view of the law."""

from collections.abc import Sequence

import ipywidgets as widgets
import traitlets

from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import steps
from avgrisk.cases.teaching import moments
from avgrisk.core.labels import label
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number
from avgrisk.explorer.widgets.base import Screen, classed, show, switch
from avgrisk.explorer.widgets.names import Names
from avgrisk.explorer.widgets.stage import Place, Stage
from avgrisk.figures.lesson_cards import outcome_card, plan_card, question_card
from avgrisk.figures.markup import Figure
from avgrisk.figures.path import score_path
from avgrisk.figures.quadrants import quadrant
from avgrisk.scoring.index import FAMILIES
from avgrisk.scoring.legal import VIEWS

#: What the Play button says and does, for those who cannot see its signs.
PLAY_LABELS = ("play", "pause", "stop", "repeat")

#: The pictures, from top to bottom; the button that reveals stands before the last.
PICTURES = ("question", "path", "axes", "outcome")

#: So wide that Play and both steps stand beside each other on a phone.
NARROW = "108px"

#: Milliseconds an event stands before Play goes on: time to read it.
PACE = 4000

#: The versions that can be switched between: the family that scores where none is asked for.
VERSIONS = FAMILIES[DEFAULT_INDEX]


class ReplayExplorer(Screen):
    """A replay that can be played, stepped through and asked about; it only connects.

    `step` counts the events, 0 = the plan alone. Whoever comes to a step that opens a teaching
    moment is `ahead`: its question stands alone until Next or Play tells the event; `told` counts
    what is told. Only one step back shows at once what was told before. `index` is an index
    version, `view` a view of the law ("letter", "strict"), `revealed` whether the outcome is
    shown. What is on screen comes from `score_path`, `quadrant` and the cards; `row` says it in
    words. An unknown case is an InputError.
    """

    step = traitlets.Int(0)
    ahead = traitlets.Bool(False)
    index = traitlets.Enum(VERSIONS, DEFAULT_INDEX)
    view = traitlets.Enum(VIEWS, "letter")
    revealed = traitlets.Bool(False)

    def __init__(self, case: str = "ing-2014", lang: str = "nl"):
        self.case, self.lang = load_case(case), lang
        self.last = len(self.case.timeline)
        self.moments = moments(self.case.id, lang)
        self.frames = self._film()
        self.row: dict[str, str] = {}
        end = len(self.frames) - 1
        self.play = widgets.Play(min=0, max=end, interval=PACE, show_repeat=False)
        self.previous = widgets.Button(description=self._say("previous"), icon="step-backward")
        self.next = widgets.Button(description=self._say("next"), icon="step-forward")
        self.jump = widgets.Dropdown(options=self._stops(), description=self._say("jump"))
        self.versions, self.views = self._switch("index", VERSIONS), self._switch("view", VIEWS)
        self.reveal = widgets.ToggleButton(description=self._say("reveal"), icon="eye")
        self.stage = Stage.of(*PICTURES)
        super().__init__(self._layout())
        self._connect()
        self._show()

    @property
    def events_told(self) -> int:
        """How many events are told: not yet the one that the room still has to guess."""
        return self.step - self.ahead

    @property
    def text(self) -> str:
        """What is on screen, in words."""
        return "\n".join(figure.text for figure in self._figures().values())

    def reset(self) -> None:
        """As it began: the plan alone, the ending hidden, nothing playing."""
        self.play.playing = False
        self.index, self.view, self.revealed = DEFAULT_INDEX, "letter", False
        self.step = 0

    def _layout(self) -> list[widgets.Widget]:
        row = widgets.Layout(flex_flow="row wrap", align_items="center", grid_gap="4px 12px")
        self.play.layout.width = self.previous.layout.width = self.next.layout.width = NARROW
        self.jump.layout.width, self.jump.style.description_width = "min(100% - 4px, 500px)", "auto"
        show(self.jump, len(self._stops()) > 1)
        self.reveal.layout = widgets.Layout(width="220px", margin="8px 0")
        labels = {key: self._say(key) for key in PLAY_LABELS}
        question, path, axes, outcome = (Place(self.stage, name) for name in PICTURES)
        return [
            widgets.HBox([self.play, self.previous, self.next, self.jump], layout=row),
            widgets.HBox([self.versions, self.views], layout=row),
            *(classed(place, "avgrisk-live") for place in (question, path)),
            *(axes, self.reveal, outcome),
            Names(lang=self.lang, name=self._say("case"), labels=labels),
        ]

    def _connect(self) -> None:
        """Every control sets a trait, every trait moves its control, any change shows."""
        traitlets.link((self, "index"), (self.versions, "value"))
        traitlets.link((self, "view"), (self.views, "value"))
        traitlets.link((self, "revealed"), (self.reveal, "value"))
        self.previous.on_click(lambda _: self._go(self.step - 1))
        self.next.on_click(lambda _: self._tell() if self.ahead else self._go(self.step + 1))
        self.play.observe(self._played, "value")
        self.jump.observe(lambda change: self._jumped(change["new"]), "value")
        self.observe(self._stepped, "step")
        self.observe(self._show, ["step", "ahead", "index", "view", "revealed"])

    @traitlets.validate("step")
    def _bounded(self, proposal: dict) -> int:
        return max(0, min(self.last, proposal["value"]))

    @traitlets.validate("ahead")
    def _asked(self, proposal: dict) -> bool:
        return proposal["value"] and self._opens(self.step)

    def _go(self, step: int) -> None:
        self.step = step

    def _tell(self) -> None:
        self.ahead = False

    def _stepped(self, change: dict) -> None:
        """A question is asked before its answer, and a film that plays waits for the room."""
        back = change["new"] == change["old"] - 1
        self.ahead = self._opens(self.step) and not back
        if self.ahead:
            self.play.playing = False

    def _played(self, change: dict) -> None:
        self.step, self.ahead = self.frames[change["new"]]

    def _film(self) -> tuple[tuple[int, bool], ...]:
        """What Play counts: every step, and before one that opens a moment its question."""
        frames = [(0, False)]
        for step in range(1, self.last + 1):
            frames += [(step, True), (step, False)] if self._opens(step) else [(step, False)]
        return tuple(frames)

    def _opens(self, step: int) -> bool:
        """Whether a teaching moment opens with the event of this step."""
        return step > 0 and any(part.opens == step for part in self.moments)

    def _jumped(self, step: int | None) -> None:
        """To a moment of the list, which begins with its question."""
        if step is not None and self._moment() != step:
            self.step = step

    def _moment(self) -> int | None:
        """The moment in view, by the step that opens it; None between two moments."""
        now = (part.opens for part in self.moments if part.opens <= self.step <= part.step)
        return next(now, None)

    def _show(self, change: object = None) -> None:
        self.stage.put(self._figures())
        self.row = self._row()
        self.play.value = self.frames.index((self.step, self.ahead))
        self.jump.value = self._moment()
        self.previous.disabled, self.next.disabled = self.step == 0, self.events_told == self.last
        self.reveal.description = self._say("hide" if self.revealed else "reveal")

    def _figures(self) -> dict[str, Figure]:
        """What belongs on screen now, by PICTURES."""
        empty = Figure("", "")
        path = steps(self.case, self.index)
        shown = path[self.events_told - 1] if self.events_told else None
        return {
            "question": question_card(self.case, self.step, self.lang, self.ahead),
            "path": score_path(path, self.events_told, case=self.case, lang=self.lang)
            if shown
            else plan_card(self.case, self.lang),
            "axes": quadrant([shown.score], [self.case.named(self.lang)], self.view, self.lang)
            if shown
            else empty,
            "outcome": outcome_card(self.case, self.lang) if self.revealed else empty,
        }

    def _row(self) -> dict[str, str]:
        """What is told in words, one decimal, and which question stands open: a probe prints it."""
        words = {label("explorer.step", self.lang): str(self.events_told)}
        if self.ahead:
            asked = next(part for part in self.moments if part.opens == self.step)
            words[label("explorer.asked", self.lang)] = str(asked.number)
        if not self.events_told:
            return words | {label("column.score", self.lang): "?"}
        shown = steps(self.case, self.index)[self.events_told - 1]
        return words | {
            label("column.date", self.lang): shown.event.date,
            label("column.score", self.lang): number(shown.score.value, self.lang),
            label("column.band", self.lang): label(f"band.{shown.score.band}", self.lang),
            label("axis.legal", self.lang): label(
                f"answer.{shown.score.legal.answer(self.view)}", self.lang
            ),
        }

    def _stops(self) -> list[tuple[str, int | None]]:
        """The teaching moments to jump to, and a word for what lies between them."""
        found = [(part.heading(self.lang), part.opens) for part in self.moments]
        return [*found, (self._say("between"), None)]

    def _say(self, key: str) -> str:
        return label(f"explorer.{key}", self.lang)

    def _switch(self, name: str, values: Sequence[str]) -> widgets.ToggleButtons:
        options = [(self._say(f"{name}.{value}"), value) for value in values]
        return switch(options=options, description=self._say(name))
