"""The controls of the register on the page: every widget, its place and its words."""

from collections.abc import Iterable
from pathlib import Path

import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.explorer.register.intake import MOST_MB
from avgrisk.explorer.register.shown import KINDS
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.base import bar, button, choose, classed, put, styles, switch
from avgrisk.explorer.widgets.names import Names
from avgrisk.figures.markup import esc, words
from avgrisk.register.quick_wins import kept_levers
from avgrisk.vocabulary import sectors

#: What a scored register shows, one part at a time.
PARTS = ("table", "pictures", "measures", "files")
#: How the register on the page looks.
DESK = Path(__file__).with_suffix(".css")

BUTTONS = {
    "example": "book",
    "columns": "columns",
    "score": "play",
    "stop": "stop",
    "pull": "check",
}


class Controls:
    """Every widget but those that hold files and tables; `dress` gives them their words."""

    def __init__(self) -> None:
        self.buttons = {name: button(icon) for name, icon in BUTTONS.items()}
        self.files = {kind: button("download") for kind in KINDS}
        self.language, self.part = base.language_switch(), switch()
        self.sector = classed(widgets.Dropdown(options=[("", "")]), "avgrisk-field")
        self.levers = {lever.key: widgets.Checkbox(indent=False) for lever in kept_levers()}
        names = ("head", "read", "short", "pictures", "measures", "wins", "files")
        self.shown = {name: widgets.HTML() for name in names}
        self.message, self.bar = (classed(widgets.HTML(), "avgrisk-live") for _ in range(2))
        self.names = Names()

    def start(self, upload: widgets.DOMWidget, mapping: widgets.DOMWidget) -> widgets.VBox:
        """Everything up to the score."""
        known = self.buttons
        self.mapping = widgets.VBox([mapping])
        score = classed(known["score"], "avgrisk-primary")
        begun = [self.shown["read"], bar([known["columns"]]), self.mapping, self.sector]
        self.begun = classed(widgets.VBox([*begun, bar([score])]), "avgrisk-begun")
        intake = widgets.VBox([upload, bar([known["example"]]), self.begun])
        return classed(intake, "avgrisk-intake")

    def results(self, grid: widgets.DOMWidget) -> widgets.VBox:
        """What a scored register shows."""
        measures = [self.shown["wins"], *self.levers.values(), bar([self.buttons["pull"]])]
        self.parts = {
            "table": widgets.VBox([grid]),
            "pictures": widgets.VBox([self.shown["pictures"]]),
            "measures": widgets.VBox([*measures, self.shown["measures"]]),
            "files": widgets.VBox([self.shown["files"], bar(self.files.values())]),
        }
        for box in self.parts.values():
            box.add_class("avgrisk-part")
        return widgets.VBox([self.shown["short"], self.part, *self.parts.values()])

    def page(self, *boxes: widgets.Widget) -> list[widgets.Widget]:
        """The whole page: what always stands there, then these boxes."""
        top, working = bar([self.language], "avgrisk-top"), bar([self.bar, self.buttons["stop"]])
        head = [styles(base.PARTS, DESK), top, self.shown["head"], self.message, working]
        return [*head, *boxes, self.names]

    def reset(self) -> None:
        """The first part, no measure ticked, no kind of organisation chosen."""
        self.part.value, self.sector.value = PARTS[0], ""
        for box in self.levers.values():
            box.value = False

    def dress(self, wording: Wording, opened: bool, enough: bool) -> None:
        """Give everything its words; `enough` is whether a score would say something."""
        for name, part in self.buttons.items():
            part.description = label(f"desk.{name}", wording)
        if opened:
            self.buttons["columns"].description = label("desk.columns_close", wording)
        if not enough:
            self.buttons["score"].description = label("desk.score_anyway", wording)
        for kind, part in self.files.items():
            part.description = label(f"desk.file.{kind}", wording)
        for key, box in self.levers.items():
            box.description = label(f"lever.{key}", wording)
        base.choose_language(self.language, wording.lang)
        kinds = [(label("desk.sector_none", wording), "")]
        kinds += [(one.label(wording.lang), one.key) for one in sectors.table().values()]
        choose(self.sector, kinds, self.sector.value or "", label("desk.sector", wording))
        parts = [(label(f"desk.part.{name}", wording), name) for name in PARTS]
        choose(self.part, parts, self.part.value or PARTS[0], label("desk.part", wording))
        head = f"<h2>{words('desk.name', wording)}</h2>{note(label('desk.promise', wording))}"
        put(self.shown["head"], head)
        put(self.shown["files"], note(label("desk.files", wording)))
        self.names.name, self.names.lang = label("desk.name", wording), wording.lang


def upload_words(lang: str) -> dict[str, str]:
    """What stands at the file field; the limit is told before anything is chosen."""
    return {
        "title": label("desk.upload", lang),
        "hint": label("desk.upload_hint", lang, limit=MOST_MB),
        "sending": label("desk.sending", lang),
    }


def note(text: str) -> str:
    """A remark, escaped here."""
    return f'<p class="avgrisk-note">{esc(text, 4000)}</p>'


def listed(lines: Iterable[str]) -> str:
    """Lines under one another, escaped here."""
    return f"<ul>{''.join(f'<li>{esc(line, 4000)}</li>' for line in lines)}</ul>"


def progress(done: int, total: int, words_: str) -> str:
    """How far it is: a bar with its words, for the eye and the ear."""
    value = f'value="{min(done, total)}" max="{total}"' if total else ""
    shown = esc(words_)
    return f'<progress {value} aria-label="{shown}"></progress> <span>{shown}</span>'
