"""Nothing typed is lost: kept in .avgrisk/scenario.json, offered back, or downloaded as a file."""

from __future__ import annotations

import base64
import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from avgrisk.figures.markup import words
from avgrisk.labels import explain
from avgrisk.records import InputError
from avgrisk.scenario_file import Scenario, load, save

#: Where it is kept within the folder, and what stood there when this session began.
PLACE, BEFORE = Path(".avgrisk") / "scenario.json", Path(".avgrisk") / "scenario.previous.json"


class Keeper:
    """Keeps scenarios in a folder; `found` is what an earlier session left, until it is used.

    What an earlier session left is put aside before anything is written over it.
    """

    def __init__(self, folder: Path | str | None):
        self.folder = None if folder is None else Path(folder)
        self.last: tuple[Scenario, ...] = ()
        self.begun = False
        self.found: tuple[Scenario, ...] = ()
        if self.folder is not None:
            with contextlib.suppress(InputError):
                self.found = load(self.folder / PLACE)

    def keep(self, scenarios: Sequence[Scenario], lang: str) -> str:
        """Write them where they changed; returns what went wrong, in words, or nothing."""
        if self.folder is None or tuple(scenarios) == self.last:
            return ""
        try:
            if not self.begun and self.found:
                with contextlib.suppress(OSError):
                    os.replace(self.folder / PLACE, self.folder / BEFORE)
            save(scenarios, self.folder / PLACE)
        except InputError as error:
            return explain(error, lang)
        self.begun, self.last = True, tuple(scenarios)
        return ""


def download(text: str, lang: str) -> str:
    """A link that saves a text as scenario.json, without a server."""
    data = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return (
        f'<a class="avgrisk-note" download="scenario.json" lang="{lang}" '
        f'href="data:application/json;base64,{data}">{words("scenario.download", lang)}</a>'
    )
