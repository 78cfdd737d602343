"""Widgets load when first used: the cards and the package itself cost no ipywidgets."""

from __future__ import annotations

import subprocess
import sys

import pytest

from avgrisk import explorer

HEAVY = "import sys; print(sorted({'ipywidgets', 'anywidget'} & set(sys.modules)))"


@pytest.mark.parametrize(
    "code", ["import avgrisk", "from avgrisk import explorer; explorer.plan_card('ing-2014')"]
)
def test_no_widget_library_is_loaded_before_a_widget_is_asked_for(code):
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; {HEAVY}"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_every_public_name_can_be_had_whatever_was_imported_before():
    from avgrisk.cases import teaching  # noqa: F401

    for name in explorer.__all__:
        assert callable(getattr(explorer, name)), name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        explorer.nothing_like_it  # noqa: B018
