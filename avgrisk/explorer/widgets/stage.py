"""Pictures that follow a control: one message a move, and only what differs is touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.figures.markup import Figure

#: What a picture's name is preceded by, among the other things a widget has.
PICTURE = "picture_"


class Stage(widgets.Widget):
    """The markup of several pictures by name; those that changed go to the page in one message."""

    @classmethod
    def of(cls, *names: str) -> Stage:
        """A stage for pictures of these names, all of them empty."""
        pictures = {PICTURE + name: traitlets.Unicode().tag(sync=True) for name in names}
        return type(cls.__name__, (cls,), pictures)()

    @property
    def pictures(self) -> dict[str, str]:
        """Every picture as it stands, by name."""
        found = [name for name in self.keys if name.startswith(PICTURE)]
        return {name.removeprefix(PICTURE): getattr(self, name) for name in found}

    def put(self, figures: dict[str, Figure]) -> None:
        """Other pictures under these names; of what did not change nothing is sent."""
        with self.hold_sync():
            for name, figure in figures.items():
                setattr(self, PICTURE + name, figure.markup)


class Place(anywidget.AnyWidget):
    """Where one picture of a stage stands; empty as long as the stage has none of this name."""

    _esm = Path(__file__).with_suffix(".js")
    stage = traitlets.Instance(Stage).tag(sync=True, **widgets.widget_serialization)
    name = traitlets.Unicode().tag(sync=True)

    def __init__(self, stage: Stage, name: str, **kwargs: Any):
        super().__init__(stage=stage, name=name, **kwargs)
        self.add_class("avgrisk-place")
