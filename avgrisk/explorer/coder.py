"""Code cases one by one with the outcome hidden: a choice per field, kept in an own file."""

from pathlib import Path

import ipywidgets as widgets

from avgrisk.cases.coding import file as keeping
from avgrisk.cases.coding import sheet
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.explorer.widgets.base import Screen, bar, button, classed, styles
from avgrisk.explorer.widgets.names import Names
from avgrisk.figures.coding_cards import agreement_card, item_card
from avgrisk.figures.markup import esc

#: The choice where a text gives no ground: a list cannot show None as chosen.
NO_GROUND = ""


class CaseCoder(Screen):
    """The next case without name or outcome, ten choices, and the agreement so far.

    `fields` holds the choices, `recognised` the box, `buttons` save, skip and back; `text` is what
    stands below. Kept in `folder`/.avgrisk/codings.csv; nothing is kept without a folder.
    """

    text: str
    kept: keeping.Kept
    place: int

    def __init__(self, lang: str = "nl", folder: Path | str | None = ".", coder: int = 1):
        self.lang, self.coder = lang, coder
        self.path = None if folder is None else Path(folder) / keeping.PLACE
        self.fields = {field: self._choice(field) for field in sheet.FIELDS}
        self.recognised = widgets.Checkbox(
            description=label("coding.recognised_box", lang), indent=False
        )
        acts = {
            "save": self.save,
            "skip": lambda: self.go(self.place + 1),
            "back": lambda: self.go(self.place - 1),
        }
        self.buttons = {
            name: button(words=label(f"coding.{name}", lang), then=act)
            for name, act in acts.items()
        }
        self.head, self.plan, self.below = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.text = ""
        names, pressed = Names(lang=lang, name=label("coding.title", lang)), self.buttons.values()
        parts = [self.head, self.plan, *self.fields.values(), self.recognised, bar(pressed)]
        super().__init__([styles(), *parts, self.below, names], "avgrisk-scenario")
        self.below.add_class("avgrisk-live")
        self.reset()

    @property
    def case(self) -> str:
        """The id of the case on screen: for the file, never shown."""
        return sheet.order()[self.place]

    @property
    def row(self) -> dict[str, str]:
        """What stands on screen, for a check: number, choices, message."""
        chosen = {name: str(box.value) for name, box in self.fields.items()}
        return {"case": str(self.place + 1)} | chosen | {"kept": str(len(self.kept))}

    def go(self, place: int) -> None:
        """Show the case at this place of the order, with what this coder gave before."""
        self.place = place % len(sheet.order())
        given = self.kept.get((self.case, f"P{self.coder}"))
        levels = dict(given.levels) if given else {}
        for name, box in self.fields.items():
            box.value = _nearest(name, levels.get(name))
        self.recognised.value = bool(given and given.recognised)
        done = sum(coder == f"P{self.coder}" for _, coder in self.kept)
        number = label(
            "coding.number", self.lang, number=self.place + 1, count=len(sheet.order()), done=done
        )
        self.head.value = f'<p style="font-weight:600;margin:8px 2px">{esc(number)}</p>'
        self.plan.value = item_card(self.case, self.lang).markup

    def reset(self) -> None:
        """As it began: the first case that is open. What was kept in a file stays in it."""
        self.kept = {} if self.path is None else keeping.read(self.path)
        self.go(self._first_open())
        self._tell()

    def save(self) -> None:
        """Keep what was chosen and go to the next case; what is wrong is said below."""
        try:
            levels = {
                name: None if box.value == NO_GROUND else box.value
                for name, box in self.fields.items()
            }
            given = sheet.coding(levels, self.coder, self.recognised.value)
            if self.path is None:
                self.kept = self.kept | {(self.case, given.coder): given}
            else:
                self.kept = keeping.keep(self.case, given, self.path)
        except InputError as error:
            self._show(explain(error, self.lang))
            return
        self.go(self.place + 1)
        self._tell()

    def _tell(self) -> None:
        """The agreement so far, or how to begin."""
        if not self.kept:
            self._show(label("coding.how", self.lang))
            return
        figure = agreement_card(self.kept, self.lang)
        self.below.value, self.text = figure.markup, figure.text

    def _show(self, text: str) -> None:
        self.below.value, self.text = f'<p class="avgrisk-note">{esc(text)}</p>', text

    def _first_open(self) -> int:
        """The first case this coder has not coded, else the first of all."""
        done = {case for case, coder in self.kept if coder == f"P{self.coder}"}
        return next((n for n, case in enumerate(sheet.order()) if case not in done), 0)

    def _choice(self, field: str) -> widgets.Dropdown:
        options: list[tuple[str, float | str]] = [(label("coding.no_ground", self.lang), NO_GROUND)]
        options += [(anchor.label(self.lang), anchor.value) for anchor in sheet.anchors(field)]
        question = label(f"coding.{field}", self.lang)
        return classed(widgets.Dropdown(options=options, description=question), "avgrisk-field")


def _nearest(field: str, value: float | None) -> float | str:
    """The choice on screen for a level kept by file, which may lie in between."""
    if value is None:
        return NO_GROUND
    return min((anchor.value for anchor in sheet.anchors(field)), key=lambda v: abs(v - value))
