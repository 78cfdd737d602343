"""Any case on one desk: replay it, ask what if, hold it against its twin, read its sources."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets as widgets
import traitlets

from avgrisk.cases.case_base import case_ids, load_case, teaching_pairs
from avgrisk.cases.case_records import TeachingPair
from avgrisk.cases.replay import what_ifs
from avgrisk.core.labels import label
from avgrisk.core.languages import either
from avgrisk.explorer.replay.presenter import Presenter
from avgrisk.explorer.replay.replay_explorer import ReplayExplorer
from avgrisk.explorer.scenario import views
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.names import Names
from avgrisk.explorer.widgets.stage import Place, Stage
from avgrisk.figures.branches import branch_bars
from avgrisk.figures.lesson_cards import sources_card
from avgrisk.figures.markup import Figure
from avgrisk.figures.twins import stranger, twin_compare

#: What can stand on the desk, in the order of a lesson.
PARTS = ("replay", "what_if", "twin", "sources")

#: How the desk looks.
DESK = Path(__file__).with_suffix(".css")

#: As wide as a card, so that menus and cards stand in one column.
WIDEST = "960px"

#: What of the film the other parts follow.
FOLLOWED = ("step", "ahead", "index", "revealed")


class ReplayDesk(base.Screen):
    """Choose a case and a part of the lesson; another case starts again, with its ending hidden.

    `case` is a case or illustration, `part` one of PARTS, `twin` a place among its twins, `lang` a
    language; `film` is the ReplayExplorer on the desk, whose `revealed` also shows how a twin ended
    and every source. An unknown case or language is an InputError.
    """

    case = traitlets.Unicode("ing-2014")
    part = traitlets.Enum(PARTS, "replay")
    twin = traitlets.Int(0)
    lang = traitlets.Unicode("nl")

    def __init__(self, case: str = "ing-2014", lang: str = "nl"):
        self.film = ReplayExplorer(case, lang)
        self.stage = Stage.of(*PARTS[1:])
        self.choice = widgets.Dropdown(options=_cases(lang, case), value=load_case(case).id)
        self.twins = widgets.Dropdown(options=[("", 0)])
        for menu in (self.choice, self.twins):
            menu.add_class("avgrisk-field")
            menu.layout.max_width = WIDEST
        self.parts, self.language = base.switch(), base.language_switch()
        self.names, self.presenter = Names(), Presenter(case, lang)
        places = [Place(self.stage, name) for name in PARTS[1:]]
        top = base.bar([self.parts, self.presenter, self.language], "avgrisk-top")
        self._body, self.ending = widgets.VBox([self.film]), widgets.VBox([self.film.reveal])
        super().__init__(
            [
                *(base.styles(DESK), top, self.choice, self.twins),
                *(self._body, *places, self.ending, self.names),
            ],
            "avgrisk-scenario",
            "avgrisk-case",
            case=load_case(case).id,
            lang=lang,
        )
        self._ours, self._named = base.Ourselves(), False
        self._dress()
        self._connect()
        self._show()

    def _connect(self) -> None:
        """Every control sets a trait; any change shows."""
        for widget, name in (
            (self.choice, "case"),
            (self.parts, "part"),
            (self.twins, "twin"),
            (self.language, "lang"),
        ):
            widget.observe(self._ours.unless(partial(self._chosen, name)), "value")
        self.film.observe(self._show, FOLLOWED)
        self.observe(self._other, ["case", "lang"])
        self.observe(self._parted, "part")
        self.observe(self._show, "twin")

    @property
    def text(self) -> str:
        """What is on screen, in words."""
        shown = self.film.text if self.part == "replay" else self._figure().text
        return shown if self.blind else f"{load_case(self.case).named(self.lang)}\n{shown}"

    @property
    def blind(self) -> bool:
        """Whether the plan stands alone: then nothing on the desk names the case."""
        return self.film.step == 0 and not self.film.revealed

    def pause(self) -> None:
        """A film that nobody sees does not play."""
        self.film.play.playing = False

    def _chosen(self, name: str, change: dict) -> None:
        setattr(self, name, change["new"])

    def _parted(self, _: dict) -> None:
        self.pause()
        self._dress()
        self._show()

    def _other(self, change: dict) -> None:
        """Another case starts at its plan; another language goes on where it was."""
        old = self.film
        self.presenter.case, self.presenter.lang = self.case, self.lang
        self.film = ReplayExplorer(self.case, self.lang)
        if change["name"] == "case":
            self.twin = 0
        else:
            for name in ("step", "ahead", "index", "view", "revealed"):
                setattr(self.film, name, getattr(old, name))
        self.film.observe(self._show, FOLLOWED)
        self._body.children, self.ending.children = (self.film,), (self.film.reveal,)
        old.close()
        self._dress()
        self._show()

    def _dress(self) -> None:
        """Words in the language of the moment; a menu with other words keeps its choice."""
        with self._ours:
            self._dress_menus(self.lang)

    def _dress_menus(self, lang: str) -> None:
        self._named = not self.blind
        cases = _cases(lang, "" if self._named else self.case)
        base.choose(self.choice, cases, self.case, label("case_desk.case", lang))
        called = _title if self._named else _unnamed
        others = [
            (_other_of(self.case, pair, lang, called), at) for at, pair in enumerate(self._pairs())
        ]
        which = label("case_desk.which_twin", lang)
        base.choose(self.twins, others or [("-", 0)], self.twin, which)
        parts = [(label(f"case_desk.{part}", lang), part) for part in PARTS]
        base.choose(self.parts, parts, self.part, label("case_desk.parts", lang))
        base.choose_language(self.language, lang)
        self.names.name, self.names.lang = label("case_desk.name", lang), lang

    def _show(self, change: object = None) -> None:
        """Only the part in view is drawn; where an ending can be told, its button is near."""
        if self._named == self.blind:
            self._dress()
        shown = {name: Figure("", "") for name in PARTS[1:]}
        if self.part != "replay":
            shown[self.part] = self._figure()
        self.stage.put(shown)
        twins = self.part == "twin" and bool(self._pairs())
        base.show(self._body, self.part == "replay")
        base.show(self.twins, twins)
        base.show(self.ending, twins or self.part == "sources")

    def _figure(self) -> Figure:
        if self.part == "what_if":
            return branch_bars(what_ifs(self.case, self.film.index), self.lang)
        if self.part == "twin":
            return self._twins()
        return sources_card(self.case, self.film.events_told, self.film.revealed, self.lang)

    def _pairs(self) -> list[TeachingPair]:
        """The pairs that this case is one of."""
        return [pair for pair in teaching_pairs() if self.case in pair[:2]]

    def _twins(self) -> Figure:
        """This case beside the chosen twin; a line where it has none."""
        pairs = self._pairs()
        if not pairs:
            return views.notes([label("case_desk.no_twin", self.lang)], self.lang)
        first, second, *_ = pairs[self.twin]
        return twin_compare(first, second, self.lang, self.film.revealed, self.film.index)


def _other_of(case: str, pair: TeachingPair, lang: str, called: Callable[[str, str], str]) -> str:
    """The other case of a pair, and what differs."""
    other = pair.second if pair.first == case else pair.first
    return f"{called(other, lang)} ({either(pair.why_nl, pair.why_en, lang)})"


def _cases(lang: str, blind: str = "") -> list[tuple[str, str]]:
    """Every case by name, the one that is still blind by its kind and year; then illustrations,
    which say that they are."""
    real = [(_title(case, lang), case) for case in case_ids() if case != blind]
    made = [
        (f"{label('case_desk.illustration', lang)}: {_title(case, lang)}", case)
        for case in case_ids(illustrations=True)
    ]
    unnamed = [(_unnamed(blind, lang), blind)] if blind in case_ids() else []
    return [*unnamed, *sorted(real), *sorted(made)]


def _title(case: str, lang: str) -> str:
    return load_case(case).title(lang)


def _unnamed(case: str, lang: str) -> str:
    return stranger(load_case(case), lang)
