"""Widgets load when first used: the cards and the package itself cost no ipywidgets."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from avgrisk import explorer
from tests import ROOT

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


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("replay ing-2014", {"pandas", "scipy", "jinja2"}),
        ("cases", {"pandas", "scipy", "jinja2"}),
        (f"score {ROOT / 'datasets/registers/voorbeeldregister.csv'} --out uit.html", {"scipy"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(command, heavy, tmp_path):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "avgrisk", *command.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "numpy" in loaded and not heavy & loaded


def test_every_public_name_can_be_had_whatever_was_imported_before():
    from avgrisk.cases import teaching  # noqa: F401

    for name in explorer.__all__:
        assert callable(getattr(explorer, name)), name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        explorer.nothing_like_it  # noqa: B018


#: What a plain `pip install avgrisk` does not bring; None in sys.modules is as good as missing.
EXTRAS = (
    *("IPython", "anywidget", "dask", "distributed", "ipywidgets", "jupyter_core", "jupyterlab"),
    *("psycopg", "pyarrow", "pydoe", "segno", "sqlalchemy", "statsmodels", "tornado", "traitlets"),
    "voila",
)
BARE = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS}))\n"
RUN = BARE + "from avgrisk.cli.main import main\nmain(sys.argv[1:])"


def bare(*arguments, code=RUN):
    """Run in an environment without the extras."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "datasets/registers/voorbeeldregister.csv", "--out", "uit.html"),
        ("score", "datasets/registers/voorbeeldregister.csv", "--out", "uit.xlsx"),
        ("replay", "ing-2014"),
        ("cases",),
        ("vagueness", "reclame"),
    ],
)
def test_the_core_is_enough_for(arguments, tmp_path):
    given = [str(ROOT / part) if "/" in part else part for part in arguments]
    done = bare(*[str(tmp_path / part) if part.startswith("uit.") else part for part in given])
    assert done.returncode in (0, 3), done.stderr


@pytest.mark.parametrize(
    "arguments, extra",
    [
        (("lab",), "lab"),
        (("app",), "app"),
        (("measure", "vagueness"), "calibrate"),
        (("workshop", "plan", "--out", "uit.yaml"), "workshop"),
        (("score", "datasets/registers/voorbeeldregister.csv", "--out", "uit.parquet"), "parquet"),
    ],
)
def test_a_command_without_its_extra_names_it_in_one_line(arguments, extra, tmp_path):
    given = [str(tmp_path / part) if part.startswith("uit.") else part for part in arguments]
    for lang, word in (("nl", "installeer"), ("en", "install")):
        done = subprocess.run(
            [sys.executable, "-c", RUN, *given],
            env={**os.environ, "AVGRISK_LANG": lang},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 4
        told = done.stderr.splitlines()[-1]
        assert f"{word} avgrisk[{extra}]" in told and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name, extra", [("explorer.ScenarioExplorer", "lab"), ("workshop.Session", "workshop")]
)
def test_a_function_without_its_extra_names_it_in_both_languages(name, extra):
    told = bare(code=f"{BARE}from avgrisk import explorer, workshop\n{name}").stderr.splitlines()[
        -1
    ]
    assert f"installeer avgrisk[{extra}]" in told and f"install avgrisk[{extra}]" in told
