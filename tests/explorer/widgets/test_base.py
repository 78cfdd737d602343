"""Controls of our own: to the page each is one file, with what all of them share put into it."""

from __future__ import annotations

from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.widgets.base import SHARED
from avgrisk.explorer.widgets.copier import Copier
from avgrisk.explorer.widgets.tabs import Tabs
from tests.lists import each


@each("control", (Copier, Tabs))
def test_what_scripts_share_stands_in_the_place_of_the_import(control):
    script = str(control._esm)
    assert SHARED.read_text(encoding="utf-8") in script
    assert "import {" not in script and script.count("export default") == 1


def test_a_script_that_asks_for_nothing_gets_nothing():
    assert "export function make" not in str(Saver._esm)
