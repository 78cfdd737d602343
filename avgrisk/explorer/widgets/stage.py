"""Pictures that follow a control: small messages, and only what differs is touched."""

from __future__ import annotations

import re
from typing import Any

import ipywidgets as widgets
import traitlets

from avgrisk.explorer.widgets.base import Ours
from avgrisk.figures.markup import Figure

#: What a picture's name is preceded by, among the other things a widget has.
PICTURE = "picture_"

#: The rules within a picture; on a stage their number stands there instead.
_STYLE = re.compile("(?<=<style>).*?(?=</style>)", re.S)


class Stage(widgets.Widget):
    """The markup of several pictures by name; those that changed go to the page in one message.

    `sheets` are the style sheets of all pictures, each sent once: most of a picture is its rules,
    and those never change.
    """

    sheets: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)

    @classmethod
    def of(cls, *names: str) -> Stage:
        """A stage for pictures of these names, all of them empty."""
        pictures = {PICTURE + name: traitlets.Unicode().tag(sync=True) for name in names}
        return type(cls.__name__, (cls,), pictures)()

    @property
    def pictures(self) -> dict[str, str]:
        """Every picture as it stands, with its rules, by name."""
        found = [name for name in self.keys if name.startswith(PICTURE)]
        return {
            name.removeprefix(PICTURE): _STYLE.sub(
                lambda at: self.sheets[int(at.group())], getattr(self, name)
            )
            for name in found
        }

    def put(self, figures: dict[str, Figure]) -> None:
        """Other pictures under these names; of what did not change nothing is sent."""
        with self.hold_sync():
            for name, figure in figures.items():
                setattr(self, PICTURE + name, _STYLE.sub(self._numbered, figure.markup))

    def _numbered(self, found: re.Match[str]) -> str:
        """The place of these rules among the sheets."""
        rules = found.group()
        if rules not in self.sheets:
            self.sheets = [*self.sheets, rules]
        return str(self.sheets.index(rules))


class Place(Ours):
    """Where one picture of a stage stands; empty as long as the stage has none of this name."""

    stage = traitlets.Instance(Stage).tag(sync=True, **widgets.widget_serialization)
    name = traitlets.Unicode().tag(sync=True)

    def __init__(self, stage: Stage, name: str, **kwargs: Any):
        super().__init__(stage=stage, name=name, **kwargs)
        self.add_class("avgrisk-place")
