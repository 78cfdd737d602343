"""JupyterLab as `avgrisk lab` opens it: our defaults hold, and a user's own settings overrule them."""

from __future__ import annotations

import json

import pytest

from avgrisk.explorer.app.lab import CONFIG

OURS = json.loads((CONFIG / "labconfig" / "default_setting_overrides.json").read_text())


def defaults(lab, plugin: str) -> dict:
    """Every setting of a plugin that has a default, as the server tells the page."""
    told = lab.ask(f"lab/api/settings/{plugin}")["schema"]["properties"]
    return {name: part["default"] for name, part in told.items() if "default" in part}


@pytest.mark.parametrize("plugin", OURS)
def test_our_defaults_reach_the_page(lab, plugin):
    found = defaults(lab, plugin)
    assert {name: found.get(name) for name in OURS[plugin]} == OURS[plugin]


def test_a_users_own_choice_stands_beside_our_default(lab):
    plugin, choice = "@jupyterlab/apputils-extension:kernels-settings", "perComm"
    where = f"lab/api/settings/{plugin}"
    try:
        lab.put(where, {"raw": json.dumps({"commsOverSubshells": choice})})
        assert lab.ask(where)["settings"] == {"commsOverSubshells": choice}
    finally:
        lab.put(where, {"raw": "{}"})
    assert defaults(lab, plugin)["commsOverSubshells"] != choice
