"""Widgets load when first used: the cards and the package itself cost no ipywidgets."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from avgrisk import explorer
from tests import ROOT

REGISTER = ROOT / "datasets" / "registers" / "voorbeeldregister.csv"

#: How a command ends that was done; 3 when a row of the example was refused.
DONE = (0, 3)

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
        ("--help", {"numpy", "pandas", "scipy"}),
        ("vagueness marketingdoeleinden", {"numpy", "pandas", "scipy"}),
        ("replay ing-2014", {"pandas", "scipy", "statsmodels", "jinja2"}),
        ("cases", {"pandas", "scipy", "statsmodels", "jinja2"}),
        (f"score {REGISTER} --out uit.html", {"scipy"}),
    ],
    ids=lambda value: value.split()[0] if isinstance(value, str) else "",
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
    assert done.returncode in DONE and "avgrisk.cli.main" in loaded and not heavy & loaded


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
#: Commands one after another, a line each; how each of them ended is the last line it leaves on stderr.
RUN = (
    BARE
    + """
import shlex
from avgrisk.cli.main import main
for line in sys.argv[1:]:
    try:
        main(shlex.split(line))
    except SystemExit as ended:
        print("ended", ended.code, file=sys.stderr)
"""
)


def bare(*commands, code=RUN, cwd=ROOT, lang="nl"):
    """What is said on stderr in an environment without the extras."""
    return subprocess.run(
        [sys.executable, "-c", code, *commands],
        env={**os.environ, "AVGRISK_LANG": lang},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    ).stderr


def test_the_core_is_enough_for_scores_pages_workbooks_and_cases(tmp_path):
    scored = [f"score {REGISTER} --out uit.{form}" for form in ("html", "xlsx")]
    commands = [*scored, "replay ing-2014", "cases", "vagueness reclame"]
    told = bare(*commands, cwd=tmp_path)
    ended = [line for line in told.splitlines() if line.startswith("ended ")]
    assert len(ended) == len(commands) and {*ended} <= {"ended 0", "ended 3"}, told


#: By the extra that brings it, a command of which the core has half.
LACKING = {
    "lab": "lab",
    "app": "app",
    "calibrate": "measure vagueness",
    "workshop": "workshop plan --out uit.yaml",
    "parquet": f"score {REGISTER} --out uit.parquet",
}


@pytest.mark.parametrize("lang, word", [("nl", "installeer"), ("en", "install")])
def test_a_command_without_its_extra_names_it_in_one_line(lang, word, tmp_path):
    told = bare(*LACKING.values(), cwd=tmp_path, lang=lang)
    said = told.split("ended 4\n")
    assert len(said) == len(LACKING) + 1 and not said[-1] and "Traceback" not in told
    for extra, one in zip(LACKING, said, strict=False):
        assert f"{word} avgrisk[{extra}]" in one.splitlines()[-1]


@pytest.mark.parametrize(
    "name, extra", [("explorer.ScenarioExplorer", "lab"), ("workshop.Session", "workshop")]
)
def test_a_function_without_its_extra_names_it_in_both_languages(name, extra):
    code = f"{BARE}from avgrisk import explorer, workshop\ntry:\n    {name}\nexcept Exception as error:\n"
    told = bare(code=f"{code}    print(error, file=sys.stderr)").splitlines()[-1]
    assert f"installeer avgrisk[{extra}]" in told and f"install avgrisk[{extra}]" in told
