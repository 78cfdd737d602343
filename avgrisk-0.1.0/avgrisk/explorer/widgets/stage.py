"""Pictures that follow a control: one message a move, and only what differs is touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.figures.markup import Figure


class Stage(widgets.Widget):
    """The markup of several pictures by name, sent to the page in one message."""

    pictures = traitlets.Dict().tag(sync=True)

    def put(self, figures: dict[str, Figure]) -> None:
        """Other pictures under these names; nothing is sent when nothing changed."""
        self.pictures = self.pictures | {name: part.markup for name, part in figures.items()}


class Place(anywidget.AnyWidget):
    """Where one picture of a stage stands; empty as long as the stage has none of this name."""

    _esm = Path(__file__).with_suffix(".js")
    stage = traitlets.Instance(Stage).tag(sync=True, **widgets.widget_serialization)
    name = traitlets.Unicode().tag(sync=True)

    def __init__(self, stage: Stage, name: str, **kwargs: Any):
        super().__init__(stage=stage, name=name, **kwargs)
        self.add_class("avgrisk-place")
