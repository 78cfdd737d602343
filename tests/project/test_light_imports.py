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


def test_a_case_coded_at_the_terminal_loads_no_widget_library(tmp_path):
    command = [sys.executable, "-X", "importtime", "-m", "avgrisk", "cases", "code", "ing-2014"]
    answers = "0.5\n" * 10 + "nee\n"
    done = subprocess.run(
        command, input=answers, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Alle velden samen" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "avgrisk.cli.code_command" in loaded
    assert not {"ipywidgets", "anywidget", "traitlets", "IPython", "avgrisk.explorer"} & loaded


def test_every_public_name_can_be_had_whatever_was_imported_before():
    from avgrisk.cases import teaching  # noqa: F401

    for name in explorer.__all__:
        assert callable(getattr(explorer, name)), name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        explorer.nothing_like_it  # noqa: B018
