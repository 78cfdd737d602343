"""A workshop planned with three choices, read on screen, and kept as a file to change and serve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as widgets
import traitlets

from avgrisk.core import shipped
from avgrisk.core.labels import explain, label
from avgrisk.core.machine import why_not
from avgrisk.core.own_file import write_own
from avgrisk.core.records import InputError
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.widgets.base import Screen, button, classed
from avgrisk.explorer.widgets.names import Names
from avgrisk.figures.markup import Figure, esc
from avgrisk.figures.style import card
from avgrisk.vocabulary.sectors import find
from avgrisk.workshop.session import Session
from avgrisk.workshop.vignettes import kinds


def program_card(session: Session, lang: str = "nl") -> Figure:
    """What a room will do, as a list: each part with its minutes, and what the vignettes are
    worth."""
    table = session.program(lang)
    parts = [
        label("workshop.planner.part", lang, what=what, plans=plans, minutes=minutes)
        for what, plans, minutes in table.itertuples(index=False)
    ]
    items = "".join(f"<li>{esc(part)}</li>" for part in parts)
    title = label("workshop.planner.title", lang)
    return card(f"<h3>{esc(title)}</h3><ol>{items}</ol>", "\n".join([title, *parts]), lang)


class WorkshopPlanner(Screen):
    """Minutes, kind of organisation, names hidden or not; `plan()` makes the session, `save()`
    writes it beside where one works and never over a file that is there; with a `saver` it is a
    download.

    `session` is what was planned last, `text` what the screen says.
    """

    text: str
    session = traitlets.Instance(Session, allow_none=True)

    def __init__(self, lang: str = "nl", folder: str | Path = ".", saver: Saver | None = None):
        self.lang, self.folder, self.saver = lang, Path(folder), saver
        minutes = [int(row["minutes"]) for row in shipped.rows("workshop/minutes.csv")]
        self.minutes = self._menu("minutes", minutes)
        options = [(_kind(key, lang), key) for key in kinds()]
        self.sector = self._menu("sector", options)
        self.masked = widgets.Checkbox(value=True, description=self._say("masked"), indent=False)
        self.planned = button(words=self._say("plan"), then=self.plan)
        self.planned.add_class("avgrisk-primary")
        self.saved = button(words=self._say("save"), then=self.save)
        self.saved.disabled = True
        self.picture, self.text = classed(widgets.HTML(), "avgrisk-live"), ""
        row = widgets.Layout(flex_flow="row wrap")
        menus = widgets.HBox([self.minutes, self.sector], layout=row)
        choices = widgets.VBox([menus, self.masked])
        buttons = widgets.HBox([self.planned, self.saved], layout=row)
        names = Names(lang=lang, name=self._say("title"))
        super().__init__([choices, buttons, self.picture, names])

    def plan(self) -> None:
        """Make the session of these choices and show what is in it."""
        chosen = (self.minutes.value, self.sector.value)
        self.session = Session.planned(*chosen, masked=self.masked.value)
        self._show()

    def take_over(self, other: WorkshopPlanner) -> None:
        """The choices and the session of another planner, in the language of this one."""
        for name in ("minutes", "sector", "masked"):
            getattr(self, name).value = getattr(other, name).value
        self.session = other.session
        if self.session is not None:
            self._show()

    def save(self) -> None:
        """Write the session as a file and say where; what stands there already stays."""
        if self.session is None:
            return
        plan = self.session.plan
        path = self.folder / f"workshop-{plan.sector}-{plan.minutes}.yaml"
        if self.saver is not None:
            self.saver.save(path.name, "application/yaml", plan.text.encode())
            self._show(label("workshop.planner.taken", self.lang, file=path.name))
            return
        try:
            if path.exists():
                raise InputError("file", path.name, "", "error.workshop_there")
            write_own(plan.text, path)
            line = label("workshop.planner.saved", self.lang, file=path.name)
        except InputError as error:
            line = explain(error, self.lang)
        except OSError as error:
            wrong = InputError("file", path.name, why_not(error), "error.unwritable")
            line = explain(wrong, self.lang)
        self._show(line)

    def _show(self, line: str = "") -> None:
        """The program, and under it one line about the file."""
        assert self.session is not None
        shown = program_card(self.session, self.lang)
        self.saved.disabled = False
        self.text = f"{shown.text}\n{line}" if line else shown.text
        self.picture.value = shown.markup + (f'<p role="status">{esc(line)}</p>' if line else "")

    def _menu(self, key: str, options: list[Any]) -> widgets.Dropdown:
        menu = widgets.Dropdown(options=options, description=self._say(key))
        return classed(menu, "avgrisk-field")

    def _say(self, key: str) -> str:
        return label(f"workshop.planner.{key}", self.lang)


def _kind(key: str, lang: str) -> str:
    found = find(key)
    return found.label(lang) if found else key
